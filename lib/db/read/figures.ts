import type { Kysely } from 'kysely';
import type { Database, Figure } from '../schema';

export type Figures = Partial<Record<Figure, number>>;

/** What a snapshot holds beside usages: files, functions, hazards. A missing figure is zero. */
export async function figuresOf(db: Kysely<Database>, snapshotId: number): Promise<Figures> {
  const rows = await db
    .selectFrom('snapshot_figure')
    .select(['figure', 'count'])
    .where('snapshot_id', '=', snapshotId)
    .where('dimension', '=', 'all')
    .execute();
  return Object.fromEntries(rows.map((row) => [row.figure, row.count]));
}

/** The same for each service, category or phase. */
export async function figuresBy(
  db: Kysely<Database>,
  snapshotId: number,
  dimension: 'service' | 'category' | 'phase',
): Promise<Map<string, Figures>> {
  const rows = await db
    .selectFrom('snapshot_figure')
    .select(['key', 'figure', 'count'])
    .where('snapshot_id', '=', snapshotId)
    .where('dimension', '=', dimension)
    .execute();
  const groups = new Map<string, Figures>();
  for (const { key, figure, count } of rows) groups.set(key, { ...groups.get(key), [figure]: count });
  return groups;
}
