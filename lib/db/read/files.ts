import type { Kysely } from 'kysely';
import type { Category, StateCounts } from '../../migration';
import type { Database } from '../schema';
import { countsBy } from './state-counts';

export interface FileRow {
  id: number;
  path: string;
  service: string;
  category: Category;
  language: string;
  lines: number;
  counts: StateCounts;
  /** Hazards that are certain and not exempt. */
  hazards: number;
  /** By CODEOWNERS at that commit. */
  owners: string[];
}

/** Every file of a snapshot that holds a usage or a hazard, by path. */
export async function listFiles(db: Kysely<Database>, snapshotId: number): Promise<FileRow[]> {
  const files = await db
    .selectFrom('snapshot_file')
    .innerJoin('verdict', 'verdict.id', 'snapshot_file.verdict_id')
    .leftJoin('file_group', 'file_group.id', 'snapshot_file.group_id')
    .select(['snapshot_file.file_id as id', 'verdict.path', 'verdict.service', 'verdict.category', 'verdict.lines', 'verdict.hazards', 'verdict.language', 'file_group.owners'])
    .where('snapshot_file.snapshot_id', '=', snapshotId)
    .orderBy('verdict.path')
    .execute();
  const counts = countsBy(await usageCounts(db, snapshotId), (row) => row.file);
  return files.map((file) => ({ ...file, owners: (file.owners ?? '').split(' ').filter(Boolean), counts: counts.get(file.id) ?? {} }));
}

/** Files of a snapshot of which every usage in scope is async. */
export async function listConverted(db: Kysely<Database>, snapshotId: number): Promise<Set<number>> {
  const rows = await db
    .selectFrom('snapshot_file')
    .innerJoin('verdict', 'verdict.id', 'snapshot_file.verdict_id')
    .select('snapshot_file.file_id as file')
    .where('snapshot_file.snapshot_id', '=', snapshotId)
    .where('verdict.converted', '=', 1)
    .execute();
  return new Set(rows.map((row) => row.file));
}

function usageCounts(db: Kysely<Database>, snapshotId: number) {
  return db
    .selectFrom('snapshot_file')
    .innerJoin('verdict_total', 'verdict_total.verdict_id', 'snapshot_file.verdict_id')
    .select(['snapshot_file.file_id as file', 'verdict_total.state'])
    .select((eb) => eb.fn.sum<number>('verdict_total.count').as('count'))
    .where('snapshot_file.snapshot_id', '=', snapshotId)
    .groupBy(['snapshot_file.file_id', 'verdict_total.state'])
    .execute();
}

/** Files of a snapshot with hazards that are certain, not exempt and of severity `error`: file → how many. */
export async function countErrors(db: Kysely<Database>, snapshotId: number): Promise<Map<number, number>> {
  const rows = await db
    .selectFrom('snapshot_file')
    .innerJoin('verdict', 'verdict.id', 'snapshot_file.verdict_id')
    .innerJoin('hazard', 'hazard.verdict_id', 'verdict.id')
    .select('snapshot_file.file_id as file')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('snapshot_file.snapshot_id', '=', snapshotId)
    .where('verdict.hazards', '>', 0)
    .where('hazard.severity', '=', 'error')
    .where('hazard.certainty', '=', 'certain')
    .where('hazard.exempt', 'is', null)
    .where('hazard.exemption_id', 'is', null)
    .groupBy('snapshot_file.file_id')
    .execute();
  return new Map(rows.map((row) => [row.file, Number(row.count)]));
}
