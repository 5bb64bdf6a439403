import type { Kysely } from 'kysely';
import type { Evidence, Usage } from '../../../scanner/snapshot';
import type { Category, State, UsageKind } from '../../migration';
import type { Database } from '../schema';
import { usagesOf } from './verdict-contents';

export interface UsageFilter {
  readonly file?: number | undefined;
  readonly kind?: readonly UsageKind[] | undefined;
  readonly state?: readonly State[] | undefined;
  readonly category?: readonly Category[] | undefined;
  readonly service?: readonly string[] | undefined;
}

export interface UsageInFile extends Omit<Usage, 'evidence'> {
  evidence: Evidence[];
  fileId: number;
  path: string;
  service: string;
}

/**
 * Some usages of a snapshot, by path and line, and how many there are in all. The stored counts of each file tell which
 * files the window lies in, so that a page of a hundred reads no hundred thousand usages.
 */
export async function listUsagesIn(
  db: Kysely<Database>,
  snapshotId: number,
  filter: UsageFilter,
  { offset, limit }: { readonly offset: number; readonly limit: number },
): Promise<{ total: number; usages: UsageInFile[] }> {
  const files = await countByFile(db, snapshotId, filter);
  const total = files.reduce((sum, file) => sum + file.count, 0);
  const reached: typeof files = [];
  let skipped = 0;
  let seen = 0;
  for (const file of files) {
    if (seen + file.count <= offset) skipped += file.count;
    else if (seen < offset + limit) reached.push(file);
    seen += file.count;
  }
  const found = await usagesOf(db, reached.map((file) => file.verdict), true);
  const usages = reached.flatMap(({ verdict, fileId, path, service }) =>
    (found.get(verdict) ?? []).filter(isAsked(filter)).map((usage) => ({ ...usage, evidence: [...usage.evidence], fileId, path, service })),
  );
  return { total, usages: usages.slice(offset - skipped, offset - skipped + limit) };
}

function isAsked({ kind, state }: UsageFilter): (usage: Usage) => boolean {
  return (usage) => (!kind || kind.includes(usage.kind)) && (!state || state.includes(usage.state));
}

/** Files with a usage that passes, by path, and how many. */
async function countByFile(db: Kysely<Database>, snapshotId: number, { file, kind, state, category, service }: UsageFilter) {
  const rows = await db
    .selectFrom('snapshot_file')
    .innerJoin('verdict', 'verdict.id', 'snapshot_file.verdict_id')
    .innerJoin('verdict_total', 'verdict_total.verdict_id', 'verdict.id')
    .select(['snapshot_file.file_id as fileId', 'verdict.id as verdict', 'verdict.path', 'verdict.service'])
    .select((eb) => eb.fn.sum<number>('verdict_total.count').as('count'))
    .where('snapshot_file.snapshot_id', '=', snapshotId)
    .$if(file !== undefined, (query) => query.where('snapshot_file.file_id', '=', file ?? 0))
    .$if(kind !== undefined, (query) => query.where('verdict_total.kind', 'in', kind ?? []))
    .$if(state !== undefined, (query) => query.where('verdict_total.state', 'in', state ?? []))
    .$if(category !== undefined, (query) => query.where('verdict.category', 'in', category ?? []))
    .$if(service !== undefined, (query) => query.where('verdict.service', 'in', service ?? []))
    .groupBy(['snapshot_file.file_id', 'verdict.id', 'verdict.path', 'verdict.service'])
    .orderBy('verdict.path')
    .execute();
  return rows.map((row) => ({ ...row, count: Number(row.count) }));
}
