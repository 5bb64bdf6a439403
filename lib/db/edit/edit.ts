import type { Kysely } from 'kysely';
import type { Database } from '../schema';

/** Who changes something, and when. */
export interface Editor {
  projectId: number;
  who: string;
  /** ISO 8601, UTC. */
  at: string;
}

/** What an edit came to. A conflict changes nothing; it tells what is there instead. */
export type Outcome<Value> = { kind: 'saved'; value: Value } | { kind: 'conflict'; value: Value; by: string } | { kind: 'gone' };

/** One line of the audit list, written in the transaction of the edit itself. */
export async function record(trx: Kysely<Database>, { projectId, who, at }: Editor, action: string, detail: object): Promise<void> {
  await trx.insertInto('audit').values({ project_id: projectId, at, who, action, detail: JSON.stringify(detail) }).execute();
}

/** Whether a file belongs to the project: an edit names both, and a browser can name anything. */
export async function hasFile(trx: Kysely<Database>, projectId: number, fileId: number): Promise<boolean> {
  const row = await trx.selectFrom('file').select('id').where('id', '=', fileId).where('project_id', '=', projectId).executeTakeFirst();
  return row !== undefined;
}
