import type { Kysely } from 'kysely';
import type { FileResult, Hazard, Usage } from '../../../scanner/snapshot';
import type { Database } from '../schema';

/** One content of a file as the scan found it, and the exemptions of the board that lie over it, in the order of its places. */
export interface FoundFile {
  verdictId: number;
  file: FileResult;
  usageIds: number[];
  usageExemptions: (number | null)[];
  hazardIds: number[];
  hazardExemptions: (number | null)[];
}

/** All that is on record of a file; the evidence of its usages is left out. */
export async function foundFiles(db: Kysely<Database>, fileId: number): Promise<FoundFile[]> {
  const verdicts = await db
    .selectFrom('verdict')
    .select(['id as verdictId', 'path', 'blob', 'language', 'service', 'category', 'lines'])
    .where('file_id', '=', fileId)
    .orderBy('id')
    .execute();
  const found: FoundFile[] = [];
  for (const { verdictId, language, ...verdict } of verdicts) {
    const usages = await usagesFound(db, verdictId);
    const hazards = await hazardsFound(db, verdictId);
    found.push({
      verdictId,
      file: { ...verdict, language: language as FileResult['language'], usages: usages.map((row) => row.usage), hazards: hazards.map((row) => row.hazard) },
      usageIds: usages.map((row) => row.id),
      usageExemptions: usages.map((row) => row.exemption),
      hazardIds: hazards.map((row) => row.id),
      hazardExemptions: hazards.map((row) => row.exemption),
    });
  }
  return found;
}

async function usagesFound(db: Kysely<Database>, verdictId: number): Promise<{ id: number; exemption: number | null; usage: Usage }[]> {
  const rows = await db
    .selectFrom('usage')
    .select(['id', 'exemption_id', 'line', 'column', 'end_line as endLine', 'end_column as endColumn', 'kind', 'state', 'api', 'method'])
    .select(['awaited', 'async_context as asyncContext', 'scope', 'ordinal', 'confidence', 'reason'])
    .where('verdict_id', '=', verdictId)
    .orderBy('id')
    .execute();
  return rows.map(({ id, exemption_id: exemption, awaited, asyncContext, ...usage }) => ({
    id,
    exemption,
    usage: { ...usage, awaited: awaited === 1, asyncContext: asyncContext === 1, evidence: [] },
  }));
}

async function hazardsFound(db: Kysely<Database>, verdictId: number): Promise<{ id: number; exemption: number | null; hazard: Hazard }[]> {
  const rows = await db
    .selectFrom('hazard')
    .select(['id', 'exemption_id', 'rule', 'severity', 'certainty', 'line', 'column', 'end_line as endLine', 'end_column as endColumn'])
    .select(['scope', 'ordinal', 'message', 'exempt'])
    .where('verdict_id', '=', verdictId)
    .orderBy('id')
    .execute();
  return rows.map(({ id, exemption_id: exemption, ...hazard }) => ({ id, exemption, hazard: { ...hazard, evidence: [] } }));
}
