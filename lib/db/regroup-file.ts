import type { Kysely } from 'kysely';
import type { ConversionUnit, FileResult } from '../../scanner/snapshot';
import { exemptUnits } from '../exempt-units';
import { exemptBetween } from '../exemptions';
import { fileStatuses } from '../file-status';
import type { FileStatus } from '../migration';
import { groupIds, groupKey } from './file-groups';
import { unitsHolding } from './read/unit-bodies';
import type { Database } from './schema';

/** A file in one snapshot, whose status may be another one now. */
export interface FileToRegroup {
  readonly snapshotId: number;
  readonly fileId: number;
  /** As it was found, and as the board counts it now. */
  readonly found: FileResult;
  readonly counted: FileResult;
}

/** Works out anew which status a file has in each of some snapshots, and counts it there. */
export async function regroupFile(trx: Kysely<Database>, projectId: number, entries: readonly FileToRegroup[]): Promise<void> {
  const units = new Map<string, Map<number, ConversionUnit[]>>();
  for (const { path } of entries.map((entry) => entry.found)) if (!units.has(path)) units.set(path, await unitsHolding(trx, path));
  let groups = new Map<string, number>();
  for (const entry of entries) {
    const group = await groupOf(trx, entry);
    if (!group) continue;
    const own = units.get(entry.found.path)?.get(entry.snapshotId) ?? [];
    const status = await statusOf(trx, entry, exemptUnits(own, exemptBetween(entry.found, entry.counted)));
    if (status === group.status) continue;
    const now = { ...group, status };
    if (!groups.has(groupKey(now))) groups = await groupIds(trx, projectId, [now]);
    await move(trx, entry, group.id, groups.get(groupKey(now)) ?? group.id);
  }
}

async function groupOf(trx: Kysely<Database>, { snapshotId, fileId }: FileToRegroup) {
  return trx
    .selectFrom('snapshot_file')
    .innerJoin('file_group', 'file_group.id', 'snapshot_file.group_id')
    .select(['file_group.id', 'service', 'category', 'phase', 'owners', 'status'])
    .where('snapshot_id', '=', snapshotId)
    .where('file_id', '=', fileId)
    .executeTakeFirst();
}

async function statusOf(trx: Kysely<Database>, { snapshotId, counted }: FileToRegroup, units: readonly ConversionUnit[]): Promise<FileStatus> {
  const unread = await trx.selectFrom('quality_note').select('id').where('snapshot_id', '=', snapshotId).where('kind', '=', 'unparsed').where('path', '=', counted.path).executeTakeFirst();
  const quality = unread ? [{ kind: 'unparsed' as const, path: counted.path, line: null, message: '' }] : [];
  return fileStatuses({ files: [counted], units, quality }).get(counted.path) ?? 'not started';
}

async function move(trx: Kysely<Database>, { snapshotId, fileId }: FileToRegroup, from: number, to: number): Promise<void> {
  await trx.updateTable('snapshot_file').set({ group_id: to }).where('snapshot_id', '=', snapshotId).where('file_id', '=', fileId).execute();
  await trx.updateTable('snapshot_group').set((eb) => ({ files: eb('files', '-', 1) })).where('snapshot_id', '=', snapshotId).where('group_id', '=', from).execute();
  await trx.deleteFrom('snapshot_group').where('snapshot_id', '=', snapshotId).where('files', '<=', 0).execute();
  await trx
    .insertInto('snapshot_group')
    .values({ snapshot_id: snapshotId, group_id: to, files: 1, soaked: 0 })
    .onConflict((conflict) => conflict.columns(['snapshot_id', 'group_id']).doUpdateSet((eb) => ({ files: eb('snapshot_group.files', '+', 1) })))
    .execute();
}
