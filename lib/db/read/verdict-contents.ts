import type { Kysely } from 'kysely';
import type { Hazard, Usage } from '../../../scanner/snapshot';
import type { Database } from '../schema';

/** SQLite and PostgreSQL bound the number of parameters of a statement. */
const BATCH = 500;

function* batchesOf(verdicts: readonly number[]): Generator<readonly number[]> {
  for (let from = 0; from < verdicts.length; from += BATCH) yield verdicts.slice(from, from + BATCH);
}

/** Usages of each verdict, top to bottom; their evidence is left out. */
export async function usagesOf(db: Kysely<Database>, verdicts: readonly number[]): Promise<Map<number, Usage[]>> {
  const found = new Map<number, Usage[]>();
  for (const batch of batchesOf(verdicts)) {
    const rows = await db
      .selectFrom('usage')
      .select(['verdict_id', 'line', 'column', 'end_line as endLine', 'end_column as endColumn', 'kind', 'state', 'api', 'method'])
      .select(['awaited', 'async_context as asyncContext', 'scope', 'ordinal', 'confidence', 'reason'])
      .where('verdict_id', 'in', batch)
      .orderBy('verdict_id')
      .orderBy('line')
      .orderBy('column')
      .execute();
    for (const { verdict_id, awaited, asyncContext, ...usage } of rows) {
      add(found, verdict_id, { ...usage, awaited: awaited === 1, asyncContext: asyncContext === 1, evidence: [] });
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
      .select(['verdict_id', 'rule', 'severity', 'certainty', 'line', 'column', 'end_line as endLine', 'end_column as endColumn'])
      .select(['scope', 'ordinal', 'message', 'exempt'])
      .where('verdict_id', 'in', batch)
      .orderBy('verdict_id')
      .orderBy('line')
      .execute();
    for (const { verdict_id, ...hazard } of rows) add(found, verdict_id, { ...hazard, evidence: [] });
  }
  return found;
}

function add<Value>(groups: Map<number, Value[]>, key: number, value: Value): void {
  const list = groups.get(key);
  if (list) list.push(value);
  else groups.set(key, [value]);
}
