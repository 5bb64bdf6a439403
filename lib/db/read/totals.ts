import type { Kysely } from 'kysely';
import type { StateCounts, UsageKind } from '../../migration';
import type { Database } from '../schema';
import { countsBy } from './state-counts';

export type Dimension = 'service' | 'category' | 'phase';

/** Counts by state of one snapshot for each service, category or phase. */
export async function totalsBy(db: Kysely<Database>, snapshotId: number, dimension: Dimension): Promise<Map<string, StateCounts>> {
  const rows = await db
    .selectFrom('snapshot_total')
    .select(['key', 'state'])
    .select((eb) => eb.fn.sum<number>('count').as('count'))
    .where('snapshot_id', '=', snapshotId)
    .where('dimension', '=', dimension)
    .groupBy(['key', 'state'])
    .execute();
  return countsBy(rows, (row) => row.key);
}

/** Counts by state of one snapshot for each kind of usage. */
export async function totalsByKind(db: Kysely<Database>, snapshotId: number): Promise<Map<UsageKind, StateCounts>> {
  const rows = await db
    .selectFrom('snapshot_total')
    .select(['kind', 'state', 'count'])
    .where('snapshot_id', '=', snapshotId)
    .where('dimension', '=', 'all')
    .execute();
  return countsBy(rows, (row) => row.kind);
}
