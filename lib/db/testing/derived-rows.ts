import { sql } from 'kysely';
import type { Db } from '../open';

/** All that scans stored, told without ids and times, so that two databases that say the same are the same. */
export async function derivedRows(db: Db): Promise<string[]> {
  const rows: string[] = [];
  for (const query of QUERIES) for (const row of (await sql.raw<object>(query).execute(db)).rows) rows.push(JSON.stringify(row));
  return rows.sort();
}

const SNAPSHOT = "coalesce(snapshot.week, 'latest') as week";
const IN = 'join snapshot on snapshot.id =';

const QUERIES = [
  `select 'snapshot' as is_a, ${SNAPSHOT}, commit_sha, base_sha, committed_at, rules, files_read, bytes_read, revision, soaked_against is not null as soaked from snapshot`,
  'select path, current, count(*) as times from file group by path, current',
  `select ${SNAPSHOT}, file.path as lineage, verdict.path, verdict.digest, service, phase, owners, status from snapshot_file here ${IN} here.snapshot_id
    join file on file.id = here.file_id join verdict on verdict.id = here.verdict_id join (select id, phase, owners, status from file_group) as grouped on grouped.id = here.group_id`,
  `select ${SNAPSHOT}, service, category, phase, owners, status, files, soaked from snapshot_group here ${IN} here.snapshot_id join file_group on file_group.id = here.group_id`,
  `select ${SNAPSHOT}, dimension, key, kind, state, count from snapshot_total here ${IN} here.snapshot_id`,
  `select ${SNAPSHOT}, dimension, key, figure, count from snapshot_figure here ${IN} here.snapshot_id`,
  `select ${SNAPSHOT}, kind, path, line, message, (select count(*) from quality_note as above where above.snapshot_id = here.snapshot_id and above.id < here.id) as place from quality_note here ${IN} here.snapshot_id`,
  `select ${SNAPSHOT}, rank, unit_id, body from unit here ${IN} here.snapshot_id join unit_body on unit_body.id = here.body_id`,
  'select digest, body from unit_body',
  'select digest, path, blob, language, service, category, lines, hazards, converted from verdict',
  'select digest, kind, state, count from verdict_total join verdict on verdict.id = verdict_id',
  'select digest, line, kind, state, method, usage.scope, ordinal, evidence, exemption_id from usage join verdict on verdict.id = verdict_id',
  'select digest, line, rule, hazard.scope, ordinal, message, exemption_id from hazard join verdict on verdict.id = verdict_id',
  'pragma foreign_key_check',
];
