import type { Kysely } from 'kysely';
import type { Database } from '../schema';

/**
 * Places of a snapshot that will fail when they run: broken usages, and hazards that are certain, not exempt and of
 * severity `error`. A usage that is broken for the very reason that a hazard states is one place.
 */
export async function countFailing(db: Kysely<Database>, snapshotId: number): Promise<number> {
  const broken = db
    .selectFrom('snapshot_file')
    .innerJoin('verdict_total', 'verdict_total.verdict_id', 'snapshot_file.verdict_id')
    .innerJoin('usage', 'usage.verdict_id', 'snapshot_file.verdict_id')
    .select(['snapshot_file.file_id', 'usage.line', 'usage.column'])
    .where('snapshot_file.snapshot_id', '=', snapshotId)
    // The totals leave few files of which usages are read.
    .where('verdict_total.state', '=', 'broken')
    .where('usage.state', '=', 'broken')
    .where('usage.exemption_id', 'is', null);
  const errors = db
    .selectFrom('snapshot_file')
    .innerJoin('verdict', 'verdict.id', 'snapshot_file.verdict_id')
    .innerJoin('hazard', 'hazard.verdict_id', 'verdict.id')
    .select(['snapshot_file.file_id', 'hazard.line', 'hazard.column'])
    .where('snapshot_file.snapshot_id', '=', snapshotId)
    .where('verdict.hazards', '>', 0)
    .where('hazard.severity', '=', 'error')
    .where('hazard.certainty', '=', 'certain')
    .where('hazard.exempt', 'is', null)
    .where('hazard.exemption_id', 'is', null);
  const { count } = await db
    .selectFrom(broken.union(errors).as('place'))
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return Number(count);
}
