import type { Kysely } from 'kysely';
import type { Database } from '../schema';
import { record, type Editor, type Outcome } from './edit';

/** Asks the scans of a project that are under way to end; each does so at its next beat. */
export async function cancelScans(db: Kysely<Database>, editor: Editor): Promise<Outcome<number>> {
  return db.transaction().execute(async (trx): Promise<Outcome<number>> => {
    const result = await trx.updateTable('scan_run').set({ state: 'cancelling' }).where('project_id', '=', editor.projectId).where('state', '=', 'running').where('kind', '<>', 'watch').executeTakeFirst();
    const count = Number(result.numUpdatedRows);
    if (count === 0) return { kind: 'gone' };
    await record(trx, editor, 'scan cancelled', {});
    return { kind: 'saved', value: count };
  });
}
