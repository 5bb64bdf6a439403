import type { Kysely } from 'kysely';
import { parseScope, scopeText, type Scope } from '../../access/scopes';
import { digestOf, newSecret } from '../../access/secret';
import type { Database } from '../schema';
import { recordDecision, type Decider } from './record';

/** So that whoever finds one, or searches code for them, knows what it is. */
const PREFIX = 'awaited_';

export interface Token {
  id: number;
  name: string;
  scopes: Scope[];
  createdAt: string;
  expiresAt: string;
  /** The day of its last use. */
  usedAt: string | null;
  revokedAt: string | null;
}

/** Gives the token, which cannot be shown again. */
export async function createToken(db: Kysely<Database>, token: { name: string; scopes: readonly Scope[]; expiresAt: string }, by: Decider): Promise<string> {
  const secret = `${PREFIX}${newSecret()}`;
  const { name, expiresAt } = token;
  const scopes = token.scopes.map(scopeText).join(' ');
  await db.transaction().execute(async (trx) => {
    const row = { name, digest: digestOf(secret), scopes, created_at: by.at, expires_at: expiresAt, used_at: null, revoked_at: null };
    const { id } = await trx.insertInto('access_token').values(row).returning('id').executeTakeFirstOrThrow();
    await recordDecision(trx, by, 'token created', { id, name, scopes, expires: expiresAt });
  });
  return secret;
}

/** Oldest first. */
export async function listTokens(db: Kysely<Database>): Promise<Token[]> {
  const rows = await db.selectFrom('access_token').selectAll().orderBy('id').execute();
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    scopes: scopesOf(row.scopes),
    createdAt: row.created_at,
    expiresAt: row.expires_at,
    usedAt: row.used_at,
    revokedAt: row.revoked_at,
  }));
}

/** Null for a token that is wrong, expired or revoked. */
export async function findToken(db: Kysely<Database>, secret: string, now: Date): Promise<{ name: string; scopes: Scope[] } | null> {
  const at = now.toISOString();
  const row = await db
    .selectFrom('access_token')
    .select(['id', 'name', 'scopes', 'used_at'])
    .where('digest', '=', digestOf(secret))
    .where('revoked_at', 'is', null)
    .where('expires_at', '>', at)
    .executeTakeFirst();
  if (!row) return null;
  const today = at.slice(0, 10);
  if (row.used_at !== today) await db.updateTable('access_token').set({ used_at: today }).where('id', '=', row.id).execute();
  return { name: row.name, scopes: scopesOf(row.scopes) };
}

/** Whether there was such a token that nobody had revoked. */
export async function revokeToken(db: Kysely<Database>, id: number, by: Decider): Promise<boolean> {
  return db.transaction().execute(async (trx) => {
    const token = await trx.updateTable('access_token').set({ revoked_at: by.at }).where('id', '=', id).where('revoked_at', 'is', null).returning(['id', 'name']).executeTakeFirst();
    if (!token) return false;
    await recordDecision(trx, by, 'token revoked', token);
    return true;
  });
}

function scopesOf(text: string): Scope[] {
  return text.split(' ').flatMap((part) => parseScope(part) ?? []);
}
