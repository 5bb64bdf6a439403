import type { Kysely } from 'kysely';
import type { StateCounts } from '../../migration';
import type { Database } from '../schema';
import { countsBy } from './state-counts';
import type { Dimension } from './totals';

/** Counts by state for each snapshot of a project; the caller knows the snapshots and their weeks. */
export async function stateSeries(db: Kysely<Database>, projectId: number): Promise<Map<number, StateCounts>> {
  const rows = await db
    .selectFrom('snapshot')
    .innerJoin('snapshot_total', 'snapshot_total.snapshot_id', 'snapshot.id')
    .select(['snapshot.id', 'snapshot_total.state'])
    .select((eb) => eb.fn.sum<number>('snapshot_total.count').as('count'))
    .where('snapshot.project_id', '=', projectId)
    .where('snapshot_total.dimension', '=', 'all')
    .groupBy(['snapshot.id', 'snapshot_total.state'])
    .execute();
  return countsBy(rows, (row) => row.id);
}

/** The same for one service, category or phase. */
export async function stateSeriesOf(
  db: Kysely<Database>,
  projectId: number,
  dimension: Dimension,
  key: string,
): Promise<Map<number, StateCounts>> {
  const rows = await db
    .selectFrom('snapshot')
    .innerJoin('snapshot_total', 'snapshot_total.snapshot_id', 'snapshot.id')
    .select(['snapshot.id', 'snapshot_total.state'])
    .select((eb) => eb.fn.sum<number>('snapshot_total.count').as('count'))
    .where('snapshot.project_id', '=', projectId)
    .where('snapshot_total.dimension', '=', dimension)
    .where('snapshot_total.key', '=', key)
    .groupBy(['snapshot.id', 'snapshot_total.state'])
    .execute();
  return countsBy(rows, (row) => row.id);
}

const MOST_KEYS = 400;

/** Counts of the named services, categories or phases for the given snapshots: key → snapshot → counts. */
export async function stateSeriesBy(
  db: Kysely<Database>,
  snapshotIds: readonly number[],
  dimension: Dimension,
  keys: readonly string[],
): Promise<Map<string, Map<number, StateCounts>>> {
  const groups = new Map<string, Map<number, StateCounts>>();
  if (snapshotIds.length === 0 || keys.length === 0) return groups;
  let query = db
    .selectFrom('snapshot_total')
    .select(['snapshot_id', 'key', 'state'])
    .select((eb) => eb.fn.sum<number>('count').as('count'))
    .where('snapshot_id', 'in', snapshotIds)
    .where('dimension', '=', dimension);
  // Databases bound the number of parameters; a long list of keys is all of them anyway.
  if (keys.length <= MOST_KEYS) query = query.where('key', 'in', keys);
  const rows = await query
    .groupBy(['snapshot_id', 'key', 'state'])
    .execute();
  for (const row of rows) {
    let series = groups.get(row.key);
    if (!series) groups.set(row.key, (series = new Map<number, StateCounts>()));
    const counts = series.get(row.snapshot_id) ?? {};
    counts[row.state] = Number(row.count);
    series.set(row.snapshot_id, counts);
  }
  return groups;
}
