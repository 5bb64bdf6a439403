import { Command } from 'commander';
import { nameProblem } from '../../lib/access/person-name';
import { isRole, ROLE_MEANINGS, ROLES, type Role } from '../../lib/access/roles';
import { addAccount, findAccount, hasAccounts, listAccounts, removeAccount, setPassword, setRole } from '../../lib/db/access/accounts';
import type { Db } from '../../lib/db/open';
import { Failure } from '../../lib/failure';
import { newPasswordHash } from '../ask-password';
import { decider } from '../decider';
import { withDatabase } from '../with-database';

interface Options {
  db?: string;
  passwordStdin?: boolean;
}

export function usersCommand(): Command {
  const command = new Command('users')
    .description('Say who may sign in to the board. Without users it is open to this machine, and closed to all others.')
    .addHelpText('after', `\nRoles:\n${ROLES.map((role) => `  ${role.padEnd(8)}${ROLE_MEANINGS[role]}`).join('\n')}\n\nExample:\n  awaited users add grace --role editor\n`);
  const sub = (name: string, description: string, example: string) =>
    command.command(name).description(description).option('--db <file>', 'database file').addHelpText('after', `\nExample:\n  awaited users ${example}\n`);
  const stdin = ['--password-stdin', 'read the password from standard input instead of asking for it'] as const;
  sub('add', 'Let somebody sign in.', 'add grace --role editor')
    .argument('<name>', 'as it will stand beside what they write')
    .requiredOption('--role <role>', ROLES.join(', '), roleOf)
    .option(...stdin)
    .action(add);
  sub('list', 'List who may sign in.', 'list').option('--json', 'as JSON').action(list);
  sub('remove', 'Let somebody sign in no more, and sign them out everywhere.', 'remove grace').argument('<name>', 'user').action(remove);
  sub('role', 'Give somebody another role.', 'role grace admin').argument('<name>', 'user').argument('<role>', ROLES.join(', '), roleOf).action(changeRole);
  sub('password', 'Give somebody another password, and sign them out everywhere.', 'password grace').argument('<name>', 'user').option(...stdin).action(changePassword);
  return command;
}

async function add(name: string, options: Options & { role: Role }): Promise<void> {
  const problem = nameProblem(name);
  if (problem !== null) throw new Failure(problem);
  await withDatabase(options, async (db) => {
    const taken = new Failure(`There is a user ${name} already; "awaited users role" and "awaited users password" change one.`);
    if (await findAccount(db, name)) throw taken;
    const password = await newPasswordHash(name, options.passwordStdin === true);
    const isFirst = !(await hasAccounts(db));
    if (!(await addAccount(db, { name, role: options.role, password }, decider()))) throw taken;
    process.stdout.write(`${name} may sign in as ${options.role}.${isFirst ? ' From now on the board asks everybody to sign in.' : ''}\n`);
  });
}

async function list(options: Options & { json?: boolean }): Promise<void> {
  await withDatabase(options, async (db) => {
    const accounts = await listAccounts(db);
    if (options.json) {
      process.stdout.write(`${JSON.stringify(accounts.map(({ name, role, createdAt, signIns }) => ({ name, role, createdAt, signIns })))}\n`);
      return;
    }
    const width = Math.max(4, ...accounts.map(({ name }) => name.length));
    for (const { name, role, createdAt, signIns } of accounts) process.stdout.write(`${name.padEnd(width)}  ${role.padEnd(6)}  since ${createdAt.slice(0, 10)}  signed in ${signIns}×\n`);
    if (accounts.length === 0) process.stdout.write('Nobody: the board is open to this machine, and closed to all others.\n');
  });
}

async function remove(name: string, options: Options): Promise<void> {
  await withDatabase(options, async (db) => {
    const account = await known(db, name);
    await removeAccount(db, account.id, decider());
    const isLast = !(await hasAccounts(db));
    process.stdout.write(`${account.name} may sign in no more.${isLast ? ' That was the last user: the board is open to this machine again, and closed to all others.' : ''}\n`);
  });
}

async function changeRole(name: string, role: Role, options: Options): Promise<void> {
  await withDatabase(options, async (db) => {
    const account = await known(db, name);
    await setRole(db, account.id, role, decider());
    process.stdout.write(`${account.name} is ${role} now.\n`);
  });
}

async function changePassword(name: string, options: Options): Promise<void> {
  await withDatabase(options, async (db) => {
    const account = await known(db, name);
    await setPassword(db, account.id, await newPasswordHash(account.name, options.passwordStdin === true), decider());
    process.stdout.write(`${account.name} has a new password, and is signed out everywhere.\n`);
  });
}

async function known(db: Db, name: string): Promise<{ id: number; name: string }> {
  const account = await findAccount(db, name);
  if (!account) throw new Failure(`There is no user ${name}; "awaited users list" names them.`);
  return account;
}

function roleOf(text: string): Role {
  if (!isRole(text)) throw new Failure(`${text} is no role; choose from ${ROLES.join(', ')}.`);
  return text;
}
