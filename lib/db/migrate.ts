import type { Kysely, QueryExecutorProvider } from 'kysely';
import { sql } from 'kysely';
import { Failure } from '../failure';
import * as tables from './migrations/0001-tables';
import * as accounts from './migrations/0002-accounts';
import * as groups from './migrations/0003-groups-and-exemptions';
import * as sendings from './migrations/0004-report-sendings';
import * as accessAudit from './migrations/0005-access-audit';
import type { Database } from './schema';
import { backUp } from './sqlite-upkeep';

interface Migration {
  readonly name: string;
  up(db: QueryExecutorProvider): Promise<void>;
}

/** In order; a migration's number is its place, from 1. Never edited once released. */
export const MIGRATIONS: readonly Migration[] = [
  { name: '0001-tables', up: tables.up },
  { name: '0002-accounts', up: accounts.up },
  { name: '0003-groups-and-exemptions', up: groups.up },
  { name: '0004-report-sendings', up: sendings.up },
  { name: '0005-access-audit', up: accessAudit.up },
];

/** Throws where the database is not ours or from a newer version. Changes nothing. */
export async function refuseOthers(db: Kysely<Database>, file: string, migrations = MIGRATIONS): Promise<number> {
  const applied = await appliedCount(db, file);
  if (applied <= migrations.length) return applied;
  throw new Failure(`The database ${file} was written by a newer version of Awaited; update Awaited or name another file with --db.`);
}

/** Brings the schema to the present, one transaction a migration, after a backup where there is anything to lose. */
export async function migrate(db: Kysely<Database>, file: string, migrations = MIGRATIONS): Promise<void> {
  const applied = await refuseOthers(db, file, migrations);
  if (applied > 0 && applied < migrations.length && file !== ':memory:') {
    await backUp(db, `${file}.before-${migrations[applied]?.name ?? ''}-${Date.now()}`);
  }
  for (let number = applied + 1; number <= migrations.length; number++) await apply(db, file, number, migrations);
}

async function apply(db: Kysely<Database>, file: string, number: number, migrations: readonly Migration[]): Promise<void> {
  const migration = migrations[number - 1];
  if (!migration) return;
  await db.transaction().execute(async (trx) => {
    // Another process may have been faster while this one waited for the write lock.
    if ((await appliedCount(trx, file)) >= number) return;
    await sql`create table if not exists schema_migration (number integer primary key, name text not null, applied_at text not null)`.execute(trx);
    await migration.up(trx);
    await sql`insert into schema_migration values (${number}, ${migration.name}, ${new Date().toISOString()})`.execute(trx);
  });
}

/** 0 for an empty database. Throws where the tables are somebody else's. */
async function appliedCount(db: Kysely<Database>, file: string): Promise<number> {
  const tables = await sql<{ name: string }>`select name from sqlite_master where type = 'table' and name not like 'sqlite_%'`.execute(db);
  if (tables.rows.length === 0) return 0;
  if (!tables.rows.some((row) => row.name === 'schema_migration')) {
    throw new Failure(`${file} is a database of another program; name another file with --db.`);
  }
  const last = await sql<{ number: number | null }>`select max(number) as number from schema_migration`.execute(db);
  return last.rows[0]?.number ?? 0;
}
