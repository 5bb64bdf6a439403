import type { Kysely } from 'kysely';
import { weekOf } from '../../weeks';
import type { Database } from '../schema';

export interface RuleChangeRow {
  /** ISO 8601. */
  at: string;
  note: string;
}

/** When what decides verdicts in all weeks changed, oldest first: the rules, or what people exempted on the board. */
export async function listRuleChanges(db: Kysely<Database>, projectId: number): Promise<RuleChangeRow[]> {
  const rules = await db.selectFrom('rule_change').select(['at', 'note']).where('project_id', '=', projectId).execute();
  const exemptions = await db
    .selectFrom('exemption')
    .innerJoin('file', 'file.id', 'exemption.file_id')
    .select(['exemption.created_at as made', 'exemption.revoked_at as revoked', 'file.path'])
    .where('exemption.project_id', '=', projectId)
    .execute();
  // What was made and taken back within a week left no trace in any week.
  const lasting = exemptions.filter(({ made, revoked }) => revoked === null || weekOf(revoked) !== weekOf(made));
  const marks = [...marksOf('exempt', lasting.map(({ made, path }) => ({ at: made, path }))), ...marksOf('no longer exempt', lasting.flatMap(({ revoked, path }) => (revoked === null ? [] : [{ at: revoked, path }])))];
  return [...rules, ...marks].sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
}

/** One mark a week, however many places somebody went through. */
function marksOf(what: string, changes: readonly { at: string; path: string }[]): RuleChangeRow[] {
  const weeks = new Map<string, { at: string; paths: Set<string> }>();
  for (const { at, path } of changes) {
    const known = weeks.get(weekOf(at)) ?? { at, paths: new Set() };
    known.paths.add(path);
    weeks.set(weekOf(at), known);
  }
  return [...weeks.values()].map(({ at, paths }) => {
    const [first, ...more] = [...paths].sort();
    return { at, note: `${what}: ${first}${more.length > 0 ? ` and ${more.length} more ${more.length === 1 ? 'file' : 'files'}` : ''}` };
  });
}
