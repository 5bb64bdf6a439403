import type { Kysely } from 'kysely';
import type { Hazard, Usage } from '../../../scanner/snapshot';
import type { Database } from '../schema';
import { countedHazard, countedUsage, EXEMPTION } from './counted';

/** SQLite and PostgreSQL bound the number of parameters of a statement. */
const BATCH = 500;

function* batchesOf(verdicts: readonly number[]): Generator<readonly number[]> {
  for (let from = 0; from < verdicts.length; from += BATCH) yield verdicts.slice(from, from + BATCH);
}

/** Usages of each verdict, top to bottom; their evidence only where it is asked for. */
export async function usagesOf(db: Kysely<Database>, verdicts: readonly number[], withEvidence = false): Promise<Map<number, Usage[]>> {
  const found = new Map<number, Usage[]>();
  for (const batch of batchesOf(verdicts)) {
    const rows = await db
      .selectFrom('usage')
      .leftJoin('exemption', 'exemption.id', 'usage.exemption_id')
      .select(['verdict_id', 'line', 'column', 'end_line as endLine', 'end_column as endColumn', 'kind', 'state', 'api', 'method'])
      .select(['awaited', 'async_context as asyncContext', 'scope', 'ordinal', 'confidence', 'usage.reason'])
      .select(EXEMPTION)
      .$if(withEvidence, (query) => query.select('evidence'))
      .where('verdict_id', 'in', batch)
      .orderBy('verdict_id')
      .orderBy('line')
      .orderBy('column')
      .execute();
    for (const row of rows) {
      const { verdict_id, awaited, asyncContext, evidence, ...usage } = countedUsage(row);
      add(found, verdict_id, { ...usage, awaited: awaited === 1, asyncContext: asyncContext === 1, evidence: evidence === undefined ? [] : (JSON.parse(evidence) as Usage['evidence']) });
    }
  }
  return found;
}

/** Hazards of each verdict, top to bottom; their evidence is left out. */
export async function hazardsOf(db: Kysely<Database>, verdicts: readonly number[]): Promise<Map<number, Hazard[]>> {
  const found = new Map<number, Hazard[]>();
  for (const batch of batchesOf(verdicts)) {
    const rows = await db
      .selectFrom('hazard')
      .leftJoin('exemption', 'exemption.id', 'hazard.exemption_id')
      .select(['verdict_id', 'rule', 'severity', 'certainty', 'line', 'column', 'end_line as endLine', 'end_column as endColumn'])
      .select(['scope', 'ordinal', 'message', 'exempt'])
      .select(EXEMPTION)
      .where('verdict_id', 'in', batch)
      .orderBy('verdict_id')
      .orderBy('line')
      .execute();
    for (const row of rows) {
      const { verdict_id, ...hazard } = countedHazard(row);
      add(found, verdict_id, { ...hazard, evidence: [] });
    }
  }
  return found;
}

function add<Value>(groups: Map<number, Value[]>, key: number, value: Value): void {
  const list = groups.get(key);
  if (list) list.push(value);
  else groups.set(key, [value]);
}
