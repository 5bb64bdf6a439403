/** What is stored of the weeks of the past. */
import type { Db } from './open';
import { removeOrphans, removeSnapshots } from './remove-snapshots';

export interface StoredWeek {
  readonly commit: string | null;
  readonly rules: string;
  readonly toolVersion: string;
  /** Whether all is stored that this version stores. */
  readonly isWhole: boolean;
}

export async function storedWeeks(db: Db, projectId: number): Promise<Map<string, StoredWeek>> {
  const rows = await db
    .selectFrom('snapshot')
    .select(['week', 'commit_sha', 'rules', 'tool_version', 'soaked_against'])
    .where('project_id', '=', projectId)
    .where('week', 'is not', null)
    .execute();
  return new Map(rows.map((row) => [row.week ?? '', { commit: row.commit_sha, rules: row.rules, toolVersion: row.tool_version, isWhole: row.soaked_against !== null }]));
}

/** Lineages of the files of a stored week, by the paths they had then. */
export async function lineagesOf(db: Db, projectId: number, week: string): Promise<Map<string, number>> {
  const rows = await db
    .selectFrom('snapshot')
    .innerJoin('snapshot_file', 'snapshot_file.snapshot_id', 'snapshot.id')
    .innerJoin('verdict', 'verdict.id', 'snapshot_file.verdict_id')
    .select(['verdict.path', 'snapshot_file.file_id'])
    .where('snapshot.project_id', '=', projectId)
    .where('snapshot.week', '=', week)
    .execute();
  return new Map(rows.map((row) => [row.path, row.file_id]));
}

/** Lineages of the latest state's tree, by path. */
export async function currentLineages(db: Db, projectId: number): Promise<Map<string, number>> {
  const rows = await db.selectFrom('file').select(['id', 'path']).where('project_id', '=', projectId).where('current', '=', 1).execute();
  return new Map(rows.map((row) => [row.path, row.id]));
}

/** The commit below the latest state; null where there is none. */
export async function latestBase(db: Db, projectId: number): Promise<string | null> {
  const row = await db.selectFrom('snapshot').select('base_sha').where('project_id', '=', projectId).where('week', 'is', null).executeTakeFirst();
  return row?.base_sha ?? null;
}

/** Removes weeks that lie before the project's first commit, as after a rewritten history. */
export async function dropWeeksBefore(db: Db, projectId: number, week: string): Promise<void> {
  const older = await db.selectFrom('snapshot').select('id').where('project_id', '=', projectId).where('week', '<', week).execute();
  if (older.length === 0) return;
  await db.transaction().execute(async (trx) => {
    await removeOrphans(trx, await removeSnapshots(trx, older.map((row) => row.id)));
  });
}

interface RuleChange {
  readonly before: StoredWeek;
  readonly rules: string;
  readonly toolVersion: string;
}

/** Leaves a mark on the time axis: from now on history is told by other rules. One mark for a change, however often it is resumed. */
export async function noteRuleChange(db: Db, projectId: number, { before, rules, toolVersion }: RuleChange, at: string): Promise<void> {
  const last = await db.selectFrom('rule_change').select('after').where('project_id', '=', projectId).orderBy('id', 'desc').executeTakeFirst();
  if (last?.after === rules) return;
  const note = before.toolVersion === toolVersion ? 'configuration changed' : `Awaited ${before.toolVersion} → ${toolVersion}`;
  await db.insertInto('rule_change').values({ project_id: projectId, at, before: before.rules, after: rules, note }).execute();
}
