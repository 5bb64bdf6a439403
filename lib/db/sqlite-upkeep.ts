import { rm } from 'node:fs/promises';
import type { Kysely } from 'kysely';
import { sql } from 'kysely';
import type { Database } from './schema';

/** A whole copy at one moment, taken while others read and write; where that fails, none. `target` must not exist. */
export async function backUp(db: Kysely<Database>, target: string): Promise<void> {
  try {
    await sql`vacuum into ${target}`.execute(db);
  } catch (error) {
    await rm(target, { force: true });
    throw error;
  }
}

/** What SQLite finds wrong with the file; empty where it is sound. */
export async function integrityProblems(db: Kysely<Database>): Promise<string[]> {
  const check = await sql<{ integrity_check: string }>`pragma integrity_check`.execute(db);
  const keys = await sql<{ table: string; parent: string }>`pragma foreign_key_check`.execute(db);
  return [
    ...check.rows.map((row) => row.integrity_check).filter((message) => message !== 'ok'),
    ...keys.rows.map((row) => `a row of ${row.table} points to a missing row of ${row.parent}`),
  ];
}

/** Gives the space of deleted rows back to the disk. */
export async function reclaimSpace(db: Kysely<Database>): Promise<void> {
  await sql`vacuum`.execute(db);
}
