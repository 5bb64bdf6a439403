/** Scans under way, for the pages that show their progress and their cancel button. */
import type { Db } from './open';
import type { ScanRunTable } from './schema';

export type RunProgress = Partial<Pick<ScanRunTable, 'files_done' | 'files_total' | 'bytes_done' | 'bytes_total' | 'weeks_done' | 'weeks_total'>>;

export interface ScanRun {
  readonly id: number;
  /** The id is given again when another run takes this one for dead. */
  readonly startedAt: string;
}

/** Without a beat for this long a run was killed. */
const DEAD_AFTER_MS = 60_000;

/** Between these moments lies the last beat of a run that lives; one from the future was made before the clock was set back. */
export function beatsOfLiving(now: Date): { readonly from: string; readonly to: string } {
  const at = (ms: number) => new Date(now.getTime() + ms).toISOString();
  return { from: at(-DEAD_AFTER_MS), to: at(DEAD_AFTER_MS) };
}

/** Begins a run; what earlier runs of the kind left behind when they failed or were killed goes. */
export async function startRun(db: Db, projectId: number, kind: ScanRunTable['kind'], pid: number, now: Date): Promise<ScanRun> {
  const { from, to } = beatsOfLiving(now);
  return db.transaction().execute(async (trx) => {
    await trx
      .deleteFrom('scan_run')
      .where('project_id', '=', projectId)
      .where('kind', '=', kind)
      .where(({ or, eb }) => or([eb('state', '=', 'failed'), eb('beat_at', '<', from), eb('beat_at', '>', to)]))
      .execute();
    const at = now.toISOString();
    const counts = { files_done: 0, files_total: 0, bytes_done: 0, bytes_total: 0, weeks_done: 0, weeks_total: 0 };
    return trx
      .insertInto('scan_run')
      .values({ project_id: projectId, kind, started_at: at, beat_at: at, pid, state: 'running', message: null, ...counts })
      .returning(['id', 'started_at as startedAt'])
      .executeTakeFirstOrThrow();
  });
}

/** Notes progress; false where somebody asked for the run to end. */
export async function beat(db: Db, run: ScanRun, progress: RunProgress, now: Date): Promise<boolean> {
  const row = await db
    .updateTable('scan_run')
    .set({ ...progress, beat_at: now.toISOString() })
    .where('id', '=', run.id)
    .where('started_at', '=', run.startedAt)
    .returning('state')
    .executeTakeFirst();
  // Its row is gone where another run took it for dead, say while the machine slept.
  return row === undefined || row.state === 'running';
}

export async function endRun(db: Db, run: ScanRun): Promise<void> {
  await db.deleteFrom('scan_run').where('id', '=', run.id).where('started_at', '=', run.startedAt).execute();
}

export async function failRun(db: Db, run: ScanRun, message: string): Promise<void> {
  await db.updateTable('scan_run').set({ state: 'failed', message }).where('id', '=', run.id).where('started_at', '=', run.startedAt).execute();
}

/** Notes that a process failed before it began its run, or without a word; where it said why itself, that stays. */
export async function noteFailedRun(db: Db, project: { root: string; pack: string }, { kind, pid }: Pick<ScanRunTable, 'kind' | 'pid'>, message: string, now: Date): Promise<void> {
  const found = await db.selectFrom('project').select('id').where('root', '=', project.root).where('pack', '=', project.pack).executeTakeFirst();
  if (!found) return;
  const own = await db.selectFrom('scan_run').select(['id', 'started_at as startedAt', 'state']).where('project_id', '=', found.id).where('kind', '=', kind).where('pid', '=', pid).executeTakeFirst();
  if (own?.state !== 'failed') await failRun(db, own ?? (await startRun(db, found.id, kind, pid, now)), message);
}
