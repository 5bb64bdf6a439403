/** The database file: opened, checked, brought to the present schema. The only place that knows it is SQLite. */
import { closeSync, existsSync, mkdirSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import { Kysely, sql } from 'kysely';
import sqlite3 from 'sqlite3';
import { Failure } from '../failure';
import { migrate } from './migrate';
import type { Database } from './schema';
import { sqliteDialect } from './sqlite-dialect';

export type Db = Kysely<Database>;

/** How long a writer waits for another process's write transaction. */
const BUSY_MS = 15_000;

/**
 * Opens `file` (`:memory:` for a database of its own), creating it and its folder where absent.
 * Throws `Failure` where it is corrupt, not ours, written by a newer version or not writable; the file stays as it was.
 */
export async function openDatabase(file: string): Promise<Db> {
  const db = new Kysely<Database>({ dialect: sqliteDialect(await openFile(file)) });
  try {
    await prepare(db, file);
    await migrate(db, file);
    return db;
  } catch (error) {
    await db.destroy();
    throw inWords(error, file);
  }
}

async function openFile(file: string): Promise<sqlite3.Database> {
  if (file !== ':memory:') {
    try {
      mkdirSync(dirname(file), { recursive: true });
      // It may come to hold digests of passwords. SQLite gives the files beside it the same mode.
      if (!existsSync(file)) closeSync(openSync(file, 'a', 0o600));
    } catch (error) {
      throw inWords(error, file);
    }
  }
  return new Promise((resolve, reject) => {
    const sqlite = new sqlite3.Database(file, (error) => (error ? reject(inWords(error, file)) : resolve(sqlite)));
    sqlite.configure('busyTimeout', BUSY_MS);
  });
}

async function prepare(db: Db, file: string): Promise<void> {
  await sql`pragma foreign_keys = on`.execute(db);
  // Readers go on reading the last whole snapshot while a scan writes the next one.
  if (file !== ':memory:') await sql`pragma journal_mode = wal`.execute(db);
  await sql`pragma synchronous = normal`.execute(db);
  await sql`pragma cache_size = -65536`.execute(db);
}

function inWords(error: unknown, file: string): unknown {
  if (error instanceof Failure) return error;
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const sentence = SENTENCES[code];
  return sentence ? new Failure(sentence(file), { cause: error }) : error;
}

const SENTENCES: Record<string, (file: string) => string> = {
  SQLITE_NOTADB: (file) => `${file} is not a database; name another file with --db or move this one away.`,
  SQLITE_CORRUPT: (file) => `The database ${file} is damaged; put a backup in its place or move it away and scan again.`,
  SQLITE_CANTOPEN: (file) => `The database ${file} cannot be opened; check that its folder exists and that you may write there.`,
  SQLITE_READONLY: (file) => `The database ${file} is read-only; make it writable or name another file with --db.`,
  SQLITE_BUSY: (file) => `The database ${file} is in use by another process; try again when that has finished.`,
  SQLITE_FULL: (file) => `The disk that holds ${file} is full; free some space and try again.`,
  EACCES: (file) => `The folder of ${file} cannot be written; name another file with --db.`,
  EROFS: (file) => `The folder of ${file} cannot be written; name another file with --db.`,
  EEXIST: (file) => `The folder of ${file} is not a folder; name another file with --db.`,
  ENOTDIR: (file) => `The folder of ${file} is not a folder; name another file with --db.`,
};
