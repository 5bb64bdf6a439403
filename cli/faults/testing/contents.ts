import { openDatabase, type Db } from '../../../lib/db/open';
import { integrityProblems } from '../../../lib/db/sqlite-upkeep';

/** Opens the database as the next command would, looks, and closes it. */
export async function lookInto<T>(file: string, look: (db: Db) => Promise<T>): Promise<T> {
  const db = await openDatabase(file);
  try {
    return await look(db);
  } finally {
    await db.destroy();
  }
}

/** What SQLite finds wrong with the file; empty where it is sound. */
export function problemsIn(file: string): Promise<string[]> {
  return lookInto(file, integrityProblems);
}

/** All that was found, in an order of its own, without ids and times: the same for the same code, however often it was interrupted. */
export function foundIn(file: string): Promise<unknown> {
  return lookInto(file, async (db) => {
    const snapshots = await db.selectFrom('snapshot').selectAll().orderBy('week').execute();
    return Promise.all(
      snapshots.map(async ({ id, week, commit_sha, rules, files_read, bytes_read }) => {
        const totals = await db.selectFrom('snapshot_total').selectAll().where('snapshot_id', '=', id).execute();
        const figures = await db.selectFrom('snapshot_figure').selectAll().where('snapshot_id', '=', id).execute();
        const notes = await db.selectFrom('quality_note').selectAll().where('snapshot_id', '=', id).execute();
        const usages = await db
          .selectFrom('snapshot_file')
          .innerJoin('verdict', 'verdict.id', 'snapshot_file.verdict_id')
          .innerJoin('usage', 'usage.verdict_id', 'verdict.id')
          .select(['verdict.path', 'verdict.digest', 'line', 'column', 'kind', 'state', 'api', 'scope', 'ordinal', 'reason'])
          .where('snapshot_id', '=', id)
          .execute();
        const units = await db.selectFrom('unit').innerJoin('unit_body', 'unit_body.id', 'body_id').select(['rank', 'body']).where('snapshot_id', '=', id).execute();
        const lists: readonly (readonly object[])[] = [totals, figures, notes, usages, units];
        return { week, commit_sha, rules, files_read, bytes_read, lists: lists.map((rows) => rows.map((row) => JSON.stringify({ ...row, snapshot_id: 0, id: 0 })).sort()) };
      }),
    );
  });
}
