import type { Kysely } from 'kysely';
import type { Database } from '../schema';

export interface SearchHit {
  kind: 'file' | 'service';
  /** File id; 0 for a service. */
  id: number;
  /** Path or name. */
  text: string;
  service: string;
}

/** Files and services of a snapshot whose name contains the text, shortest name first. */
export async function search(db: Kysely<Database>, snapshotId: number, text: string, limit: number): Promise<SearchHit[]> {
  const rows = await db
    .selectFrom('snapshot_file')
    .innerJoin('verdict', 'verdict.id', 'snapshot_file.verdict_id')
    .select(['snapshot_file.file_id as id', 'verdict.path', 'verdict.service'])
    .where('snapshot_file.snapshot_id', '=', snapshotId)
    .execute();
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  const holds = (name: string) => words.every((word) => name.toLowerCase().includes(word));
  const services = [...new Set(rows.map((row) => row.service))].filter(holds);
  const files = rows.filter((row) => holds(row.path));
  return [
    ...services.map((service) => ({ kind: 'service' as const, id: 0, text: service, service })),
    ...files.map((row) => ({ kind: 'file' as const, id: row.id, text: row.path, service: row.service })),
  ]
    .sort((a, b) => a.text.length - b.text.length)
    .slice(0, limit);
}
