import type { QueryExecutorProvider } from 'kysely';
import { sql } from 'kysely';

/** All tables of schema.ts. Dates are ISO 8601 text, JSON is text, so that the same queries run on PostgreSQL. */
export async function up(db: QueryExecutorProvider): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

const STATEMENTS = [
  `create table project (
    id integer primary key,
    slug text not null unique,
    name text not null,
    root text not null,
    pack text not null,
    branch text not null,
    config text not null,
    created_at text not null
  )`,
  `create unique index project_root on project (root, pack)`,

  `create table snapshot (
    id integer primary key,
    project_id integer not null references project (id) on delete cascade,
    week text,
    commit_sha text,
    base_sha text,
    committed_at text not null,
    scanned_at text not null,
    tool_version text not null,
    rules text not null,
    files_read integer not null,
    bytes_read integer not null,
    duration_ms integer not null
  )`,
  `create unique index snapshot_week on snapshot (project_id, week) where week is not null`,
  `create unique index snapshot_latest on snapshot (project_id) where week is null`,

  // Not unique by path: the lineage of a deleted file keeps its last path, which another file may take.
  `create table file (
    id integer primary key,
    project_id integer not null references project (id) on delete cascade,
    path text not null,
    current integer not null
  )`,
  `create unique index file_current on file (project_id, path) where current = 1`,
  `create index file_path on file (project_id, path)`,

  `create table verdict (
    id integer primary key,
    digest text not null,
    file_id integer not null references file (id) on delete cascade,
    path text not null,
    blob text not null,
    language text not null,
    service text not null,
    category text not null,
    lines integer not null,
    hazards integer not null
  )`,
  `create unique index verdict_digest on verdict (digest, file_id)`,
  `create index verdict_file on verdict (file_id)`,

  `create table verdict_total (
    verdict_id integer not null references verdict (id) on delete cascade,
    kind text not null,
    state text not null,
    count integer not null,
    primary key (verdict_id, kind, state)
  ) without rowid`,

  `create table usage (
    id integer primary key,
    verdict_id integer not null references verdict (id) on delete cascade,
    line integer not null,
    "column" integer not null,
    end_line integer not null,
    end_column integer not null,
    kind text not null,
    state text not null,
    api text not null,
    method text not null,
    awaited integer not null,
    async_context integer not null,
    scope text not null,
    ordinal integer not null,
    confidence text not null,
    reason text not null,
    evidence text not null
  )`,
  `create index usage_verdict on usage (verdict_id)`,

  `create table hazard (
    id integer primary key,
    verdict_id integer not null references verdict (id) on delete cascade,
    rule text not null,
    severity text not null,
    certainty text not null,
    line integer not null,
    "column" integer not null,
    end_line integer not null,
    end_column integer not null,
    scope text not null,
    ordinal integer not null,
    message text not null,
    evidence text not null,
    exempt text
  )`,
  `create index hazard_verdict on hazard (verdict_id)`,

  `create table snapshot_file (
    snapshot_id integer not null references snapshot (id) on delete cascade,
    file_id integer not null references file (id) on delete cascade,
    verdict_id integer not null references verdict (id),
    primary key (snapshot_id, file_id)
  ) without rowid`,
  `create index snapshot_file_verdict on snapshot_file (verdict_id)`,
  `create index snapshot_file_file on snapshot_file (file_id)`,

  `create table snapshot_total (
    snapshot_id integer not null references snapshot (id) on delete cascade,
    dimension text not null,
    key text not null,
    kind text not null,
    state text not null,
    count integer not null,
    primary key (snapshot_id, dimension, key, kind, state)
  ) without rowid`,

  `create table snapshot_figure (
    snapshot_id integer not null references snapshot (id) on delete cascade,
    dimension text not null,
    key text not null,
    figure text not null,
    count integer not null,
    primary key (snapshot_id, dimension, key, figure)
  ) without rowid`,

  `create table quality_note (
    id integer primary key,
    snapshot_id integer not null references snapshot (id) on delete cascade,
    kind text not null,
    path text not null,
    line integer,
    message text not null
  )`,
  `create index quality_note_snapshot on quality_note (snapshot_id)`,

  `create table unit_body (
    id integer primary key,
    digest text not null unique,
    body text not null
  )`,
  `create table unit (
    snapshot_id integer not null references snapshot (id) on delete cascade,
    rank integer not null,
    unit_id text not null,
    body_id integer not null references unit_body (id),
    primary key (snapshot_id, rank)
  ) without rowid`,
  `create index unit_unit_body on unit (body_id)`,

  `create table rule_change (
    id integer primary key,
    project_id integer not null references project (id) on delete cascade,
    at text not null,
    before text not null,
    after text not null,
    note text not null
  )`,
  `create index rule_change_project on rule_change (project_id, at)`,

  `create table scan_run (
    id integer primary key,
    project_id integer not null references project (id) on delete cascade,
    kind text not null,
    started_at text not null,
    beat_at text not null,
    pid integer not null,
    state text not null,
    files_done integer not null,
    files_total integer not null,
    bytes_done integer not null,
    bytes_total integer not null,
    weeks_done integer not null,
    weeks_total integer not null,
    message text
  )`,
  `create index scan_run_project on scan_run (project_id)`,

  `create table facts (
    blob text not null,
    language text not null,
    version integer not null,
    body blob not null,
    notes text,
    used_at text not null
  )`,
  `create unique index facts_key on facts (blob, language, version)`,

  `create table file_plan (
    file_id integer primary key references file (id),
    assignee text,
    due text,
    pr_url text,
    note text,
    version integer not null,
    updated_by text not null,
    updated_at text not null
  )`,
  `create table checklist_tick (
    file_id integer not null references file (id),
    item text not null,
    ticked_by text not null,
    ticked_at text not null,
    primary key (file_id, item)
  ) without rowid`,
  `create table exemption (
    id integer primary key,
    project_id integer not null references project (id),
    file_id integer not null references file (id),
    target text,
    reason text not null,
    author text not null,
    created_at text not null,
    revoked_at text
  )`,
  `create index exemption_file on exemption (project_id, file_id)`,
  `create table annotation (
    id integer primary key,
    project_id integer not null references project (id),
    date text not null,
    text text not null,
    author text not null,
    created_at text not null,
    version integer not null,
    deleted_at text
  )`,
  `create index annotation_date on annotation (project_id, date)`,
  `create table audit (
    id integer primary key,
    project_id integer not null references project (id),
    at text not null,
    who text not null,
    action text not null,
    detail text not null
  )`,
  `create index audit_at on audit (project_id, at)`,
];
