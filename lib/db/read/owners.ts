import type { Kysely } from 'kysely';
import type { Database } from '../schema';

/** Path → who owned it by CODEOWNERS at the commit of a snapshot; paths without an owner are left out. */
export async function listOwners(db: Kysely<Database>, snapshotId: number): Promise<Map<string, string[]>> {
  const rows = await db
    .selectFrom('snapshot_file')
    .innerJoin('file_group', 'file_group.id', 'snapshot_file.group_id')
    .innerJoin('verdict', 'verdict.id', 'snapshot_file.verdict_id')
    .select(['verdict.path', 'file_group.owners'])
    .where('snapshot_file.snapshot_id', '=', snapshotId)
    .where('file_group.owners', '!=', '')
    .execute();
  return new Map(rows.map((row) => [row.path, row.owners.split(' ')]));
}
