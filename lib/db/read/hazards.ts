import type { Kysely } from 'kysely';
import type { Database } from '../schema';
import { countedHazard, EXEMPTION } from './counted';
import type { HazardRow } from './file';

export interface HazardWithFile extends Omit<HazardRow, 'evidence' | 'endLine' | 'endColumn' | 'ordinal' | 'exemption'> {
  fileId: number;
  path: string;
  service: string;
}

/** Every hazard of a snapshot, worst first, then by file and line. */
export async function listHazards(db: Kysely<Database>, snapshotId: number): Promise<HazardWithFile[]> {
  const rows = await db
    .selectFrom('snapshot_file')
    .innerJoin('hazard', 'hazard.verdict_id', 'snapshot_file.verdict_id')
    .innerJoin('verdict', 'verdict.id', 'snapshot_file.verdict_id')
    .leftJoin('exemption', 'exemption.id', 'hazard.exemption_id')
    .select(['hazard.id', 'hazard.rule', 'hazard.severity', 'hazard.certainty', 'hazard.line', 'hazard.column'])
    .select(['hazard.scope', 'hazard.message', 'hazard.exempt', 'snapshot_file.file_id as fileId', 'verdict.path', 'verdict.service'])
    .select(EXEMPTION)
    .where('snapshot_file.snapshot_id', '=', snapshotId)
    .orderBy('verdict.path')
    .orderBy('hazard.line')
    .execute();
  const weight = { error: 0, warning: 1, note: 2 };
  return rows.map(countedHazard).sort((a, b) => weight[a.severity] - weight[b.severity]);
}

export interface HazardCount {
  rule: string;
  certain: number;
  possible: number;
}

/** How many hazards of each rule stand in a snapshot, exempted ones left out; most first. */
export async function countHazards(db: Kysely<Database>, snapshotId: number): Promise<HazardCount[]> {
  const rows = await db
    .selectFrom('snapshot_file')
    .innerJoin('hazard', 'hazard.verdict_id', 'snapshot_file.verdict_id')
    .select(['hazard.rule', 'hazard.certainty'])
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('snapshot_file.snapshot_id', '=', snapshotId)
    .where('hazard.exempt', 'is', null)
    .where('hazard.exemption_id', 'is', null)
    .groupBy(['hazard.rule', 'hazard.certainty'])
    .execute();
  const rules = new Map<string, HazardCount>();
  for (const row of rows) {
    const rule = rules.get(row.rule) ?? { rule: row.rule, certain: 0, possible: 0 };
    rule[row.certainty] += Number(row.count);
    rules.set(row.rule, rule);
  }
  return [...rules.values()].sort((a, b) => b.certain - a.certain || b.possible - a.possible);
}
