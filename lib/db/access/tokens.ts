import type { Kysely } from 'kysely';
import { parseScope, scopeText, type Scope } from '../../access/scopes';
import { digestOf, newSecret } from '../../access/secret';
import type { Database } from '../schema';

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
export async function createToken(db: Kysely<Database>, token: { name: string; scopes: readonly Scope[]; expiresAt: string }, at: string): Promise<string> {
  const secret = `${PREFIX}${newSecret()}`;
  await db
    .insertInto('access_token')
    .values({ name: token.name, digest: digestOf(secret), scopes: token.scopes.map(scopeText).join(' '), created_at: at, expires_at: token.expiresAt, used_at: null, revoked_at: null })
    .execute();
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
export async function revokeToken(db: Kysely<Database>, id: number, at: string): Promise<boolean> {
  const result = await db.updateTable('access_token').set({ revoked_at: at }).where('id', '=', id).where('revoked_at', 'is', null).executeTakeFirst();
  return result.numUpdatedRows === 1n;
}

function scopesOf(text: string): Scope[] {
  return text.split(' ').flatMap((part) => parseScope(part) ?? []);
}
