import type { Kysely } from 'kysely';
import type { ConversionUnit } from '../../../scanner/snapshot';
import type { Database } from '../schema';

/** A set of functions that must become async together, as pages show it. */
export type Unit = ConversionUnit;

/** The units of conversion of a snapshot, the one that unlocks most for least first. */
export async function listUnits(db: Kysely<Database>, snapshotId: number, limit?: number): Promise<ConversionUnit[]> {
  let query = db
    .selectFrom('unit')
    .innerJoin('unit_body', 'unit_body.id', 'unit.body_id')
    .select('unit_body.body')
    .where('unit.snapshot_id', '=', snapshotId)
    .orderBy('unit.rank');
  if (limit !== undefined) query = query.limit(limit);
  const rows = await query.execute();
  return rows.map((row) => JSON.parse(row.body) as ConversionUnit);
}

export async function findUnit(db: Kysely<Database>, snapshotId: number, unitId: string): Promise<ConversionUnit | null> {
  const row = await db
    .selectFrom('unit')
    .innerJoin('unit_body', 'unit_body.id', 'unit.body_id')
    .select('unit_body.body')
    .where('unit.snapshot_id', '=', snapshotId)
    .where('unit.unit_id', '=', unitId)
    .executeTakeFirst();
  return row ? (JSON.parse(row.body) as ConversionUnit) : null;
}
