import type { Kysely } from 'kysely';
import { FILE_STATUSES, type FileStatus } from '../../migration';
import type { Database, Dimension } from '../schema';

/** Files by status; a status that no file has is zero. */
export type StatusCounts = Readonly<Record<FileStatus, number>>;

/** Snapshot → files by status; of one service, category, phase or owner where named. Snapshots that older versions stored are left out. */
export async function statusSeries(db: Kysely<Database>, projectId: number, of: { readonly dimension: Dimension; readonly key: string } | null): Promise<Map<number, StatusCounts>> {
  const rows = await groupRows(db, projectId);
  const series = new Map<number, Record<FileStatus, number>>();
  for (const row of rows) {
    const counts = series.get(row.snapshotId) ?? nothing();
    series.set(row.snapshotId, counts);
    if (of === null || of.dimension === 'all' || holds(row, of.dimension, of.key)) addTo(counts, row);
  }
  return series;
}

/** The same of one snapshot; null where an older version stored it. */
export async function statusesOf(db: Kysely<Database>, snapshotId: number): Promise<StatusCounts | null> {
  const rows = await db
    .selectFrom('snapshot_group')
    .innerJoin('file_group', 'file_group.id', 'snapshot_group.group_id')
    .select('status')
    .select((eb) => [eb.fn.sum<number>('files').as('files'), eb.fn.sum<number>('soaked').as('soaked')])
    .where('snapshot_id', '=', snapshotId)
    .groupBy('status')
    .execute();
  if (rows.length === 0) return null;
  const counts = nothing();
  for (const { status, files, soaked } of rows) addTo(counts, { status, files: Number(files), soaked: Number(soaked) });
  return counts;
}

interface GroupRow {
  readonly snapshotId: number;
  readonly service: string;
  readonly category: string;
  readonly phase: string;
  readonly owners: string;
  readonly status: FileStatus;
  readonly files: number;
  readonly soaked: number;
}

function groupRows(db: Kysely<Database>, projectId: number): Promise<GroupRow[]> {
  return db
    .selectFrom('snapshot_group')
    .innerJoin('snapshot', 'snapshot.id', 'snapshot_group.snapshot_id')
    .innerJoin('file_group', 'file_group.id', 'snapshot_group.group_id')
    .select(['snapshot_group.snapshot_id as snapshotId', 'service', 'category', 'phase', 'owners', 'status', 'files', 'soaked'])
    .where('snapshot.project_id', '=', projectId)
    .execute();
}

function holds(row: GroupRow, dimension: Exclude<Dimension, 'all'>, key: string): boolean {
  return dimension === 'owner' ? row.owners.split(' ').includes(key) : row[dimension] === key;
}

function addTo(counts: Record<FileStatus, number>, { status, files, soaked }: Pick<GroupRow, 'status' | 'files' | 'soaked'>): void {
  counts[status] += files - soaked;
  counts.done += soaked;
}

function nothing(): Record<FileStatus, number> {
  return Object.fromEntries(FILE_STATUSES.map((status) => [status, 0])) as Record<FileStatus, number>;
}
