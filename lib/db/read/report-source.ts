import type { Kysely } from 'kysely';
import type { FileResult } from '../../../scanner/snapshot';
import { exemptionEntry } from '../../exemptions';
import type { StateCounts } from '../../migration';
import type { ReportSource, ReportState } from '../../status-report';
import { mainBlockers } from '../../status-report-work';
import { pointsUntil } from '../../week-points';
import type { Database } from '../schema';
import { blockedSince } from './blocked-since';
import { listExemptions } from './exemptions';
import { listOwners } from './owners';
import type { Project } from './project';
import { listQualityNotes } from './quality';
import { stateSeries, stateSeriesOf } from './series';
import type { SnapshotRow } from './snapshots';
import { statusSeries } from './statuses';
import { listUnits } from './units';
import { hazardsOf, usagesOf } from './verdict-contents';

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
  const rows = await filesOf(db, snapshot);
  const rowsBefore = before ? await filesOf(db, before) : [];
  // Most files are the same in both weeks: what was found in them is read once.
  const verdicts = [...new Set([...rows, ...rowsBefore].map((row) => row.verdict))].sort((a, b) => a - b);
  const contents = { usages: await usagesOf(db, verdicts), hazards: await hazardsOf(db, verdicts) };
  const now = await stateOf(db, snapshot, rows, contents);
  const statuses = await statusSeries(db, project.id, null);
  const known = weeks.filter((row) => row.week < week);
  const blockers = mainBlockers(now.units).map(({ what }) => what);
  return {
    project: project.name,
    config: project.config,
    words: project.words,
    week,
    now,
    before: before && (await stateOf(db, before, rowsBefore, contents)),
    renames: renamesOf(rowsBefore, rows),
    owners: await listOwners(db, snapshot.id),
    ...(before && { ownersBefore: await listOwners(db, before.id) }),
    statuses: { now: statuses.get(snapshot.id) ?? null, before: (before && statuses.get(before.id)) ?? null },
    blockedSince: await blockedSince(db, [...known, { id: snapshot.id, week }], blockers),
    exemptions: (await listExemptions(db, project.id)).reverse().map(exemptionEntry),
    points: pointsOf(await stateSeries(db, project.id)),
    phasePoints,
  };
}

type FileRow = Awaited<ReturnType<typeof filesOf>>[number];

function filesOf(db: Kysely<Database>, snapshot: SnapshotRow) {
  return db
    .selectFrom('snapshot_file')
    .innerJoin('verdict', 'verdict.id', 'snapshot_file.verdict_id')
    .select(['snapshot_file.file_id as fileId', 'verdict.id as verdict', 'verdict.path', 'verdict.blob', 'verdict.language'])
    .select(['verdict.service', 'verdict.category', 'verdict.lines'])
    .where('snapshot_file.snapshot_id', '=', snapshot.id)
    .orderBy('verdict.path')
    .execute();
}

interface Contents {
  usages: ReadonlyMap<number, FileResult['usages']>;
  hazards: ReadonlyMap<number, FileResult['hazards']>;
}

async function stateOf(db: Kysely<Database>, snapshot: SnapshotRow, rows: readonly FileRow[], { usages, hazards }: Contents): Promise<ReportState> {
  const files = rows.map(({ fileId: _, verdict, language, ...file }): FileResult => ({
    ...file,
    language: language as FileResult['language'],
    usages: usages.get(verdict) ?? [],
    hazards: hazards.get(verdict) ?? [],
  }));
  const quality = (await listQualityNotes(db, snapshot.id)) as ReportState['quality'];
  const { commit, at, toolVersion, rules, filesRead } = snapshot;
  return { commit, at, toolVersion, rules, filesRead, files, units: await listUnits(db, snapshot.id), quality };
}

/** New path → old path: a lineage keeps its id when the file moves. */
function renamesOf(before: readonly FileRow[], now: readonly FileRow[]): Map<string, string> {
  const old = new Map(before.map((row) => [row.fileId, row.path]));
  return new Map(now.flatMap(({ fileId, path }) => (old.has(fileId) && old.get(fileId) !== path ? [[path, old.get(fileId) ?? path]] : [])));
}
