import type { Db } from '../lib/db/open';
import { findProject, type Project } from '../lib/db/read/project';
import { reportSource } from '../lib/db/read/report-source';
import { listSnapshots, type SnapshotRow } from '../lib/db/read/snapshots';
import { Failure } from '../lib/failure';
import { FORECAST_WINDOW } from '../lib/forecast';
import { statusReport } from '../lib/status-report';
import type { StatusReport } from '../lib/status-report-shape';
import { addWeeks, isWeek, weekOf, weekStart } from '../lib/weeks';
import { fillHistory } from './fill-history';
import type { OpenProject } from './open-project';
import { storeProject } from './scan-project';

/** Weeks of history that one report draws from: those of the forecast, and the one before them. */
const NEEDED = FORECAST_WINDOW + 1;

/**
 * The weekly status of one week, or of all on record, oldest first. Weeks that are not stored yet are filled in.
 * Throws `Failure` where history does not reach the week.
 */
export async function* weeklyReports(db: Db, project: OpenProject, asked: string | 'all' | undefined, now: Date): AsyncGenerator<StatusReport> {
  if (asked !== undefined && asked !== 'all' && !isWeek(asked)) throw new Failure(`${asked} is no week; write it as ${weekOf(now)}.`);
  const wanted = asked === 'all' ? null : (asked ?? weekOf(now));
  if (wanted !== null && wanted > weekOf(now)) throw new Failure(`${wanted} lies in the future; the present week is ${weekOf(now)}.`);
  await fillHistory(db, project, wanted === null ? { now } : { now, since: weekStart(addWeeks(wanted, -NEEDED)) });
  const { slug } = await storeProject(db, project, now);
  const stored = await findProject(db, slug);
  const weeks = stored ? await storedWeeksOf(db, stored) : [];
  const reported = wanted === null ? weeks : weeks.filter((row) => row.week === (asked === undefined ? weeks.at(-1)?.week : wanted));
  if (!stored || reported.length === 0) throw new Failure(`There is no history of ${project.repository.root} for ${wanted ?? 'any week'}; the first commit is younger.`);
  for (const snapshot of reported) {
    yield reportOf(db, stored, weeks, snapshot);
  }
}

/** The weekly status of a week as it is on record; null where it is not. */
export async function storedReport(db: Db, project: Project, week: string): Promise<StatusReport | null> {
  const weeks = await storedWeeksOf(db, project);
  const snapshot = weeks.find((row) => row.week === week);
  return snapshot ? reportOf(db, project, weeks, snapshot) : null;
}

type Week = SnapshotRow & { week: string };

async function reportOf(db: Db, project: Project, weeks: readonly Week[], snapshot: Week): Promise<StatusReport> {
  const before = weeks.findLast((row) => row.week < snapshot.week) ?? null;
  return statusReport(await reportSource(db, project, { week: snapshot.week, snapshot, before, weeks }));
}

async function storedWeeksOf(db: Db, { id }: Project): Promise<Week[]> {
  return (await listSnapshots(db, id)).filter((row): row is Week => row.week !== null);
}
