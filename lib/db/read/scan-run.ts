import type { Kysely, Selectable } from 'kysely';
import type { Database, ScanRunTable } from '../schema';

export type ScanRun = Selectable<ScanRunTable>;

/** The newest scan or backfill that is under way or failed; null where all is quiet. */
export async function findScanRun(db: Kysely<Database>, projectId: number): Promise<ScanRun | null> {
  const row = await db.selectFrom('scan_run').selectAll().where('project_id', '=', projectId).orderBy('id', 'desc').executeTakeFirst();
  return row ?? null;
}
