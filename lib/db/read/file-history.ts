import type { Kysely } from 'kysely';
import type { StateCounts } from '../../migration';
import type { Database } from '../schema';
import { countsBy } from './state-counts';

/** Counts of one file in each snapshot of its project that lists it with a usage. */
export async function fileHistory(db: Kysely<Database>, fileId: number): Promise<Map<number, StateCounts>> {
  const rows = await db
    .selectFrom('snapshot_file')
    .innerJoin('verdict_total', 'verdict_total.verdict_id', 'snapshot_file.verdict_id')
    .select(['snapshot_file.snapshot_id', 'verdict_total.state', 'verdict_total.count'])
    .where('snapshot_file.file_id', '=', fileId)
    .execute();
  return countsBy(rows, (row) => row.snapshot_id);
}
