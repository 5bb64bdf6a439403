import type { QueryExecutorProvider } from 'kysely';
import { sql } from 'kysely';

/** Weekly reports that are sent on a schedule: since when there is one, and what became of each sending. */
export async function up(db: QueryExecutorProvider): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

const STATEMENTS = [
  `create table report_schedule (
    project_id integer primary key references project (id) on delete cascade,
    schedule text not null,
    since text not null
  )`,
  `create table report_sending (
    id integer primary key,
    project_id integer not null references project (id) on delete cascade,
    due_at text not null,
    week text not null,
    state text not null,
    attempts integer not null,
    claimed_at text not null,
    next_try_at text,
    message text
  )`,
  'create unique index report_sending_due on report_sending (project_id, due_at)',
];
