import { sql, type Kysely } from 'kysely';
import type { Database } from '../schema';

/** Another file, and how many of its usages were traced through the file asked for. */
export interface Dependent {
  id: number;
  path: string;
  usages: number;
}

/** Whose usages get what they use from a file, or by way of it: those of most usages first. */
export async function listDependents(db: Kysely<Database>, snapshotId: number, path: string): Promise<Dependent[]> {
  // Evidence is stored as JSON.stringify writes it, quotation marks within its texts escaped: this occurs as a path alone.
  const step = `"path":${JSON.stringify(path)}`;
  const rows = await db
    .selectFrom('snapshot_file')
    .innerJoin('verdict', 'verdict.id', 'snapshot_file.verdict_id')
    .innerJoin('usage', 'usage.verdict_id', 'verdict.id')
    .select(['snapshot_file.file_id as id', 'verdict.path'])
    .select((eb) => eb.fn.countAll<number>().as('usages'))
    .where('snapshot_file.snapshot_id', '=', snapshotId)
    .where('verdict.path', '!=', path)
    // What every SQL has, and distinguishes capitals.
    .where(sql<boolean>`replace(usage.evidence, ${step}, '') <> usage.evidence`)
    .groupBy(['snapshot_file.file_id', 'verdict.path'])
    .execute();
  return rows.map((row) => ({ ...row, usages: Number(row.usages) })).sort((a, b) => b.usages - a.usages || (a.path < b.path ? -1 : 1));
}
