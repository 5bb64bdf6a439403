import type { Kysely } from 'kysely';
import type { Database } from '../schema';

export interface FilePlan {
  assignee: string | null;
  due: string | null;
  prUrl: string | null;
  note: string | null;
  /** 0 while nobody has written anything. */
  version: number;
  updatedBy: string | null;
  updatedAt: string | null;
}

const NOTHING: FilePlan = { assignee: null, due: null, prUrl: null, note: null, version: 0, updatedBy: null, updatedAt: null };

/** What people have said about a file. */
export async function findFilePlan(db: Kysely<Database>, fileId: number): Promise<FilePlan> {
  const row = await db
    .selectFrom('file_plan')
    .select(['assignee', 'due', 'pr_url as prUrl', 'note', 'version', 'updated_by as updatedBy', 'updated_at as updatedAt'])
    .where('file_id', '=', fileId)
    .executeTakeFirst();
  return row ?? NOTHING;
}

export interface Tick {
  item: string;
  by: string;
  at: string;
}

export async function listTicks(db: Kysely<Database>, fileId: number): Promise<Tick[]> {
  return db
    .selectFrom('checklist_tick')
    .select(['item', 'ticked_by as by', 'ticked_at as at'])
    .where('file_id', '=', fileId)
    .orderBy('item')
    .execute();
}
