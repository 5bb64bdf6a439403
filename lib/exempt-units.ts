import type { ConversionUnit } from '../scanner/snapshot';
import { SETTLED_BY_CONVERSION } from './hazards';
import { IN_FUNCTIONS, type State, type UsageKind } from './migration';

/** A usage, with the state that the scan found, or a hazard that somebody exempted on the board. */
export type ExemptPlace =
  | { readonly path: string; readonly scope: string; readonly kind: UsageKind; readonly state: State }
  | { readonly path: string; readonly scope: string; readonly rule: string; readonly certainty: 'certain' | 'possible' };

/**
 * All units of a state without what is exempt: its functions have that much less to convert, and a unit that would unlock
 * nothing is none. Which functions follow from each other is the scanner's to say; it stays.
 */
export function exemptUnits(units: readonly ConversionUnit[], exempt: readonly ExemptPlace[]): ConversionUnit[] {
  const known = new Set(units.flatMap((unit) => unit.functions.map(nameOf)));
  const usages = new Map<string, number>();
  const hazards = new Map<string, number>();
  for (const place of exempt) {
    const counts = 'kind' in place ? usages : hazards;
    if (isCounted(place)) add(counts, functionAround(place, known));
  }
  if (usages.size + hazards.size === 0) return [...units];
  return units.flatMap((unit) => {
    const less = sum(unit, usages);
    const unlocks = unit.unblocks - less;
    if (less > 0 && unlocks <= 0) return [];
    const functions = unit.functions.map((part) => ({ ...part, usages: Math.max(0, part.usages - (usages.get(nameOf(part)) ?? 0)) }));
    return [{ ...unit, functions, unblocks: unlocks, hazards: Math.max(0, unit.hazards - sum(unit, hazards)) }];
  });
}

/** What a unit counts: see `scanner/classify/units`. */
function isCounted(place: ExemptPlace): boolean {
  if ('kind' in place) return IN_FUNCTIONS.has(place.kind) && (place.state === 'sync' || place.state === 'blocking');
  return place.certainty === 'certain' && SETTLED_BY_CONVERSION.has(place.rule);
}

/** A place in the body of a class is code of the module, whose name is empty. */
function functionAround({ path, scope }: ExemptPlace, known: ReadonlySet<string>): string {
  return known.has(nameOf({ path, scope })) ? nameOf({ path, scope }) : nameOf({ path, scope: '' });
}

function nameOf({ path, scope }: { readonly path: string; readonly scope: string }): string {
  return `${path}:${scope}`;
}

function add(counts: Map<string, number>, name: string): void {
  counts.set(name, (counts.get(name) ?? 0) + 1);
}

function sum(unit: ConversionUnit, counts: ReadonlyMap<string, number>): number {
  return unit.functions.reduce((total, part) => total + (counts.get(nameOf(part)) ?? 0), 0);
}
