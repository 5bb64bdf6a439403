import type { Kysely } from 'kysely';
import type { Database } from '../schema';

export interface QualityRow {
  kind: string;
  path: string;
  line: number | null;
  message: string;
}

/** What a reader of a snapshot must know about its data, by kind and path. */
export async function listQualityNotes(db: Kysely<Database>, snapshotId: number): Promise<QualityRow[]> {
  return db
    .selectFrom('quality_note')
    .select(['kind', 'path', 'line', 'message'])
    .where('snapshot_id', '=', snapshotId)
    .orderBy('kind')
    .orderBy('path')
    .execute();
}
