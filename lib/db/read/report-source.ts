import type { Kysely } from 'kysely';
import { compareFiles } from '../../compare-files';
import { exemptionEntry } from '../../exemptions';
import { countsOf } from '../../file-status';
import type { StateCounts } from '../../migration';
import type { ReportFile, ReportSource, ReportState } from '../../status-report-source';
import { mainBlockers } from '../../status-report-work';
import { pointsUntil } from '../../week-points';
import type { Database } from '../schema';
import { blockedSince } from './blocked-since';
import { listChangedFiles, type ChangedFiles } from './changed-files';
import { listExemptions } from './exemptions';
import { countFailing } from './failing';
import { figuresOf } from './figures';
import { listFiles, type FileRow } from './files';
import { listOwners } from './owners';
import type { Project } from './project';
import { listQualityNotes } from './quality';
import { stateSeries, stateSeriesOf } from './series';
import type { SnapshotRow } from './snapshots';
import { statusesOf } from './statuses';
import { listUnits } from './units';

export interface ReportWeeks {
  week: string;
  snapshot: SnapshotRow;
  before: SnapshotRow | null;
  /** Weeks of history, oldest first. */
  weeks: readonly (SnapshotRow & { week: string })[];
}

/** All that the weekly status of a project is made of. */
export async function reportSource(db: Kysely<Database>, project: Project, { week, snapshot, before, weeks }: ReportWeeks): Promise<ReportSource> {
  const pointsOf = (series: ReadonlyMap<number, StateCounts>) => {
    const history = weeks.map((row) => ({ week: row.week, counts: series.get(row.week === week ? snapshot.id : row.id) ?? {} }));
    return pointsUntil(history.some((row) => row.week === week) ? history : [...history, { week, counts: series.get(snapshot.id) ?? {} }], week);
  };
  const phasePoints = new Map<string, ReturnType<typeof pointsOf>>();
  for (const { name } of project.config.phases) phasePoints.set(name, pointsOf(await stateSeriesOf(db, project.id, 'phase', name)));
  const rows = await listFiles(db, snapshot.id);
  const now = await stateOf(db, snapshot, rows.map(reportFile));
  const changed = before && (await listChangedFiles(db, before.id, snapshot.id));
  const known = weeks.filter((row) => row.week < week);
  const blockers = mainBlockers(now.units).map(({ what }) => what);
  return {
    project: project.name,
    config: project.config,
    words: project.words,
    week,
    now,
    before: before && changed && (await stateOf(db, before, filesBefore(now.files, changed))),
    changes: changed ? compareFiles(changed.before, changed.after, changed.renames) : [],
    ...(changed && { renames: changed.renames }),
    owners: ownersOf(rows),
    ...(before && { ownersBefore: await listOwners(db, before.id) }),
    statuses: { now: await statusesOf(db, snapshot.id), before: before && (await statusesOf(db, before.id)) },
    blockedSince: await blockedSince(db, [...known, { id: snapshot.id, week }], blockers),
    exemptions: (await listExemptions(db, project.id)).reverse().map(exemptionEntry),
    points: pointsOf(await stateSeries(db, project.id)),
    phasePoints,
  };
}

function reportFile({ path, service, category, language, counts }: FileRow): ReportFile {
  return { path, service, category, language: language as ReportFile['language'], counts };
}

/** Of what did not change the week before is known already. */
function filesBefore(now: readonly ReportFile[], { before, after }: ChangedFiles): ReportFile[] {
  const changed = new Set(after.map((file) => file.path));
  const were = before.map(({ path, service, category, language, usages }): ReportFile => ({ path, service, category, language, counts: countsOf(usages) }));
  return [...now.filter((file) => !changed.has(file.path)), ...were].sort((a, b) => (a.path < b.path ? -1 : 1));
}

async function stateOf(db: Kysely<Database>, snapshot: SnapshotRow, files: readonly ReportFile[]): Promise<ReportState> {
  const quality = (await listQualityNotes(db, snapshot.id)) as ReportState['quality'];
  const { id, commit, at, toolVersion, rules, filesRead } = snapshot;
  return { commit, at, toolVersion, rules, filesRead, files, figures: await figuresOf(db, id), failing: await countFailing(db, id), guessed: await countGuessed(db, id), units: await listUnits(db, id), quality };
}

async function countGuessed(db: Kysely<Database>, snapshotId: number): Promise<number> {
  const { count } = await db
    .selectFrom('snapshot_file')
    .innerJoin('usage', 'usage.verdict_id', 'snapshot_file.verdict_id')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('snapshot_file.snapshot_id', '=', snapshotId)
    .where('usage.confidence', '=', 'guessed')
    .executeTakeFirstOrThrow();
  return Number(count);
}

/** Path → who owned it by CODEOWNERS at the commit of a snapshot; paths without an owner are left out. */
function ownersOf(rows: readonly FileRow[]): Map<string, string[]> {
  return new Map(rows.filter((row) => row.owners.length > 0).map((row) => [row.path, row.owners]));
}
