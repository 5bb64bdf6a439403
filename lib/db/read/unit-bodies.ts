import type { Kysely } from 'kysely';
import type { ConversionUnit } from '../../../scanner/snapshot';
import type { Database } from '../schema';

/** The units of all snapshots in which a text stands as it is in JSON, by snapshot; perhaps some more. */
export async function unitsHolding(db: Kysely<Database>, text: string): Promise<Map<number, ConversionUnit[]>> {
  const rows = await db
    .selectFrom('unit_body')
    .innerJoin('unit', 'unit.body_id', 'unit_body.id')
    .select(['unit.snapshot_id', 'unit_body.id', 'unit_body.body'])
    // What a pattern takes for a sign of its own matches any character: a few too many are found, none is missed.
    .where('unit_body.body', 'like', `%${JSON.stringify(text).replaceAll('\\', '_')}%`)
    .execute();
  const bodies = new Map<number, ConversionUnit>();
  const units = new Map<number, ConversionUnit[]>();
  for (const { snapshot_id, id, body } of rows) {
    const unit = bodies.get(id) ?? (JSON.parse(body) as ConversionUnit);
    bodies.set(id, unit);
    const own = units.get(snapshot_id);
    if (own) own.push(unit);
    else units.set(snapshot_id, [unit]);
  }
  return units;
}
