import type { Kysely } from 'kysely';
import type { Tick } from '../read/file-plan';
import type { Database } from '../schema';
import { hasFile, record, type Editor, type Outcome } from './edit';

/** Ticks a manual checklist item or takes the tick back. Two people who tick the same item agree: the first one stays. */
export async function setTick(db: Kysely<Database>, editor: Editor, fileId: number, item: string, ticked: boolean): Promise<Outcome<Tick | null>> {
  return db.transaction().execute(async (trx): Promise<Outcome<Tick | null>> => {
    if (!(await hasFile(trx, editor.projectId, fileId))) return { kind: 'gone' };
    const known = await trx
      .selectFrom('checklist_tick')
      .select(['item', 'ticked_by as by', 'ticked_at as at'])
      .where('file_id', '=', fileId)
      .where('item', '=', item)
      .executeTakeFirst();
    if ((known !== undefined) === ticked) return { kind: 'saved', value: known ?? null };
    if (ticked) await trx.insertInto('checklist_tick').values({ file_id: fileId, item, ticked_by: editor.who, ticked_at: editor.at }).execute();
    else await trx.deleteFrom('checklist_tick').where('file_id', '=', fileId).where('item', '=', item).execute();
    await record(trx, editor, ticked ? 'tick' : 'untick', { file: fileId, item });
    return { kind: 'saved', value: ticked ? { item, by: editor.who, at: editor.at } : null };
  });
}
