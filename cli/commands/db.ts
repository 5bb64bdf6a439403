import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { Command } from 'commander';
import { databaseFile } from '../../lib/db/location';
import { openDatabase } from '../../lib/db/open';
import { backUp, integrityProblems, reclaimSpace } from '../../lib/db/sqlite-upkeep';
import { Failure } from '../../lib/failure';
import { FACTS_KEPT_DAYS, pruneFacts } from '../open-project';

export function dbCommand(): Command {
  const command = new Command('db')
    .description('Look after the database.')
    .addHelpText('after', '\nExample:\n  awaited db backup ~/awaited-monday.db\n');
  command
    .command('check')
    .description('Check that the database is sound; exit code 1 where it is not.')
    .option('--db <file>', 'database file')
    .addHelpText('after', '\nExample:\n  awaited db check\n')
    .action(check);
  command
    .command('backup')
    .description('Copy the database to a new file, while others may read and write.')
    .argument('<target>', 'file to create')
    .option('--db <file>', 'database file')
    .addHelpText('after', '\nExample:\n  awaited db backup ~/awaited-monday.db\n')
    .action(backup);
  command
    .command('prune')
    .description('Forget extracted facts that no scan has used for a while; a scan that needs them makes them again.')
    .option('--db <file>', 'database file')
    .option('--unused-for <days>', 'days without use', daysOf, FACTS_KEPT_DAYS)
    .addHelpText('after', '\nExample:\n  awaited db prune --unused-for 30\n')
    .action(prune);
  return command;
}

async function prune(options: { db?: string; unusedFor: number }): Promise<void> {
  const db = await openDatabase(existing(options.db));
  try {
    const count = await pruneFacts(db, options.unusedFor, new Date());
    await reclaimSpace(db);
    process.stdout.write(`Forgot the facts of ${count} file contents.\n`);
  } finally {
    await db.destroy();
  }
}

function daysOf(text: string): number {
  if (!/^\d{1,5}$/.test(text)) throw new Failure(`${text} is not a number of days.`);
  return Number(text);
}

async function check(options: { db?: string }): Promise<void> {
  const db = await openDatabase(existing(options.db));
  try {
    const problems = await integrityProblems(db);
    for (const problem of problems) process.stdout.write(`${problem}\n`);
    if (problems.length > 0) process.exitCode = 1;
    else process.stdout.write(`${existing(options.db)} is sound.\n`);
  } finally {
    await db.destroy();
  }
}

async function backup(target: string, options: { db?: string }): Promise<void> {
  if (existsSync(target)) throw new Failure(`${target} exists already; name a file that does not.`);
  const db = await openDatabase(existing(options.db));
  try {
    await backUp(db, resolve(target));
    process.stdout.write(`${resolve(target)}\n`);
  } finally {
    await db.destroy();
  }
}

/** Neither command may create what it is to look after. */
function existing(file = databaseFile()): string {
  if (!existsSync(file)) throw new Failure(`There is no database ${file}; "awaited scan PATH" creates it, or name another with --db.`);
  return file;
}
