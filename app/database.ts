import 'server-only';
import { serving } from '../lib/access/serving';
import { databaseFile } from '../lib/db/location';
import { openShared, type Db } from '../lib/db/open';
import { Failure } from '../lib/failure';

/** As many pages as this ask at the same moment; more wait a moment, and rendering takes the processor anyhow. */
const READERS = 3;

// Opened once for the life of the server; the development server reloads modules and must not open it anew.
const held = globalThis as { awaitedDatabase?: Promise<Db> };

/** What keeps the database from being opened, in one sentence; null where nothing does. Only this machine is told where it is. */
export async function databaseProblem(): Promise<string | null> {
  try {
    await database();
    return null;
  } catch (error) {
    if (error instanceof Failure) return serving().local ? error.message : 'The output of "awaited serve" says why.';
    throw error;
  }
}

export function database(): Promise<Db> {
  held.awaitedDatabase ??= openShared(databaseFile(), READERS).catch((error: unknown) => {
    held.awaitedDatabase = undefined;
    throw error;
  });
  return held.awaitedDatabase;
}
