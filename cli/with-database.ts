import { resolve } from 'node:path';
import { databaseFile } from '../lib/db/location';
import { openDatabase, type Db } from '../lib/db/open';

/** Opens the database that `--db` names, or the usual one, for one piece of work. */
export async function withDatabase(options: { db?: string }, work: (db: Db) => Promise<void>): Promise<void> {
  const db = await openDatabase(resolve(options.db ?? databaseFile()));
  try {
    await work(db);
  } finally {
    await db.destroy();
  }
}
