import type { Kysely } from 'kysely';
import type { Database } from '../schema';

export interface ExemptionRow {
  id: number;
  fileId: number;
  path: string;
  target: string | null;
  reason: string;
  author: string;
  createdAt: string;
}

/** Exemptions that people made on the board and nobody revoked, newest first. */
export async function listExemptions(db: Kysely<Database>, projectId: number): Promise<ExemptionRow[]> {
  return db
    .selectFrom('exemption')
    .innerJoin('file', 'file.id', 'exemption.file_id')
    .select(['exemption.id', 'exemption.file_id as fileId', 'file.path', 'exemption.target', 'exemption.reason'])
    .select(['exemption.author', 'exemption.created_at as createdAt'])
    .where('exemption.project_id', '=', projectId)
    .where('exemption.revoked_at', 'is', null)
    .orderBy('exemption.id', 'desc')
    .execute();
}
