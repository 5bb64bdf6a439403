/** Which reports were sent on their schedule. Whoever claims one sends it; a row stands before anything leaves the machine. */
import type { Db } from './open';
import { record } from './edit/edit';

/** What was due longer ago than this, while nothing ran, is not sent any more. */
const LATE_MS = 24 * 3_600_000;
/** Nobody takes longer to send one: a claim that is older belongs to a process that was killed. */
const CLAIM_MS = 30 * 60_000;
/** How long after each failure the next try follows; after the last of them it is given up. */
const RETRY_MS = [60_000, 5 * 60_000, 30 * 60_000, 2 * 3_600_000];

export interface DueReport {
  readonly projectId: number;
  /** All that decides when it is due, as JSON: another schedule begins anew. */
  readonly schedule: string;
  readonly dueAt: Date;
  readonly week: string;
}

export interface Claim {
  readonly id: number;
  readonly projectId: number;
  readonly week: string;
  readonly attempts: number;
}

/** The sending of a report that is due, for the one that asked first; null where there is nothing to send now. */
export async function claimReport(db: Db, { projectId, schedule, dueAt, week }: DueReport, now: Date): Promise<Claim | null> {
  const due = dueAt.toISOString();
  if (due <= (await scheduledSince(db, projectId, schedule, now))) return null;
  await forgetKilled(db, projectId, now);
  if (now.getTime() - dueAt.getTime() <= LATE_MS) {
    const first = await db
      .insertInto('report_sending')
      .values({ project_id: projectId, due_at: due, week, state: 'sending', attempts: 1, claimed_at: now.toISOString(), next_try_at: null, message: null })
      .onConflict((conflict) => conflict.columns(['project_id', 'due_at']).doNothing())
      .returning(['id', 'week', 'attempts'])
      .executeTakeFirst();
    if (first) return { ...first, projectId };
  }
  const again = await db
    .updateTable('report_sending')
    .set((eb) => ({ state: 'sending', attempts: eb('attempts', '+', 1), claimed_at: now.toISOString() }))
    .where('project_id', '=', projectId)
    .where('due_at', '=', due)
    .where('state', '=', 'waiting')
    .where('next_try_at', '<=', now.toISOString())
    .returning(['id', 'week', 'attempts'])
    .executeTakeFirst();
  return again ? { ...again, projectId } : null;
}

/** Since when the project has had this schedule. */
async function scheduledSince(db: Db, projectId: number, schedule: string, now: Date): Promise<string> {
  const known = await db.selectFrom('report_schedule').selectAll().where('project_id', '=', projectId).executeTakeFirst();
  if (known?.schedule === schedule) return known.since;
  const row = { project_id: projectId, schedule, since: now.toISOString() };
  await db
    .insertInto('report_schedule')
    .values(row)
    .onConflict((conflict) => conflict.column('project_id').doUpdateSet({ schedule: row.schedule, since: row.since }))
    .execute();
  return row.since;
}

/** What a process was about to send when it was killed may have arrived: it is not sent again. */
async function forgetKilled(db: Db, projectId: number, now: Date): Promise<void> {
  const before = new Date(now.getTime() - CLAIM_MS).toISOString();
  const killed = await db
    .updateTable('report_sending')
    .set({ state: 'unknown', message: 'The process that sent it was ended.' })
    .where('project_id', '=', projectId)
    .where('state', '=', 'sending')
    .where('claimed_at', '<', before)
    .returning(['week'])
    .execute();
  for (const { week } of killed) await note(db, projectId, now, 'weekly report may not have arrived', { week });
}

export async function reportSent(db: Db, { id, projectId, week }: Claim, now: Date): Promise<void> {
  await db.updateTable('report_sending').set({ state: 'sent', message: null, next_try_at: null }).where('id', '=', id).execute();
  await note(db, projectId, now, 'weekly report sent', { week });
}

/** Notes a failure; gives when it is tried again, null where that is given up. `arrived`: nobody knows whether it did. */
export async function reportFailed(db: Db, { id, projectId, week, attempts }: Claim, { message, again, arrived }: { message: string; again: boolean; arrived: 'no' | 'unknown' }, now: Date): Promise<Date | null> {
  const wait = again && arrived === 'no' ? RETRY_MS[attempts - 1] : undefined;
  const next = wait === undefined ? null : new Date(now.getTime() + wait);
  const state = next ? 'waiting' : arrived === 'no' ? 'failed' : 'unknown';
  await db.updateTable('report_sending').set({ state, message, next_try_at: next?.toISOString() ?? null }).where('id', '=', id).execute();
  if (!next) await note(db, projectId, now, arrived === 'no' ? 'weekly report not sent' : 'weekly report may not have arrived', { week, message });
  return next;
}

function note(db: Db, projectId: number, now: Date, action: string, detail: object): Promise<void> {
  return record(db, { projectId, who: 'Schedule', at: now.toISOString() }, action, detail);
}
