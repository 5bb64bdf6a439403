import type { Insertable, Kysely } from 'kysely';
import type { FileResult } from '../../scanner/snapshot';
import type { StateCounts } from '../migration';
import { chunksOf, insertRows } from './insert-rows';
import type { Database, HazardTable, UsageTable, VerdictTotalTable } from './schema';
import { verdictDigest } from './verdict-digest';

/** Rows in one statement that returns ids. */
const CHUNK = 500;

/** Stores what is not stored yet; the same result of one file in many weeks is one verdict. Gives verdict id by file id. */
export async function saveVerdicts(
  trx: Kysely<Database>,
  files: readonly FileResult[],
  fileIds: ReadonlyMap<string, number>,
): Promise<Map<number, number>> {
  const verdicts = new Map<number, number>();
  for (const chunk of chunksOf(files, CHUNK)) {
    const wanted = chunk.map((file) => ({ file, fileId: idOf(file, fileIds), digest: verdictDigest(file) }));
    const stored = await trx
      .selectFrom('verdict')
      .select(['id', 'file_id', 'digest'])
      .where('digest', 'in', wanted.map((entry) => entry.digest))
      .execute();
    const known = new Map(stored.map((row) => [`${row.file_id} ${row.digest}`, row.id]));
    const missing = wanted.filter((entry) => !known.has(`${entry.fileId} ${entry.digest}`));
    for (const row of await insertVerdicts(trx, missing)) known.set(`${row.file_id} ${row.digest}`, row.id);
    for (const entry of wanted) verdicts.set(entry.fileId, known.get(`${entry.fileId} ${entry.digest}`) ?? 0);
    await insertDetails(trx, missing.map((entry) => ({ file: entry.file, id: verdicts.get(entry.fileId) ?? 0 })));
  }
  return verdicts;
}

function idOf(file: FileResult, fileIds: ReadonlyMap<string, number>): number {
  const id = fileIds.get(file.path);
  if (id === undefined) throw new Error(`No lineage for ${file.path}`);
  return id;
}

async function insertVerdicts(trx: Kysely<Database>, entries: readonly { file: FileResult; fileId: number; digest: string }[]) {
  if (entries.length === 0) return [];
  return trx
    .insertInto('verdict')
    .values(
      entries.map(({ file, fileId, digest }) => ({
        digest,
        file_id: fileId,
        path: file.path,
        blob: file.blob,
        language: file.language,
        service: file.service,
        category: file.category,
        lines: file.lines,
        hazards: file.hazards.filter((hazard) => hazard.exempt === null && hazard.certainty === 'certain').length,
      })),
    )
    .returning(['id', 'file_id', 'digest'])
    .execute();
}

async function insertDetails(trx: Kysely<Database>, entries: readonly { file: FileResult; id: number }[]): Promise<void> {
  await insertRows(trx, 'verdict_total', entries.flatMap(totalRows));
  await insertRows(trx, 'usage', entries.flatMap(usageRows));
  await insertRows(trx, 'hazard', entries.flatMap(hazardRows));
}

function totalRows({ file, id }: { file: FileResult; id: number }): VerdictTotalTable[] {
  const kinds = new Map<VerdictTotalTable['kind'], StateCounts>();
  for (const { kind, state } of file.usages) {
    const counts = kinds.get(kind) ?? {};
    counts[state] = (counts[state] ?? 0) + 1;
    kinds.set(kind, counts);
  }
  return [...kinds].flatMap(([kind, counts]) =>
    Object.entries(counts).map(([state, count]) => ({ verdict_id: id, kind, state: state as VerdictTotalTable['state'], count })),
  );
}

function usageRows({ file, id }: { file: FileResult; id: number }): Insertable<UsageTable>[] {
  return file.usages.map((usage) => ({
    verdict_id: id,
    line: usage.line,
    column: usage.column,
    end_line: usage.endLine,
    end_column: usage.endColumn,
    kind: usage.kind,
    state: usage.state,
    api: usage.api,
    method: usage.method,
    awaited: usage.awaited ? 1 : 0,
    async_context: usage.asyncContext ? 1 : 0,
    scope: usage.scope,
    ordinal: usage.ordinal,
    confidence: usage.confidence,
    reason: usage.reason,
    evidence: JSON.stringify(usage.evidence),
  }));
}

function hazardRows({ file, id }: { file: FileResult; id: number }): Insertable<HazardTable>[] {
  return file.hazards.map((hazard) => ({
    verdict_id: id,
    rule: hazard.rule,
    severity: hazard.severity,
    certainty: hazard.certainty,
    line: hazard.line,
    column: hazard.column,
    end_line: hazard.endLine,
    end_column: hazard.endColumn,
    scope: hazard.scope,
    ordinal: hazard.ordinal,
    message: hazard.message,
    evidence: JSON.stringify(hazard.evidence),
    exempt: hazard.exempt,
  }));
}
