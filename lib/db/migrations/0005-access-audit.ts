import type { QueryExecutorProvider } from 'kysely';
import { sql } from 'kysely';

/** Who decided what about users and tokens. Accounts come and go; what was decided stays. */
export async function up(db: QueryExecutorProvider): Promise<void> {
  await sql.raw('create table access_audit (id integer primary key, at text not null, who text not null, action text not null, detail text not null)').execute(db);
}
