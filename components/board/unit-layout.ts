import type { UnitBoundary } from '../../scanner/snapshot';
import type { Unit } from '../../lib/db/read/units';

export interface PlacedFunction {
  id: string;
  path: string;
  scope: string;
  line: number;
  usages: number;
  /** What stands around the unit and stays as it is: how it calls into it; null for a function of the unit. */
  from: UnitBoundary['kind'] | null;
  /** Ids of the functions of the picture that it calls. */
  calls: string[];
  column: number;
  row: number;
}

/**
 * Places the functions of a unit and what calls them from outside so that calls run from left to right and end at the
 * leading function; within a column a function stands near those it calls. At most `most`, the nearest to the leading one.
 */
export function layOutUnit(unit: Unit, most: number): PlacedFunction[] {
  const all = [...unit.functions.map((part) => ({ ...part, from: null, id: `${part.path}:${part.scope}` })), ...callersOf(unit)];
  const distance = distances(all, unit.id);
  const far = Math.max(0, ...distance.values()) + 1;
  const near = [...all].sort((a, b) => (distance.get(a.id) ?? far) - (distance.get(b.id) ?? far)).slice(0, most);
  const shown = new Set(near.map((part) => part.id));
  const steps = near.map((part) => distance.get(part.id) ?? far);
  const deepest = Math.max(0, ...steps);
  const rows = new Map<string, number>();
  const placed: PlacedFunction[] = [];
  for (let step = 0; step <= deepest; step++) {
    const column = near
      .filter((_, index) => steps[index] === step)
      .map((part) => ({ part, calls: part.calls.filter((call) => shown.has(call) && call !== part.id) }))
      .sort((a, b) => middleOf(a.calls, rows) - middleOf(b.calls, rows));
    for (const [row, { part, calls }] of column.entries()) {
      rows.set(part.id, row);
      placed.push({ ...part, calls, column: deepest - step, row });
    }
  }
  return placed;
}

/** What calls into the unit from outside; one function may do so at several lines. */
function callersOf(unit: Unit): Omit<PlacedFunction, 'column' | 'row'>[] {
  const callers = new Map<string, Omit<PlacedFunction, 'column' | 'row'>>();
  for (const { kind, path, scope, line, calls } of unit.boundaries) {
    const id = `${kind} ${path}:${scope}`;
    const known = callers.get(id) ?? { id, path, scope, line, usages: 0, from: kind, calls: [] };
    callers.set(id, { ...known, calls: [...new Set([...known.calls, ...(calls ?? [])])] });
  }
  return [...callers.values()].filter((caller) => caller.calls.length > 0);
}

/** How many calls lead from each function to the leading one; those that do not reach it are left out. */
function distances(functions: readonly { id: string; calls: readonly string[] }[], leading: string): Map<string, number> {
  const callers = new Map<string, string[]>();
  for (const { id, calls } of functions) for (const call of calls) callers.set(call, [...(callers.get(call) ?? []), id]);
  const found = new Map([[leading, 0]]);
  for (const [id, steps] of found) for (const caller of callers.get(id) ?? []) if (!found.has(caller)) found.set(caller, steps + 1);
  return found;
}

function middleOf(calls: readonly string[], rows: ReadonlyMap<string, number>): number {
  const known = calls.flatMap((call) => rows.get(call) ?? []);
  return known.length === 0 ? Number.MAX_SAFE_INTEGER : known.reduce((sum, row) => sum + row, 0) / known.length;
}
