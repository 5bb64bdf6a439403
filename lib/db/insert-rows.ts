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
  for (const chunk of statementsOf(rows)) await db.insertInto(table).values(chunk).execute();
}

/** The same, in place of rows that have the same `keys`. */
export async function putRows<T extends keyof Database>(
  db: Kysely<Database>,
  table: T,
  rows: readonly Insertable<Database[T]>[],
  keys: readonly string[],
): Promise<void> {
  const values = Object.keys(rows[0] ?? {}).filter((column) => !keys.includes(column));
  for (const chunk of statementsOf(rows)) {
    await db
      .insertInto(table)
      .values(chunk)
      .onConflict((conflict) => conflict.columns(keys as never).doUpdateSet(((eb: { ref(column: string): unknown }) => Object.fromEntries(values.map((column) => [column, eb.ref(`excluded.${column}`)]))) as never))
      .execute();
  }
}

function statementsOf<Row extends object>(rows: readonly Row[]): Generator<Row[]> {
  const columns = Object.keys(rows[0] ?? {}).length;
  return chunksOf(rows, Math.floor(MAX_PARAMETERS / Math.max(1, columns)));
}

export function* chunksOf<T>(items: readonly T[], size: number): Generator<T[]> {
  for (let start = 0; start < items.length; start += size) yield items.slice(start, start + size);
}
