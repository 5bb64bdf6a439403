import 'server-only';
import { databaseFile } from '../lib/db/location';
import { openDatabase, type Db } from '../lib/db/open';

// One connection for the life of the server; the development server reloads modules and must not open it anew.
const held = globalThis as { awaitedDatabase?: Promise<Db> };

export function database(): Promise<Db> {
  held.awaitedDatabase ??= openDatabase(databaseFile()).catch((error: unknown) => {
    held.awaitedDatabase = undefined;
    throw error;
  });
  return held.awaitedDatabase;
}
