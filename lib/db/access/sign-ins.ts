import type { Kysely } from 'kysely';
import type { Role } from '../../access/roles';
import { digestOf, newSecret } from '../../access/secret';
import type { Database } from '../schema';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** However busy, a browser signs in again after this long. */
export const LONGEST_MS = 30 * DAY;
/** And after this long without a visit. */
const UNUSED_MS = 7 * DAY;
/** A secret that is older is replaced: a stolen one is then of use to one of two only, and the other one notices. */
const RENEWED_AFTER_MS = 12 * HOUR;
/** The secret before the last holds that long: requests that were under way still carry it. */
const GRACE_MS = 60_000;

export interface SignIn {
  id: number;
  account: { id: number; name: string; role: Role };
  /** Whether its secret is old enough to be replaced. */
  isDue: boolean;
}

/** Gives the secret for the cookie. Forgets what has expired of all accounts. */
export async function beginSignIn(db: Kysely<Database>, accountId: number, now: Date): Promise<string> {
  const secret = newSecret();
  const at = now.toISOString();
  await db.deleteFrom('sign_in').where((eb) => eb.or([eb('started_at', '<', ago(now, LONGEST_MS)), eb('renewed_at', '<', ago(now, UNUSED_MS))])).execute();
  await db.insertInto('sign_in').values({ account_id: accountId, digest: digestOf(secret), previous_digest: null, started_at: at, renewed_at: at }).execute();
  return secret;
}

/** Null for a secret that is wrong, expired, replaced, or of an account that is gone. */
export async function findSignIn(db: Kysely<Database>, secret: string, now: Date): Promise<SignIn | null> {
  const digest = digestOf(secret);
  const row = await db
    .selectFrom('sign_in')
    .innerJoin('account', 'account.id', 'sign_in.account_id')
    .select(['sign_in.id', 'sign_in.renewed_at', 'account.id as accountId', 'account.name', 'account.role'])
    .where((eb) => eb.or([eb('digest', '=', digest), eb.and([eb('previous_digest', '=', digest), eb('renewed_at', '>', ago(now, GRACE_MS))])]))
    .where('started_at', '>', ago(now, LONGEST_MS))
    .where('renewed_at', '>', ago(now, UNUSED_MS))
    .executeTakeFirst();
  if (!row) return null;
  return { id: row.id, account: { id: row.accountId, name: row.name, role: row.role }, isDue: row.renewed_at < ago(now, RENEWED_AFTER_MS) };
}

/** Replaces the secret. Null where another request was faster: that one's answer carries the new secret. */
export async function renewSignIn(db: Kysely<Database>, id: number, secret: string, now: Date): Promise<string | null> {
  const next = newSecret();
  const known = digestOf(secret);
  const set = { digest: digestOf(next), previous_digest: known, renewed_at: now.toISOString() };
  const result = await db.updateTable('sign_in').set(set).where('id', '=', id).where('digest', '=', known).executeTakeFirst();
  return result.numUpdatedRows === 1n ? next : null;
}

export async function endSignIn(db: Kysely<Database>, secret: string): Promise<void> {
  const digest = digestOf(secret);
  await db.deleteFrom('sign_in').where((eb) => eb.or([eb('digest', '=', digest), eb('previous_digest', '=', digest)])).execute();
}

/** Of one account, in every browser. */
export async function endSignInsOf(db: Kysely<Database>, accountId: number): Promise<void> {
  await db.deleteFrom('sign_in').where('account_id', '=', accountId).execute();
}

function ago(now: Date, ms: number): string {
  return new Date(now.getTime() - ms).toISOString();
}
