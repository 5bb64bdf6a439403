import type { Kysely } from 'kysely';
import type { Evidence } from '../../../scanner/snapshot';
import type { Category, Confidence, Severity, State, UsageKind } from '../../migration';
import type { Database } from '../schema';
import { countedHazard, countedUsage, EXEMPTION } from './counted';

export interface FileAt {
  id: number;
  /** Where the file was then. */
  path: string;
  verdictId: number;
  blob: string;
  language: string;
  service: string;
  category: Category;
  lines: number;
}

/** One file as it was in a snapshot; null where the snapshot does not list it. */
export async function findFileAt(db: Kysely<Database>, snapshotId: number, fileId: number): Promise<FileAt | null> {
  const row = await db
    .selectFrom('snapshot_file')
    .innerJoin('verdict', 'verdict.id', 'snapshot_file.verdict_id')
    .select(['snapshot_file.file_id as id', 'verdict.path', 'verdict.id as verdictId', 'verdict.blob', 'verdict.language'])
    .select(['verdict.service', 'verdict.category', 'verdict.lines'])
    .where('snapshot_file.snapshot_id', '=', snapshotId)
    .where('snapshot_file.file_id', '=', fileId)
    .executeTakeFirst();
  return row ?? null;
}

/** Where a file of a project is today, or was last; null where the project has no such file. */
export async function findFilePath(db: Kysely<Database>, projectId: number, fileId: number): Promise<string | null> {
  const row = await db.selectFrom('file').select('path').where('id', '=', fileId).where('project_id', '=', projectId).executeTakeFirst();
  return row?.path ?? null;
}

/** The same of several files, by id. */
export async function listFilePaths(db: Kysely<Database>, projectId: number, ids: readonly number[]): Promise<Map<number, string>> {
  if (ids.length === 0) return new Map();
  const rows = await db.selectFrom('file').select(['id', 'path']).where('project_id', '=', projectId).where('id', 'in', ids).execute();
  return new Map(rows.map((row) => [row.id, row.path]));
}

export interface UsageRow {
  id: number;
  line: number;
  column: number;
  endLine: number;
  endColumn: number;
  kind: UsageKind;
  state: State;
  api: string;
  method: string;
  /** Whether the enclosing function is `async def`. */
  asyncContext: boolean;
  scope: string;
  ordinal: number;
  confidence: Confidence;
  reason: string;
  evidence: Evidence[];
  /** Id of the exemption of the board that it falls under; null for none. */
  exemption: number | null;
}

/** The usages of a verdict, top to bottom. */
export async function listUsages(db: Kysely<Database>, verdictId: number): Promise<UsageRow[]> {
  const rows = await db
    .selectFrom('usage')
    .leftJoin('exemption', 'exemption.id', 'usage.exemption_id')
    .select(['usage.id', 'line', 'column', 'end_line as endLine', 'end_column as endColumn', 'kind', 'state', 'api', 'method'])
    .select(['async_context as asyncContext', 'scope', 'ordinal', 'confidence', 'usage.reason', 'evidence', 'exemption_id as exemption'])
    .select(EXEMPTION)
    .where('verdict_id', '=', verdictId)
    .orderBy('line')
    .orderBy('column')
    .execute();
  return rows.map((row) => ({ ...countedUsage(row), asyncContext: row.asyncContext === 1, evidence: JSON.parse(row.evidence) as Evidence[] }));
}

export interface HazardRow {
  id: number;
  rule: string;
  severity: Severity;
  certainty: 'certain' | 'possible';
  line: number;
  column: number;
  endLine: number;
  endColumn: number;
  scope: string;
  ordinal: number;
  message: string;
  evidence: Evidence[];
  exempt: string | null;
  /** Id of the exemption of the board that it falls under; null for none. */
  exemption: number | null;
}

/** The hazards of a verdict, top to bottom. */
export async function listFileHazards(db: Kysely<Database>, verdictId: number): Promise<HazardRow[]> {
  const rows = await db
    .selectFrom('hazard')
    .leftJoin('exemption', 'exemption.id', 'hazard.exemption_id')
    .select(['hazard.id', 'rule', 'severity', 'certainty', 'line', 'column', 'end_line as endLine', 'end_column as endColumn'])
    .select(['scope', 'ordinal', 'message', 'evidence', 'exempt', 'exemption_id as exemption'])
    .select(EXEMPTION)
    .where('verdict_id', '=', verdictId)
    .orderBy('line')
    .orderBy('column')
    .execute();
  return rows.map((row) => ({ ...countedHazard(row), evidence: JSON.parse(row.evidence) as Evidence[] }));
}

/** Path → file id of every file of a snapshot. */
export async function listFileIds(db: Kysely<Database>, snapshotId: number): Promise<Map<string, number>> {
  const rows = await db
    .selectFrom('snapshot_file')
    .innerJoin('verdict', 'verdict.id', 'snapshot_file.verdict_id')
    .select(['snapshot_file.file_id as id', 'verdict.path'])
    .where('snapshot_file.snapshot_id', '=', snapshotId)
    .execute();
  return new Map(rows.map((row) => [row.path, row.id]));
}
