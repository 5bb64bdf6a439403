import { createHash } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { ConversionUnit } from '../../scanner/snapshot';
import { chunksOf } from './insert-rows';
import type { Database } from './schema';
import type { StoredUnit } from './stored-state';

/**
 * Stores what is not stored yet; a unit that looks the same in many weeks is one body.
 * @param before units whose bodies are in the database
 */
export async function saveUnits(trx: Kysely<Database>, units: readonly ConversionUnit[], before: readonly StoredUnit[]): Promise<StoredUnit[]> {
  const known = new Map(before.map((stored) => [stored.unit.id, stored]));
  const ids = units.map((unit, rank) => {
    // Most have the rank that they had.
    const stored = before[rank]?.unit.id === unit.id ? before[rank] : known.get(unit.id);
    return stored !== undefined && areSame(stored.unit, unit) ? stored.bodyId : null;
  });
  const bodies = new Map<string, string>();
  units.forEach((unit, rank) => {
    if (ids[rank] === null) bodies.set(bodyOf(unit).digest, bodyOf(unit).text);
  });
  const stored = await bodyIds(trx, bodies);
  return units.map((unit, rank) => ({ unit, bodyId: ids[rank] ?? stored.get(bodyOf(unit).digest) ?? 0 }));
}

/** Ids of bodies by digest; those that are new are stored. */
async function bodyIds(trx: Kysely<Database>, bodies: ReadonlyMap<string, string>): Promise<Map<string, number>> {
  const ids = new Map<string, number>();
  for (const chunk of chunksOf([...bodies.keys()], 1000)) {
    const stored = await trx.selectFrom('unit_body').select(['id', 'digest']).where('digest', 'in', chunk).execute();
    for (const row of stored) ids.set(row.digest, row.id);
    const missing = chunk.filter((digest) => !ids.has(digest)).map((digest) => ({ digest, body: bodies.get(digest) ?? '' }));
    if (missing.length === 0) continue;
    for (const row of await trx.insertInto('unit_body').values(missing).returning(['id', 'digest']).execute()) ids.set(row.digest, row.id);
  }
  return ids;
}

interface UnitBody {
  readonly text: string;
  readonly digest: string;
}

const unitBodies = new WeakMap<ConversionUnit, UnitBody>();

function bodyOf(unit: ConversionUnit): UnitBody {
  let body = unitBodies.get(unit);
  if (!body) {
    const text = JSON.stringify(unit);
    body = { text, digest: createHash('sha256').update(text).digest('hex') };
    unitBodies.set(unit, body);
  }
  return body;
}

/** Whether two pieces of plain data would be the same JSON, their keys being in the same order: a third of what it takes to write one of them. */
function areSame(left: unknown, right: unknown): boolean {
  if (left === right) return true;
  if (typeof left !== 'object' || typeof right !== 'object' || left === null || right === null) return false;
  if (Array.isArray(left)) return Array.isArray(right) && left.length === right.length && left.every((item, index) => areSame(item, right[index]));
  const keys = Object.keys(left);
  const others = Object.keys(right);
  return keys.length === others.length && keys.every((key, index) => key === others[index] && areSame(left[key as keyof typeof left], right[key as keyof typeof right]));
}
