import type { Kysely } from 'kysely';
import type { Database } from '../schema';

export interface AuditRow {
  id: number;
  at: string;
  who: string;
  action: string;
  /** JSON: what it was and what it became. */
  detail: string;
}

/** What people did, newest first. */
export async function listAudit(db: Kysely<Database>, projectId: number, limit: number): Promise<AuditRow[]> {
  return db
    .selectFrom('audit')
    .select(['id', 'at', 'who', 'action', 'detail'])
    .where('project_id', '=', projectId)
    .orderBy('id', 'desc')
    .limit(limit)
    .execute();
}
