import type { Kysely } from 'kysely';
import { beatsOfLiving } from '../scan-runs';
import type { Database } from '../schema';
import { findScanRun, type ScanRun } from './scan-run';
import { stampOf } from './snapshots';

/** What a page that is open must know to keep up with the project. */
export interface LiveState {
  /** What is under way. */
  readonly run: ScanRun | null;
  /** Names the latest state; '' before the first one. */
  readonly latest: string;
  /** Whether somebody watches the working tree, so that another state may come at any moment. */
  readonly isWatched: boolean;
}

export async function findLiveState(db: Kysely<Database>, projectId: number, now = new Date()): Promise<LiveState> {
  const { from, to } = beatsOfLiving(now);
  const run = await findScanRun(db, projectId, now);
  const latest = await db.selectFrom('snapshot').select(['id', 'scanned_at as scannedAt', 'revision']).where('project_id', '=', projectId).where('week', 'is', null).executeTakeFirst();
  const watch = await db
    .selectFrom('scan_run')
    .select('id')
    .where('project_id', '=', projectId)
    .where('kind', '=', 'watch')
    .where((eb) => eb.between('beat_at', from, to))
    .executeTakeFirst();
  return { run, latest: latest ? stampOf(latest) : '', isWatched: watch !== undefined };
}
