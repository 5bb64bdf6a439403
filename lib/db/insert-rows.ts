import type { Insertable, Kysely } from 'kysely';
import type { Database } from './schema';

/** Both SQLite and PostgreSQL take more parameters than this in one statement. */
export const MAX_PARAMETERS = 30_000;

/** Inserts any number of rows, many in each statement. All rows have the columns of the first. */
export async function insertRows<T extends keyof Database>(
  db: Kysely<Database>,
  table: T,
  rows: readonly Insertable<Database[T]>[],
): Promise<void> {
  const columns = Object.keys(rows[0] ?? {}).length;
  for (const chunk of chunksOf(rows, Math.floor(MAX_PARAMETERS / Math.max(1, columns)))) {
    await db.insertInto(table).values(chunk).execute();
  }
}

export function* chunksOf<T>(items: readonly T[], size: number): Generator<T[]> {
  for (let start = 0; start < items.length; start += size) yield items.slice(start, start + size);
}
