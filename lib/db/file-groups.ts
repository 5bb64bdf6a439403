/** Which files stand in the same places of the board, and have the same status, in a snapshot. */
import type { Kysely } from 'kysely';
import type { FileResult, Snapshot } from '../../scanner/snapshot';
import { fileStatuses } from '../file-status';
import type { Category, FileStatus } from '../migration';
import type { Database, Dimension } from './schema';

export interface FileGroup {
  readonly service: string;
  readonly category: Category;
  /** '' for none. */
  readonly phase: string;
  /** Separated by spaces; '' for none. */
  readonly owners: string;
  readonly status: FileStatus;
}

export interface GroupRules {
  /** The name of a file's phase; null for none. */
  readonly phaseOf?: (file: FileResult) => string | null;
  readonly ownersOf?: (path: string) => readonly string[];
}

export interface GroupedFile {
  readonly file: FileResult;
  /** One object for all files of a group. */
  readonly group: FileGroup;
}

export function groupFiles(snapshot: Pick<Snapshot, 'files' | 'units' | 'quality'>, { phaseOf = () => null, ownersOf = () => [] }: GroupRules): GroupedFile[] {
  const statuses = fileStatuses(snapshot);
  const groups = new Map<string, FileGroup>();
  return snapshot.files.map((file) => {
    const { service, category } = file;
    const owners = [...new Set(ownersOf(file.path))].sort().join(' ');
    const own = { service, category, phase: phaseOf(file) ?? '', owners, status: statuses.get(file.path) ?? ('not started' as const) };
    const key = groupKey(own);
    const group = groups.get(key) ?? own;
    groups.set(key, group);
    return { file, group };
  });
}

/** Where the figures of a file are shown. */
export function placesOf({ service, category, phase, owners }: Omit<FileGroup, 'status'>): [Dimension, string][] {
  return [
    ['all', ''],
    ['service', service],
    ['category', category],
    ['phase', phase],
    ...owners.split(' ').flatMap((owner): [Dimension, string][] => (owner === '' ? [] : [['owner', owner]])),
  ];
}

export function groupKey({ service, category, phase, owners, status }: FileGroup): string {
  return [service, category, phase, owners, status].join('\0');
}

/**
 * Ids of groups by `groupKey`; those that are new are stored.
 * @param before some that are in the database
 */
export async function groupIds(trx: Kysely<Database>, projectId: number, groups: readonly FileGroup[], before: ReadonlyMap<string, number> = new Map()): Promise<Map<string, number>> {
  const wanted = new Map(groups.map((group) => [groupKey(group), group]));
  const known = new Map([...wanted.keys()].flatMap((key) => (before.has(key) ? [[key, before.get(key) ?? 0] as const] : [])));
  if (known.size === wanted.size) return known;
  const stored = await trx.selectFrom('file_group').selectAll().where('project_id', '=', projectId).execute();
  const ids = new Map(stored.map((row) => [groupKey(row), row.id]));
  for (const [key, { service, category, phase, owners, status }] of wanted) {
    if (ids.has(key)) continue;
    const row = { project_id: projectId, service, category, phase, owners, status };
    ids.set(key, (await trx.insertInto('file_group').values(row).returning('id').executeTakeFirstOrThrow()).id);
  }
  return ids;
}
