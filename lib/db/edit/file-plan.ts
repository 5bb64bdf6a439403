import type { Kysely } from 'kysely';
import { findFilePlan, type FilePlan } from '../read/file-plan';
import type { Database } from '../schema';
import { hasFile, record, type Editor, type Outcome } from './edit';

export type PlanFields = Pick<FilePlan, 'assignee' | 'due' | 'prUrl' | 'note'>;

/** Writes what people say about a file, if nobody has written since `version` was read. */
export async function saveFilePlan(db: Kysely<Database>, editor: Editor, fileId: number, version: number, fields: PlanFields): Promise<Outcome<FilePlan>> {
  return db.transaction().execute(async (trx): Promise<Outcome<FilePlan>> => {
    if (!(await hasFile(trx, editor.projectId, fileId))) return { kind: 'gone' };
    const before = await findFilePlan(trx, fileId);
    if (before.version !== version) return { kind: 'conflict', value: before, by: before.updatedBy ?? '' };
    const row = { assignee: fields.assignee, due: fields.due, pr_url: fields.prUrl, note: fields.note, version: version + 1, updated_by: editor.who, updated_at: editor.at };
    if (version === 0) await trx.insertInto('file_plan').values({ file_id: fileId, ...row }).execute();
    else await trx.updateTable('file_plan').set(row).where('file_id', '=', fileId).where('version', '=', version).execute();
    const after = await findFilePlan(trx, fileId);
    await record(trx, editor, 'file plan', { file: fileId, before: fieldsOf(before), after: fieldsOf(after) });
    return { kind: 'saved', value: after };
  });
}

function fieldsOf({ assignee, due, prUrl, note }: FilePlan): PlanFields {
  return { assignee, due, prUrl, note };
}
