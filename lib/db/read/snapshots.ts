import type { Kysely } from 'kysely';
import type { Database } from '../schema';

export interface SnapshotRow {
  id: number;
  /** Null for the latest state. */
  week: string | null;
  commit: string | null;
  /** ISO 8601 of the commit. */
  at: string;
  scannedAt: string;
  rules: string;
  toolVersion: string;
  filesRead: number;
  durationMs: number;
  /** Rises when an exemption changes what the snapshot counts. */
  revision: number;
  /** Null in what older versions stored. */
  soakedAgainst: string | null;
}

/** Names what a snapshot says for good: its id may be given again when a scan replaces it. */
export function stampOf({ id, scannedAt, revision }: Pick<SnapshotRow, 'id' | 'scannedAt' | 'revision'>): string {
  return `${id}@${scannedAt}#${revision}`;
}

/** Every scanned state of a project: the weeks in order, the latest state last. */
export async function listSnapshots(db: Kysely<Database>, projectId: number): Promise<SnapshotRow[]> {
  const rows = await db
    .selectFrom('snapshot')
    .select(['id', 'week', 'rules'])
    .select([
      'commit_sha as commit',
      'committed_at as at',
      'scanned_at as scannedAt',
      'tool_version as toolVersion',
      'files_read as filesRead',
      'duration_ms as durationMs',
      'revision',
      'soaked_against as soakedAgainst',
    ])
    .where('project_id', '=', projectId)
    .execute();
  return rows.sort((a, b) => (order(a) < order(b) ? -1 : 1));
}

/** By code units: in the order of a language, `~` stands before digits. */
function order(row: SnapshotRow): string {
  return row.week ?? '~';
}
