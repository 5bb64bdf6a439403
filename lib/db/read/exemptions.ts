import type { Kysely } from 'kysely';
import type { BoardExemption, ExemptionTarget } from '../../exemptions';
import type { Database } from '../schema';

export interface ExemptionRow extends BoardExemption {
  fileId: number;
  path: string;
}

/** Exemptions that people made on the board and nobody took back, newest first. */
export async function listExemptions(db: Kysely<Database>, projectId: number): Promise<ExemptionRow[]> {
  const rows = await db
    .selectFrom('exemption')
    .innerJoin('file', 'file.id', 'exemption.file_id')
    .select(['exemption.id', 'exemption.file_id as fileId', 'file.path', 'exemption.target', 'exemption.reason'])
    .select(['exemption.author', 'exemption.created_at as createdAt'])
    .where('exemption.project_id', '=', projectId)
    .where('exemption.revoked_at', 'is', null)
    .orderBy('exemption.id', 'desc')
    .execute();
  return rows.map((row) => ({ ...row, target: row.target === null ? null : (JSON.parse(row.target) as ExemptionTarget) }));
}

/** The same by file, in the order in which they were made. */
export async function exemptionsByFile(db: Kysely<Database>, projectId: number): Promise<Map<number, BoardExemption[]>> {
  const files = new Map<number, BoardExemption[]>();
  for (const { fileId, path: _, ...exemption } of (await listExemptions(db, projectId)).reverse()) files.set(fileId, [...(files.get(fileId) ?? []), exemption]);
  return files;
}

/**
 * The same by path, for a state of the code that is not stored: under every path that the file has had on record, so
 * that an old revision is judged alike. A path that another file has now is that file's.
 */
export async function exemptionsByPath(db: Kysely<Database>, projectId: number): Promise<Map<string, BoardExemption[]>> {
  const byFile = await exemptionsByFile(db, projectId);
  const paths = new Map<string, BoardExemption[]>();
  if (byFile.size === 0) return paths;
  const ids = [...byFile.keys()];
  const then = await db.selectFrom('verdict').select(['file_id as id', 'path']).distinct().where('file_id', 'in', ids).execute();
  const now = await db.selectFrom('file').select(['id', 'path']).where('id', 'in', ids).execute();
  const current = new Map((await db.selectFrom('file').select(['id', 'path']).where('project_id', '=', projectId).where('current', '=', 1).execute()).map((row) => [row.path, row.id]));
  for (const { id, path } of [...then, ...now]) if ((current.get(path) ?? id) === id) paths.set(path, byFile.get(id) ?? []);
  return paths;
}
