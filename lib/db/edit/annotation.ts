import type { Kysely } from 'kysely';
import type { Database } from '../schema';
import { record, type Editor, type Outcome } from './edit';

/** Puts a flag on the time axis. Gives its id. */
export async function addAnnotation(db: Kysely<Database>, editor: Editor, date: string, text: string): Promise<Outcome<number>> {
  return db.transaction().execute(async (trx): Promise<Outcome<number>> => {
    const row = await trx
      .insertInto('annotation')
      .values({ project_id: editor.projectId, date, text, author: editor.who, created_at: editor.at, version: 1, deleted_at: null })
      .returning('id')
      .executeTakeFirstOrThrow();
    await record(trx, editor, 'annotation', { annotation: row.id, date, text });
    return { kind: 'saved', value: row.id };
  });
}

/** Takes a flag away, or puts it back; its row stays, for the record. */
export async function setAnnotationShown(db: Kysely<Database>, editor: Editor, id: number, shown: boolean): Promise<Outcome<number>> {
  return db.transaction().execute(async (trx): Promise<Outcome<number>> => {
    const result = await trx
      .updateTable('annotation')
      .set((eb) => ({ deleted_at: shown ? null : editor.at, version: eb('version', '+', 1) }))
      .where('id', '=', id)
      .where('project_id', '=', editor.projectId)
      .where('deleted_at', shown ? 'is not' : 'is', null)
      .executeTakeFirst();
    if (result.numUpdatedRows === 0n) return { kind: 'gone' };
    await record(trx, editor, shown ? 'annotation restored' : 'annotation removed', { annotation: id });
    return { kind: 'saved', value: id };
  });
}
