import type { Kysely } from 'kysely';
import type { ConversionUnit } from '../../../scanner/snapshot';
import { exemptUnits, type ExemptPlace } from '../../exempt-units';
import type { Database } from '../schema';

/** A set of functions that must become async together, as pages show it. */
export type Unit = ConversionUnit;

/** The units of conversion of a snapshot, the one that unlocks most for least first, without what is exempt on the board. */
export async function listUnits(db: Kysely<Database>, snapshotId: number, limit?: number): Promise<ConversionUnit[]> {
  const exempt = await exemptPlacesIn(db, snapshotId);
  let query = unitsOf(db, snapshotId);
  if (limit !== undefined && exempt.length === 0) query = query.limit(limit);
  const units = (await query.execute()).map((row) => JSON.parse(row.body) as ConversionUnit);
  return exemptUnits(units, exempt).slice(0, limit);
}

/** Some units of a snapshot, in the same order. */
export async function findUnits(db: Kysely<Database>, snapshotId: number, ids: readonly string[]): Promise<ConversionUnit[]> {
  if (ids.length === 0) return [];
  // Where something is exempt, only all units together tell which of their functions holds it.
  if ((await exemptPlacesIn(db, snapshotId)).length > 0) return (await listUnits(db, snapshotId)).filter((unit) => ids.includes(unit.id));
  const rows = await unitsOf(db, snapshotId).where('unit.unit_id', 'in', ids).execute();
  return rows.map((row) => JSON.parse(row.body) as ConversionUnit);
}

function unitsOf(db: Kysely<Database>, snapshotId: number) {
  return db.selectFrom('unit').innerJoin('unit_body', 'unit_body.id', 'unit.body_id').select('unit_body.body').where('unit.snapshot_id', '=', snapshotId).orderBy('unit.rank');
}

/** What is exempt on the board in a snapshot: only files that somebody exempted anything in are looked into. */
async function exemptPlacesIn(db: Kysely<Database>, snapshotId: number): Promise<ExemptPlace[]> {
  const rows = await db
    .selectFrom('exemption')
    .innerJoin('snapshot_file', 'snapshot_file.file_id', 'exemption.file_id')
    .innerJoin('verdict', 'verdict.id', 'snapshot_file.verdict_id')
    .select(['verdict.id', 'verdict.path'])
    .distinct()
    .where('exemption.revoked_at', 'is', null)
    .where('snapshot_file.snapshot_id', '=', snapshotId)
    .execute();
  const paths = new Map(rows.map((row) => [row.id, row.path]));
  if (paths.size === 0) return [];
  const pathOf = (verdict: number) => paths.get(verdict) ?? '';
  const usages = await db.selectFrom('usage').select(['verdict_id', 'scope', 'kind', 'state']).where('verdict_id', 'in', [...paths.keys()]).where('exemption_id', 'is not', null).execute();
  const hazards = await db.selectFrom('hazard').select(['verdict_id', 'scope', 'rule', 'certainty']).where('verdict_id', 'in', [...paths.keys()]).where('exemption_id', 'is not', null).execute();
  return [...usages, ...hazards].map(({ verdict_id, ...place }) => ({ ...place, path: pathOf(verdict_id) }));
}
