import type { Kysely } from 'kysely';
import type { Database } from '../schema';

export interface Assignment {
  assignee: string | null;
  /** ISO date. */
  due: string | null;
}

/** File → who takes it and until when, for the files of a project of which somebody said so. */
export async function listAssignments(db: Kysely<Database>, projectId: number): Promise<Map<number, Assignment>> {
  const rows = await db
    .selectFrom('file_plan')
    .innerJoin('file', 'file.id', 'file_plan.file_id')
    .select(['file.id', 'file_plan.assignee', 'file_plan.due'])
    .where('file.project_id', '=', projectId)
    .where(({ or, eb }) => or([eb('file_plan.assignee', 'is not', null), eb('file_plan.due', 'is not', null)]))
    .execute();
  return new Map(rows.map(({ id, assignee, due }) => [id, { assignee, due }]));
}
