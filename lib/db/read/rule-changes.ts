import type { Kysely } from 'kysely';
import type { Database } from '../schema';

export interface RuleChangeRow {
  /** ISO 8601. */
  at: string;
  note: string;
}

/** When the rules that decide verdicts changed, oldest first. */
export async function listRuleChanges(db: Kysely<Database>, projectId: number): Promise<RuleChangeRow[]> {
  return db.selectFrom('rule_change').select(['at', 'note']).where('project_id', '=', projectId).orderBy('at').execute();
}
