import type { Kysely, Selectable } from 'kysely';
import { beatsOfLiving } from '../scan-runs';
import type { Database, ScanRunTable } from '../schema';

export type ScanRun = Selectable<ScanRunTable>;

/** The newest scan or backfill that is under way or failed; null where all is quiet. One that was killed is quiet, too. */
export async function findScanRun(db: Kysely<Database>, projectId: number, now = new Date()): Promise<ScanRun | null> {
  const { from, to } = beatsOfLiving(now);
  const row = await db
    .selectFrom('scan_run')
    .selectAll()
    .where('project_id', '=', projectId)
    .where('kind', '<>', 'watch')
    .where(({ or, eb }) => or([eb('state', '=', 'failed'), eb.between('beat_at', from, to)]))
    .orderBy('id', 'desc')
    .executeTakeFirst();
  return row ?? null;
}
