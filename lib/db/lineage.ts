/** Which file is which across renames: a `file` row is a lineage, and human rows hang on it. */
import type { Kysely } from 'kysely';
import { chunksOf } from './insert-rows';
import type { Database } from './schema';

/** What is in the tree of the latest state, and which paths were moved since the state before it. */
export interface TreeChange {
  readonly paths: ReadonlySet<string>;
  /** New path → old path. */
  readonly renames: ReadonlyMap<string, string>;
}

/** Moves the project's lineages on to the tree that is the latest from now on. */
export async function advanceLineages(trx: Kysely<Database>, projectId: number, { paths, renames }: TreeChange): Promise<void> {
  const rows = await trx.selectFrom('file').selectAll().where('project_id', '=', projectId).orderBy('id').execute();
  const current = new Map(rows.filter((row) => row.current === 1).map((row) => [row.path, row.id]));
  for (const [path, id] of [...current]) {
    if (paths.has(path)) continue;
    await trx.updateTable('file').set({ current: 0 }).where('id', '=', id).execute();
    current.delete(path);
  }
  const moved = new Set<number>();
  for (const [path, before] of renames) {
    const row = rows.find((candidate) => candidate.path === before && candidate.current === 1);
    if (!row || current.has(path) || !paths.has(path) || paths.has(before)) continue;
    await trx.updateTable('file').set({ path, current: 1 }).where('id', '=', row.id).execute();
    current.set(path, row.id);
    moved.add(row.id);
  }
  // A path that came back is the file it was; of several that had the path, the last one.
  for (const row of rows.toReversed()) {
    if (row.current === 1 || moved.has(row.id) || current.has(row.path) || !paths.has(row.path)) continue;
    await trx.updateTable('file').set({ current: 1 }).where('id', '=', row.id).execute();
    current.set(row.path, row.id);
  }
}

/**
 * File id by path for one state. `known` says which lineage a path had then where it is not the one that has it now.
 * A path nobody had becomes a new lineage, current where `isLatest`.
 */
export async function resolveLineages(
  trx: Kysely<Database>,
  projectId: number,
  paths: readonly string[],
  known: ReadonlyMap<string, number>,
  isLatest: boolean,
): Promise<Map<string, number>> {
  const ids = new Map<string, number>();
  const taken = new Set<number>(known.values());
  for (const path of paths) {
    const id = known.get(path);
    if (id !== undefined) ids.set(path, id);
  }
  for (const chunk of chunksOf(paths.filter((path) => !ids.has(path)), 1000)) {
    const rows = await trx
      .selectFrom('file')
      .select(['id', 'path'])
      .where('project_id', '=', projectId)
      .where('path', 'in', chunk)
      .orderBy('current', 'desc')
      .orderBy('id', 'desc')
      .execute();
    for (const row of rows) {
      if (ids.has(row.path) || taken.has(row.id)) continue;
      ids.set(row.path, row.id);
      taken.add(row.id);
    }
    const fresh = chunk.filter((path) => !ids.has(path));
    if (fresh.length === 0) continue;
    const added = await trx
      .insertInto('file')
      .values(fresh.map((path) => ({ project_id: projectId, path, current: isLatest ? (1 as const) : (0 as const) })))
      .returning(['id', 'path'])
      .execute();
    for (const row of added) ids.set(row.path, row.id);
  }
  return ids;
}

/** The id of the lineage that was made last; 0 where there is none. */
export async function lastLineage(trx: Kysely<Database>): Promise<number> {
  const row = await trx.selectFrom('file').select((eb) => eb.fn.max('id').as('id')).executeTakeFirst();
  return row?.id ?? 0;
}
