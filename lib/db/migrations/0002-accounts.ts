import type { QueryExecutorProvider } from 'kysely';
import { sql } from 'kysely';

/** Who may sign in, who is signed in, and what programs may ask. Secrets are stored as digests only. */
export async function up(db: QueryExecutorProvider): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

const STATEMENTS = [
  `create table account (
    id integer primary key,
    name text not null,
    name_key text not null unique,
    role text not null,
    password text not null,
    created_at text not null
  )`,
  `create table sign_in (
    id integer primary key,
    account_id integer not null references account (id) on delete cascade,
    digest text not null unique,
    previous_digest text,
    started_at text not null,
    renewed_at text not null
  )`,
  `create index sign_in_account on sign_in (account_id)`,
  `create index sign_in_previous on sign_in (previous_digest)`,
  `create table access_token (
    id integer primary key,
    name text not null,
    digest text not null unique,
    scopes text not null,
    created_at text not null,
    expires_at text not null,
    used_at text,
    revoked_at text
  )`,
];
