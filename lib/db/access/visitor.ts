import type { Kysely } from 'kysely';
import type { Visitor } from '../../access/admission';
import type { Database } from '../schema';
import { hasAccounts } from './accounts';
import { findSignIn } from './sign-ins';
import { findToken } from './tokens';

/** What a request shows of who sends it. */
export interface Credentials {
  /** The secret in the cookie. */
  secret: string | null;
  bearer: string | null;
}

/** Who sends a request. `isLocal`: the board can be reached from this machine alone. */
export async function visitorOf(db: Kysely<Database>, { secret, bearer }: Credentials, isLocal: boolean, now: Date): Promise<Visitor> {
  if (isLocal && !(await hasAccounts(db))) return { kind: 'local' };
  if (bearer !== null) {
    const token = await findToken(db, bearer, now);
    return token ? { kind: 'token', ...token } : { kind: 'nobody' };
  }
  const signIn = secret === null ? null : await findSignIn(db, secret, now);
  return signIn ? { kind: 'person', ...signIn.account, signIn: signIn.id, isDue: signIn.isDue } : { kind: 'nobody' };
}
