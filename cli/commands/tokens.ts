import { Command } from 'commander';
import { nameProblem } from '../../lib/access/person-name';
import { parseScope, scopeText, type Scope } from '../../lib/access/scopes';
import { createToken, listTokens, revokeToken, type Token } from '../../lib/db/access/tokens';
import type { Db } from '../../lib/db/open';
import { listProjects } from '../../lib/db/read/project';
import { Failure } from '../../lib/failure';
import { decider } from '../decider';
import { withDatabase } from '../with-database';

interface Options {
  db?: string;
}

const DAY_MS = 86_400_000;
const LONGEST_DAYS = 366;

export function tokensCommand(): Command {
  const command = new Command('tokens')
    .description('Give programs access to the API of a board that asks for sign-in.')
    .addHelpText('after', `\nScopes:\n  read           all answers of the API, badges and reports\n  badge          badges alone\n  read:PROJECT   the same, of one project\n\nExample:\n  awaited tokens create ci --scope read:orderdesk --expires 90d\n`);
  const sub = (name: string, description: string, example: string) =>
    command.command(name).description(description).option('--db <file>', 'database file').addHelpText('after', `\nExample:\n  awaited tokens ${example}\n`);
  sub('create', 'Create a token and print it, this once.', 'create ci --scope read:orderdesk --expires 90d')
    .argument('<name>', 'what it is for')
    .requiredOption('--scope <scope...>', 'what it may read: read, badge, read:PROJECT, badge:PROJECT')
    .requiredOption('--expires <when>', 'days such as 90d, or a day such as 2027-01-31; a year at most')
    .action(create);
  sub('list', 'List tokens, without what they are.', 'list').option('--json', 'as JSON').action(list);
  sub('revoke', 'Make a token worth nothing, at once.', 'revoke 3').argument('<id>', 'as "awaited tokens list" names it').action(revoke);
  return command;
}

async function create(name: string, options: Options & { scope: string[]; expires: string }): Promise<void> {
  const problem = nameProblem(name);
  if (problem !== null) throw new Failure(problem);
  const now = new Date();
  const scopes = options.scope.map(scopeOf);
  const expiresAt = expiryOf(options.expires, now);
  await withDatabase(options, async (db) => {
    for (const { project } of scopes) if (project !== null) await expectProject(db, project);
    const token = await createToken(db, { name, scopes, expiresAt }, decider(now));
    process.stderr.write(`${name} may read until ${expiresAt.slice(0, 10)}; send the token as "Authorization: Bearer …". It is not shown again.\n`);
    process.stdout.write(`${token}\n`);
  });
}

async function list(options: Options & { json?: boolean }): Promise<void> {
  await withDatabase(options, async (db) => {
    const tokens = await listTokens(db);
    if (options.json) {
      process.stdout.write(`${JSON.stringify(tokens.map((token) => ({ ...token, scopes: token.scopes.map(scopeText) })))}\n`);
      return;
    }
    const now = new Date().toISOString();
    for (const token of tokens) process.stdout.write(`${String(token.id).padStart(3)}  ${token.name}  ${token.scopes.map(scopeText).join(' ')}  ${stateOf(token, now)}\n`);
    if (tokens.length === 0) process.stdout.write('There are no tokens.\n');
  });
}

async function revoke(id: string, options: Options): Promise<void> {
  await withDatabase(options, async (db) => {
    const isRevoked = /^\d{1,15}$/.test(id) && (await revokeToken(db, Number(id), decider()));
    if (!isRevoked) throw new Failure(`There is no token ${id} that could be revoked; "awaited tokens list" names them.`);
    process.stdout.write(`Token ${id} is worth nothing now.\n`);
  });
}

async function expectProject(db: Db, slug: string): Promise<void> {
  const projects = await listProjects(db);
  if (projects.some((project) => project.slug === slug)) return;
  throw new Failure(`There is no project ${slug}; ${projects.length > 0 ? `choose from ${projects.map((project) => project.slug).join(', ')}` : 'scan one first'}.`);
}

function stateOf({ revokedAt, expiresAt, usedAt }: Token, now: string): string {
  if (revokedAt !== null) return `revoked ${revokedAt.slice(0, 10)}`;
  if (expiresAt <= now) return `expired ${expiresAt.slice(0, 10)}`;
  return `until ${expiresAt.slice(0, 10)}, ${usedAt === null ? 'never used' : `last used ${usedAt}`}`;
}

function scopeOf(text: string): Scope {
  const scope = parseScope(text);
  if (!scope) throw new Failure(`${text} is no scope; write read, badge, read:PROJECT or badge:PROJECT.`);
  return scope;
}

/** The end of a day, or so many days from now; within a year. */
function expiryOf(text: string, now: Date): string {
  const [, days] = /^(\d{1,3})d$/.exec(text) ?? [];
  const time = days !== undefined ? now.getTime() + Number(days) * DAY_MS : /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(`${text}T23:59:59Z`) : Number.NaN;
  if (Number.isNaN(time)) throw new Failure(`${text} is no time to expire; write days such as 90d, or a day such as 2027-01-31.`);
  if (time <= now.getTime()) throw new Failure(`A token that expires with ${text} would be worth nothing; name a day to come.`);
  if (time > now.getTime() + LONGEST_DAYS * DAY_MS) throw new Failure('A token lasts a year at most; create the next one then.');
  return new Date(time).toISOString();
}
