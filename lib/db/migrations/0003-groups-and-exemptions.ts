import type { QueryExecutorProvider } from 'kysely';
import { sql } from 'kysely';

/** Exemptions of the board laid over verdicts, and for each week which files belong together on the board. */
export async function up(db: QueryExecutorProvider): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

const STATEMENTS = [
  'alter table usage add column exemption_id integer references exemption (id)',
  'alter table hazard add column exemption_id integer references exemption (id)',
  'alter table snapshot add column revision integer not null default 0',
  'alter table snapshot add column soaked_against text',

  'alter table verdict add column converted integer not null default 0',
  `update verdict set converted = 1 where id in (
    select verdict_id from verdict_total group by verdict_id
    having sum(case when state = 'async' then count else 0 end) > 0
      and sum(case when state in ('async', 'exempt') then 0 else count end) = 0
  )`,

  `create table file_group (
    id integer primary key,
    project_id integer not null references project (id) on delete cascade,
    service text not null,
    category text not null,
    phase text not null,
    owners text not null,
    status text not null
  )`,
  'create unique index file_group_all on file_group (project_id, service, category, phase, owners, status)',
  'alter table snapshot_file add column group_id integer references file_group (id)',
  `create table snapshot_group (
    snapshot_id integer not null references snapshot (id) on delete cascade,
    group_id integer not null references file_group (id),
    files integer not null,
    soaked integer not null,
    primary key (snapshot_id, group_id)
  ) without rowid`,
];
