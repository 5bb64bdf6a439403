/** The database file: opened, checked, brought to the present schema. The only place that knows it is SQLite. */
import { closeSync, existsSync, mkdirSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import { Kysely, sql } from 'kysely';
import sqlite3 from 'sqlite3';
import { migrate, refuseOthers } from './migrate';
import type { Database } from './schema';
import { sqliteDialect, type Handles } from './sqlite-dialect';
import { inWords } from './sqlite-failures';

export type Db = Kysely<Database>;

/** How long a writer waits for another process's write transaction. */
const BUSY_MS = 15_000;

/**
 * Opens `file` (`:memory:` for a database of its own), creating it and its folder where absent.
 * Throws `Failure` where it is corrupt, not ours, written by a newer version or not writable; the file stays as it was.
 */
export async function openDatabase(file: string): Promise<Db> {
  const db = overHandles({ writer: await openFile(file), readers: [], file });
  try {
    await refuseOthers(db, file);
    await prepare(db, file);
    await migrate(db, file);
    return db;
  } catch (error) {
    await db.destroy();
    throw inWords(error, file);
  }
}

/**
 * The same for a server: `readers` further connections read, so that pages wait neither for each other nor for an edit
 * that waits for a scan.
 */
export async function openShared(file: string, readers: number): Promise<Db> {
  await (await openDatabase(file)).destroy();
  const handles = { writer: await openFile(file), readers: await Promise.all(Array.from({ length: readers }, () => openFile(file))), file };
  const db = overHandles(handles);
  await prepare(db, file);
  for (const reader of handles.readers) {
    const alone = overHandles({ writer: reader, readers: [], file });
    await sql`pragma query_only = on`.execute(alone);
    await sql`pragma cache_size = -32768`.execute(alone);
  }
  return db;
}

function overHandles(handles: Handles): Db {
  return new Kysely<Database>({ dialect: sqliteDialect(handles) });
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
  // What somebody was told is saved outlives a power cut, too.
  await sql`pragma synchronous = full`.execute(db);
  await sql`pragma cache_size = -65536`.execute(db);
}
