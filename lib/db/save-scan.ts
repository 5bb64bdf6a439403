import { createHash } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { ConversionUnit, Snapshot } from '../../scanner/snapshot';
import { exemptSnapshot } from '../exemptions';
import { countFigures, countUsages } from './count-snapshot';
import { groupFiles, groupIds, groupKey, type GroupRules, type GroupedFile } from './file-groups';
import { chunksOf, insertRows } from './insert-rows';
import { advanceLineages, resolveLineages, type TreeChange } from './lineage';
import type { Db } from './open';
import { removeOrphans, removeSnapshots } from './remove-snapshots';
import { exemptionsByFile } from './read/exemptions';
import { saveVerdicts } from './save-verdicts';
import type { Database } from './schema';
import { settleSoak } from './soak';

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
 */
export async function saveSnapshot(db: Db, scan: ScanToSave): Promise<SavedScan> {
  const { projectId, week, snapshot } = scan;
  return db.transaction().execute(async (trx) => {
    if (scan.tree) await advanceLineages(trx, projectId, scan.tree);
    const paths = snapshot.files.map((file) => file.path);
    const fileIds = await resolveLineages(trx, projectId, paths, scan.fileIds ?? new Map(), week === null);
    const exemptions = await exemptionsByFile(trx, projectId);
    const exemptionsOf = (path: string) => exemptions.get(fileIds.get(path) ?? 0) ?? [];
    const verdicts = await saveVerdicts(trx, snapshot.files, fileIds, exemptionsOf);
    const orphans = await removeSnapshots(trx, await storedIds(trx, projectId, week));
    const id = await insertSnapshot(trx, scan);
    const counted = exemptSnapshot(snapshot, exemptionsOf);
    const files = groupFiles(counted, scan);
    await insertFiles(trx, scan, id, files.map(({ file, group }) => ({ file_id: fileIds.get(file.path) ?? 0, group })), verdicts);
    await insertContents(trx, id, scan, files);
    await saveUnits(trx, id, snapshot.units);
    await removeOrphans(trx, orphans);
    await settleSoak(trx, projectId);
    return { id, fileIds };
  });
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

async function insertSnapshot(trx: Kysely<Database>, { projectId, week, snapshot, base, scannedAt, durationMs }: ScanToSave): Promise<number> {
  const row = await trx
    .insertInto('snapshot')
    .values({
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
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return row.id;
}

async function insertFiles(
  trx: Kysely<Database>,
  { projectId }: ScanToSave,
  id: number,
  files: readonly { readonly file_id: number; readonly group: GroupedFile['group'] }[],
  verdicts: ReadonlyMap<number, number>,
): Promise<void> {
  const counts = new Map<GroupedFile['group'], number>();
  for (const { group } of files) counts.set(group, (counts.get(group) ?? 0) + 1);
  const stored = await groupIds(trx, projectId, [...counts.keys()]);
  const ids = new Map([...counts.keys()].map((group) => [group, stored.get(groupKey(group)) ?? 0]));
  await insertRows(trx, 'snapshot_file', files.map(({ file_id, group }) => ({ snapshot_id: id, file_id, verdict_id: verdicts.get(file_id) ?? 0, group_id: ids.get(group) ?? 0 })));
  await insertRows(trx, 'snapshot_group', [...counts].map(([group, count]) => ({ snapshot_id: id, group_id: ids.get(group) ?? 0, files: count, soaked: 0 })));
}

async function insertContents(trx: Kysely<Database>, id: number, { snapshot }: ScanToSave, files: readonly GroupedFile[]): Promise<void> {
  const withId = <T>(rows: readonly T[]) => rows.map((row) => ({ snapshot_id: id, ...row }));
  await insertRows(trx, 'snapshot_total', withId(countUsages(files)));
  await insertRows(trx, 'snapshot_figure', withId(countFigures(files)));
  await insertRows(
    trx,
    'quality_note',
    withId(snapshot.quality.map(({ kind, path, line, message }) => ({ kind, path, line, message }))),
  );
}

async function saveUnits(trx: Kysely<Database>, id: number, units: readonly ConversionUnit[]): Promise<void> {
  const bodies = new Map(units.map((unit) => [bodyOf(unit).digest, bodyOf(unit).text]));
  const ids = new Map<string, number>();
  for (const chunk of chunksOf([...bodies.keys()], 1000)) {
    const stored = await trx.selectFrom('unit_body').select(['id', 'digest']).where('digest', 'in', chunk).execute();
    for (const row of stored) ids.set(row.digest, row.id);
    const missing = chunk.filter((digest) => !ids.has(digest)).map((digest) => ({ digest, body: bodies.get(digest) ?? '' }));
    if (missing.length === 0) continue;
    for (const row of await trx.insertInto('unit_body').values(missing).returning(['id', 'digest']).execute()) ids.set(row.digest, row.id);
  }
  await insertRows(
    trx,
    'unit',
    units.map((unit, rank) => ({ snapshot_id: id, rank, unit_id: unit.id, body_id: ids.get(bodyOf(unit).digest) ?? 0 })),
  );
}

interface UnitBody {
  readonly text: string;
  readonly digest: string;
}

const unitBodies = new WeakMap<ConversionUnit, UnitBody>();

/** A quiet week has the very units of the week before it. */
function bodyOf(unit: ConversionUnit): UnitBody {
  let body = unitBodies.get(unit);
  if (!body) {
    const text = JSON.stringify(unit);
    body = { text, digest: createHash('sha256').update(text).digest('hex') };
    unitBodies.set(unit, body);
  }
  return body;
}
