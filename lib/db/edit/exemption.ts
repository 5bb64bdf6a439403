import type { Kysely } from 'kysely';
import type { Database } from '../schema';
import type { ExemptionTarget } from '../../exemptions';
import { applyExemptions } from '../apply-exemptions';
import { hasFile, record, type Editor, type Outcome } from './edit';

/** Allows a file, or one usage or hazard in it, to stay as it is, in every week on record. Gives the exemption's id. */
export async function addExemption(db: Kysely<Database>, editor: Editor, fileId: number, target: ExemptionTarget | null, reason: string): Promise<Outcome<number>> {
  return db.transaction().execute(async (trx): Promise<Outcome<number>> => {
    if (!(await hasFile(trx, editor.projectId, fileId))) return { kind: 'gone' };
    const row = await trx
      .insertInto('exemption')
      .values({
        project_id: editor.projectId,
        file_id: fileId,
        target: target && JSON.stringify(target),
        reason,
        author: editor.who,
        created_at: editor.at,
        revoked_at: null,
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    await applyExemptions(trx, editor.projectId, fileId);
    await record(trx, editor, 'exempt', { file: fileId, exemption: row.id, target, reason });
    return { kind: 'saved', value: row.id };
  });
}

/** Takes an exemption back; its row stays, for the record. */
export async function revokeExemption(db: Kysely<Database>, editor: Editor, id: number): Promise<Outcome<number>> {
  return db.transaction().execute(async (trx): Promise<Outcome<number>> => {
    const row = await trx
      .updateTable('exemption')
      .set({ revoked_at: editor.at })
      .where('id', '=', id)
      .where('project_id', '=', editor.projectId)
      .where('revoked_at', 'is', null)
      .returning('file_id')
      .executeTakeFirst();
    if (!row) return { kind: 'gone' };
    await applyExemptions(trx, editor.projectId, row.file_id);
    await record(trx, editor, 'exemption revoked', { exemption: id });
    return { kind: 'saved', value: id };
  });
}
