import type { Insertable, Kysely } from 'kysely';
import type { Snapshot } from '../../scanner/snapshot';
import { exemptSnapshot } from '../exemptions';
import { countFigures, countUsages } from './count-snapshot';
import { groupFiles, groupIds, groupKey, type GroupedFile, type GroupRules } from './file-groups';
import { advanceLineages, lastLineage, resolveLineages, type TreeChange } from './lineage';
import type { Db } from './open';
import { removeOrphans, removeSnapshots, type Orphans } from './remove-snapshots';
import { exemptionsByFile } from './read/exemptions';
import { saveUnits } from './save-units';
import { saveVerdicts } from './save-verdicts';
import type { Database, SnapshotTable } from './schema';
import { NOTHING, writeContents, type Contents } from './snapshot-contents';
import { settleSoak } from './soak';
import { StoredState, type StoredSnapshot } from './stored-state';

export interface ScanToSave extends GroupRules {
  readonly projectId: number;
  /** The ISO week the snapshot stands for; null for the latest state. */
  readonly week: string | null;
  readonly snapshot: Snapshot;
  /** Where the snapshot has no commit: the one below the working tree. */
  readonly base?: string | null;
  /** With the latest state: its tree, so that lineages follow renames. */
  readonly tree?: TreeChange;
  /** With a week: the lineages of paths that are not the present ones. */
  readonly fileIds?: ReadonlyMap<string, number>;
  /** ISO 8601, UTC. */
  readonly scannedAt: string;
  readonly durationMs: number;
}

export interface SavedScan {
  readonly id: number;
  /** Lineage of each file in the snapshot, by the path it has there. */
  readonly fileIds: ReadonlyMap<string, number>;
}

/**
 * Stores a snapshot in one transaction, in place of the one for the same week (or the latest before it): readers see
 * the old one until the new one is whole. Human rows are not touched.
 * @param state what this process stored last of the project, brought up to date: then a save costs what changed since
 */
export async function saveSnapshot(db: Db, scan: ScanToSave, state = new StoredState()): Promise<SavedScan> {
  const { stored, fileIds } = await db.transaction().execute((trx) => save(trx, scan, state));
  state.keep(stored);
  return { id: stored.id, fileIds };
}

async function save(trx: Kysely<Database>, scan: ScanToSave, state: StoredState): Promise<{ stored: StoredSnapshot; fileIds: ReadonlyMap<string, number> }> {
  const { projectId, week, snapshot } = scan;
  const replaced = await storedIds(trx, projectId, week);
  const last = await lastOf(trx, scan, state, replaced);
  const fileIds = await lineagesIn(trx, scan, last);
  const exemptions = await exemptionsByFile(trx, projectId);
  const exemptionsOf = (path: string) => exemptions.get(fileIds.get(path) ?? 0) ?? [];
  const verdicts = await saveVerdicts(trx, snapshot.files, fileIds, exemptionsOf, last?.files ?? new Map());
  const files = groupFiles(exemptSnapshot(snapshot, exemptionsOf), scan);
  const groups = await groupIds(trx, projectId, [...new Set(files.map(({ group }) => group))], last?.groups ?? new Map());
  const units = await saveUnits(trx, snapshot.units, last?.units ?? []);
  const before = last?.contents ?? NOTHING;
  const contents: Contents = {
    ...countsIn(files, fileIds, verdicts, groups),
    units: new Map(units.map(({ unit, bodyId }, rank) => [rank, { rank, unit_id: unit.id, body_id: bodyId }])),
    notes: snapshot.quality,
  };
  const row = rowOf(scan);
  let id: number;
  if (last !== null && replaced.includes(last.id)) {
    id = last.id;
    await trx.updateTable('snapshot').set({ ...row, soaked_against: null }).where('id', '=', id).execute();
    await writeContents(trx, { id }, before, contents);
    await removeOrphans(trx, unusedAfter(before, contents));
  } else {
    const orphans = await removeSnapshots(trx, replaced);
    ({ id } = await trx.insertInto('snapshot').values(row).returning('id').executeTakeFirstOrThrow());
    await writeContents(trx, { id, ...(last !== null && { copyOf: last.id }) }, before, contents);
    await removeOrphans(trx, orphans);
  }
  await settleSoak(trx, projectId);
  const storedFiles = new Map(snapshot.files.map((file) => [file.path, { file, fileId: fileIds.get(file.path) ?? 0, verdictId: verdicts.get(fileIds.get(file.path) ?? 0) ?? 0 }]));
  return { stored: { id, row, contents, files: storedFiles, units, groups, paths: scan.tree?.paths ?? null, lastFile: await lastLineage(trx) }, fileIds };
}

async function storedIds(trx: Kysely<Database>, projectId: number, week: string | null): Promise<number[]> {
  const rows = await trx
    .selectFrom('snapshot')
    .select('id')
    .where('project_id', '=', projectId)
    .where('week', week === null ? 'is' : '=', week)
    .execute();
  return rows.map((row) => row.id);
}

/** The snapshot that this one can be told from: itself as it was, or another week. */
async function lastOf(trx: Kysely<Database>, { projectId, week }: ScanToSave, state: StoredState, replaced: readonly number[]): Promise<StoredSnapshot | null> {
  const last = await state.confirmed(trx);
  if (last === null || last.row.project_id !== projectId) return null;
  // The latest state is brought up to date where it lies; nothing else is told from it, nor it from anything else.
  return (week === null) === (last.row.week === null) && replaced.includes(last.id) === (week === null) ? last : null;
}

async function lineagesIn(trx: Kysely<Database>, { projectId, week, snapshot, tree, fileIds = new Map() }: ScanToSave, last: StoredSnapshot | null): Promise<Map<string, number>> {
  // What a history has learnt of since may be in this tree, too.
  const isSameTree = tree !== undefined && tree.renames.size === 0 && last !== null && last.paths !== null && areSame(tree.paths, last.paths) && last.lastFile === (await lastLineage(trx));
  if (tree && !isSameTree) await advanceLineages(trx, projectId, tree);
  const known = isSameTree ? new Map([...last.files].map(([path, { fileId }]) => [path, fileId])) : fileIds;
  return resolveLineages(trx, projectId, snapshot.files.map((file) => file.path), known, week === null);
}

function areSame(left: ReadonlySet<string>, right: ReadonlySet<string>): boolean {
  if (left === right) return true;
  if (left.size !== right.size) return false;
  for (const path of left) if (!right.has(path)) return false;
  return true;
}

function rowOf({ projectId, week, snapshot, base, scannedAt, durationMs }: ScanToSave): Insertable<SnapshotTable> {
  return {
    project_id: projectId,
    week,
    commit_sha: snapshot.commit,
    base_sha: snapshot.commit ?? base ?? null,
    committed_at: snapshot.at,
    scanned_at: scannedAt,
    tool_version: snapshot.toolVersion,
    rules: snapshot.rules,
    files_read: snapshot.filesRead,
    bytes_read: snapshot.bytesRead,
    duration_ms: Math.round(durationMs),
  };
}

function countsIn(
  files: readonly GroupedFile[],
  fileIds: ReadonlyMap<string, number>,
  verdicts: ReadonlyMap<number, number>,
  groups: ReadonlyMap<string, number>,
): Pick<Contents, 'files' | 'groups' | 'totals' | 'figures'> {
  const ids = new Map<GroupedFile['group'], number>();
  const counts = new Map<number, number>();
  const rows = new Map<number, { file_id: number; verdict_id: number; group_id: number }>();
  for (const { file, group } of files) {
    const groupId = ids.get(group) ?? groups.get(groupKey(group)) ?? 0;
    ids.set(group, groupId);
    counts.set(groupId, (counts.get(groupId) ?? 0) + 1);
    const fileId = fileIds.get(file.path) ?? 0;
    rows.set(fileId, { file_id: fileId, verdict_id: verdicts.get(fileId) ?? 0, group_id: groupId });
  }
  return {
    files: rows,
    groups: new Map([...counts].map(([group, count]) => [group, { group_id: group, files: count, soaked: 0 }])),
    totals: new Map(countUsages(files).map((row) => [[row.dimension, row.key, row.kind, row.state].join('\0'), row])),
    figures: new Map(countFigures(files).map((row) => [[row.dimension, row.key, row.figure].join('\0'), row])),
  };
}

function unusedAfter(before: Contents, after: Contents): Orphans {
  const unused = <Row>(then: Iterable<Row>, now: Iterable<Row>, idOf: (row: Row) => number): number[] => {
    const used = new Set(Array.from(now, idOf));
    return [...new Set(Array.from(then, idOf))].filter((id) => !used.has(id));
  };
  return {
    verdicts: unused(before.files.values(), after.files.values(), (row) => row.verdict_id),
    bodies: unused(before.units.values(), after.units.values(), (row) => row.body_id),
  };
}
