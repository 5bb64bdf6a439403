import type { Kysely } from 'kysely';
import type { Database } from '../schema';
import { hasFile, record, type Editor, type Outcome } from './edit';

/** The identity of one usage or hazard within its file, which outlives moved lines. */
export interface ExemptionTarget {
  kind: string;
  scope: string;
  api: string;
  ordinal: number;
}

/** Allows a file, or one usage in it, to stay as it is. Gives the exemption's id. */
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
    await record(trx, editor, 'exempt', { file: fileId, exemption: row.id, target, reason });
    return { kind: 'saved', value: row.id };
  });
}

/** Takes an exemption back; its row stays, for the record. */
export async function revokeExemption(db: Kysely<Database>, editor: Editor, id: number): Promise<Outcome<number>> {
  return db.transaction().execute(async (trx): Promise<Outcome<number>> => {
    const result = await trx
      .updateTable('exemption')
      .set({ revoked_at: editor.at })
      .where('id', '=', id)
      .where('project_id', '=', editor.projectId)
      .where('revoked_at', 'is', null)
      .executeTakeFirst();
    if (result.numUpdatedRows === 0n) return { kind: 'gone' };
    await record(trx, editor, 'exemption revoked', { exemption: id });
    return { kind: 'saved', value: id };
  });
}
