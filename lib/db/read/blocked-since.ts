import type { Kysely } from 'kysely';
import type { Database } from '../schema';
import { unitsHolding } from './unit-bodies';

/**
 * Blocker → the first of the weeks, without a break up to the last of them, in which a unit waited for it.
 * `weeks`: oldest first. One that the last week does not have is left out.
 */
export async function blockedSince(db: Kysely<Database>, weeks: readonly { readonly id: number; readonly week: string }[], blockers: Iterable<string>): Promise<Map<string, string>> {
  const since = new Map<string, string>();
  for (const blocker of blockers) {
    const units = await unitsHolding(db, blocker);
    const waits = ({ id }: { readonly id: number }) => units.get(id)?.some((unit) => !unit.ready && unit.blockers.includes(blocker)) ?? false;
    const free = weeks.findLastIndex((week) => !waits(week));
    const first = weeks[free + 1];
    if (first) since.set(blocker, first.week);
  }
  return since;
}
