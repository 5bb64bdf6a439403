import type { Kysely } from 'kysely';
import { soakReference } from '../../file-status';
import type { FileStatus } from '../../migration';
import type { Database } from '../schema';
import type { Project } from './project';
import { listSnapshots } from './snapshots';

/** Snapshot → the status that one file had in it; snapshots without the file are left out. */
export async function statusesOfFile(db: Kysely<Database>, { id, config }: Project, fileId: number): Promise<Map<number, FileStatus>> {
  const rows = await db
    .selectFrom('snapshot_file')
    .innerJoin('file_group', 'file_group.id', 'snapshot_file.group_id')
    .innerJoin('verdict', 'verdict.id', 'snapshot_file.verdict_id')
    .select(['snapshot_file.snapshot_id as snapshotId', 'file_group.status', 'verdict.converted'])
    .where('snapshot_file.file_id', '=', fileId)
    .where('file_group.project_id', '=', id)
    .execute();
  const snapshots = await listSnapshots(db, id);
  const weeks = snapshots.filter((row) => row.week !== null);
  const ats = new Map(snapshots.map((row) => [row.id, row.at]));
  const converted = new Set(rows.flatMap((row) => (row.converted === 1 ? [row.snapshotId] : [])));
  const soaked = (snapshotId: number) => {
    const reference = soakReference(weeks, ats.get(snapshotId) ?? '', config.soakDays);
    return reference === undefined || converted.has(reference.id);
  };
  return new Map(rows.map(({ snapshotId, status }) => [snapshotId, status === 'converted' && soaked(snapshotId) ? 'done' : status]));
}
