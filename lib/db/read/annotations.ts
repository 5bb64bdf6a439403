import type { Kysely } from 'kysely';
import type { Database } from '../schema';

export interface AnnotationRow {
  id: number;
  /** ISO date. */
  date: string;
  text: string;
  author: string;
  version: number;
}

/** The flags on a project's time axis, oldest first. */
export async function listAnnotations(db: Kysely<Database>, projectId: number): Promise<AnnotationRow[]> {
  return db
    .selectFrom('annotation')
    .select(['id', 'date', 'text', 'author', 'version'])
    .where('project_id', '=', projectId)
    .where('deleted_at', 'is', null)
    .orderBy('date')
    .orderBy('id')
    .execute();
}
