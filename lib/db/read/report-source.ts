import type { Kysely } from 'kysely';
import { compareFiles, type FileChange } from '../../compare-files';
import { exemptionEntry } from '../../exemptions';
import type { StateCounts } from '../../migration';
import type { ReportFile, ReportSource, ReportState } from '../../status-report-source';
import { mainBlockers } from '../../status-report-work';
import { pointsUntil } from '../../week-points';
import type { Database } from '../schema';
import { blockedSince } from './blocked-since';
import { listChangedFiles } from './changed-files';
import { listExemptions } from './exemptions';
import { countFailing } from './failing';
import { figuresOf } from './figures';
import { listFiles, type FileRow } from './files';
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
  const rowsBefore = before ? await listFiles(db, before.id) : [];
  const now = await stateOf(db, snapshot, rows);
  const known = weeks.filter((row) => row.week < week);
  const blockers = mainBlockers(now.units).map(({ what }) => what);
  return {
    project: project.name,
    config: project.config,
    words: project.words,
    week,
    now,
    before: before && (await stateOf(db, before, rowsBefore)),
    changes: before ? await changesOf(db, before, snapshot) : [],
    renames: renamesOf(rowsBefore, rows),
    owners: ownersOf(rows),
    ...(before && { ownersBefore: ownersOf(rowsBefore) }),
    statuses: { now: await statusesOf(db, snapshot.id), before: before && (await statusesOf(db, before.id)) },
    blockedSince: await blockedSince(db, [...known, { id: snapshot.id, week }], blockers),
    exemptions: (await listExemptions(db, project.id)).reverse().map(exemptionEntry),
    points: pointsOf(await stateSeries(db, project.id)),
    phasePoints,
  };
}

async function stateOf(db: Kysely<Database>, snapshot: SnapshotRow, rows: readonly FileRow[]): Promise<ReportState> {
  const files = rows.map(({ path, service, category, language, counts }): ReportFile => ({ path, service, category, language: language as ReportFile['language'], counts }));
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

async function changesOf(db: Kysely<Database>, before: SnapshotRow, snapshot: SnapshotRow): Promise<FileChange[]> {
  const changed = await listChangedFiles(db, before.id, snapshot.id);
  return compareFiles(changed.before, changed.after, changed.renames);
}

/** Path → who owned it by CODEOWNERS at the commit of a snapshot; paths without an owner are left out. */
function ownersOf(rows: readonly FileRow[]): Map<string, string[]> {
  return new Map(rows.filter((row) => row.owners.length > 0).map((row) => [row.path, row.owners]));
}

/** New path → old path: a lineage keeps its id when the file moves. */
function renamesOf(before: readonly FileRow[], now: readonly FileRow[]): Map<string, string> {
  const old = new Map(before.map((row) => [row.id, row.path]));
  return new Map(now.flatMap(({ id, path }) => (old.has(id) && old.get(id) !== path ? [[path, old.get(id) ?? path]] : [])));
}
