import type { Kysely } from 'kysely';
import type { AuditRow } from '../read/audit';
import type { Database } from '../schema';

/** Who decides about users and tokens, and when. */
export interface Decider {
  who: string;
  /** ISO 8601, UTC. */
  at: string;
}

type Decision = 'user added' | 'role changed' | 'password changed' | 'user removed' | 'token created' | 'token revoked';

/** One line of the audit list, written in the transaction of the decision itself. Neither passwords nor tokens are in it. */
export async function recordDecision(trx: Kysely<Database>, { who, at }: Decider, action: Decision, detail: object): Promise<void> {
  await trx.insertInto('access_audit').values({ at, who, action, detail: JSON.stringify(detail) }).execute();
}

/** Newest first. */
export async function listDecisions(db: Kysely<Database>, limit: number): Promise<AuditRow[]> {
  return db.selectFrom('access_audit').select(['id', 'at', 'who', 'action', 'detail']).orderBy('id', 'desc').limit(limit).execute();
}
