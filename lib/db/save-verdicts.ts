import type { Insertable, Kysely } from 'kysely';
import type { FileResult } from '../../scanner/snapshot';
import { exemptFile, exemptPlaces, type ExemptionsOf, type ExemptPlaces } from '../exemptions';
import { countedHazards, countsOf } from '../file-status';
import { doneOf, scopeOf, type State, type UsageKind } from '../migration';
import { usageCounts } from './count-snapshot';
import { chunksOf, insertRows } from './insert-rows';
import type { Database, HazardTable, UsageTable, VerdictTable, VerdictTotalTable } from './schema';
import type { StoredFile } from './stored-state';
import { verdictDigest } from './verdict-digest';

/** Rows in one statement that returns ids. */
const CHUNK = 500;

/**
 * Stores what is not stored yet; the same result of one file in many weeks is one verdict. Gives verdict id by file id.
 * @param before files by path whose verdicts are in the database
 */
export async function saveVerdicts(
  trx: Kysely<Database>,
  files: readonly FileResult[],
  fileIds: ReadonlyMap<string, number>,
  exemptionsOf: ExemptionsOf,
  before: ReadonlyMap<string, StoredFile>,
): Promise<Map<number, number>> {
  const verdicts = new Map<number, number>();
  const others = files.filter((file) => {
    const stored = before.get(file.path);
    const isStored = stored?.file === file && stored.fileId === fileIds.get(file.path);
    if (isStored) verdicts.set(stored.fileId, stored.verdictId);
    return !isStored;
  });
  for (const chunk of chunksOf(others, CHUNK)) {
    const wanted = chunk.map((file) => ({ file, counted: exemptFile(file, exemptionsOf(file.path)), fileId: idOf(file, fileIds), digest: verdictDigest(file) }));
    const stored = await trx
      .selectFrom('verdict')
      .select(['id', 'file_id', 'digest'])
      .where('digest', 'in', wanted.map((entry) => entry.digest))
      .execute();
    const known = new Map(stored.map((row) => [`${row.file_id} ${row.digest}`, row.id]));
    const missing = wanted.filter((entry) => !known.has(`${entry.fileId} ${entry.digest}`));
    for (const row of await insertVerdicts(trx, missing)) known.set(`${row.file_id} ${row.digest}`, row.id);
    for (const entry of wanted) verdicts.set(entry.fileId, known.get(`${entry.fileId} ${entry.digest}`) ?? 0);
    await insertDetails(trx, missing.map(({ file, counted, fileId }) => ({ file, counted, places: exemptPlaces(file, exemptionsOf(file.path)), id: verdicts.get(fileId) ?? 0 })));
  }
  return verdicts;
}

function idOf(file: FileResult, fileIds: ReadonlyMap<string, number>): number {
  const id = fileIds.get(file.path);
  if (id === undefined) throw new Error(`No lineage for ${file.path}`);
  return id;
}

async function insertVerdicts(trx: Kysely<Database>, entries: readonly { file: FileResult; counted: FileResult; fileId: number; digest: string }[]) {
  if (entries.length === 0) return [];
  return trx
    .insertInto('verdict')
    .values(
      entries.map(({ file, counted, fileId, digest }) => ({
        digest,
        file_id: fileId,
        path: file.path,
        blob: file.blob,
        language: file.language,
        service: file.service,
        category: file.category,
        lines: file.lines,
        ...verdictFigures(counted),
      })),
    )
    .returning(['id', 'file_id', 'digest'])
    .execute();
}

/** What a verdict says of itself in figures: of the file as the board counts it. */
export function verdictFigures(counted: FileResult): Pick<VerdictTable, 'hazards' | 'converted'> {
  const counts = countsOf(counted.usages);
  return { hazards: countedHazards(counted).length, converted: doneOf(counts) > 0 && doneOf(counts) === scopeOf(counts) ? 1 : 0 };
}

/** A file as it was found, and as the board counts it. */
interface Details {
  readonly file: FileResult;
  readonly counted: FileResult;
  readonly places: ExemptPlaces;
  readonly id: number;
}

async function insertDetails(trx: Kysely<Database>, entries: readonly Details[]): Promise<void> {
  await insertRows(trx, 'verdict_total', entries.flatMap(({ counted, id }) => totalRows(counted, id)));
  await insertRows(trx, 'usage', entries.flatMap(usageRows));
  await insertRows(trx, 'hazard', entries.flatMap(hazardRows));
}

export function totalRows(counted: FileResult, id: number): VerdictTotalTable[] {
  return [...usageCounts(counted)].map(([name, count]) => {
    const [kind, state] = name.split(' ') as [UsageKind, State];
    return { verdict_id: id, kind, state, count };
  });
}

function usageRows({ file, places, id }: Details): Insertable<UsageTable>[] {
  return file.usages.map((usage, index) => ({
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
    exemption_id: places.usages[index]?.id ?? null,
  }));
}

function hazardRows({ file, places, id }: Details): Insertable<HazardTable>[] {
  return file.hazards.map((hazard, index) => ({
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
    exemption_id: places.hazards[index]?.id ?? null,
  }));
}
