/** The order in which units are best converted. */
import type { ConversionUnit } from '../../snapshot';
import { isTestPath } from '../category';
import { byText } from './unit';

/** What can go before what waits, the application before its tests, then what unlocks most per function touched. */
export function ranked(units: readonly ConversionUnit[]): ConversionUnit[] {
  return units
    .map((unit) => ({ unit: { ...unit, ready: unit.blockers.length === 0 }, tests: Number(isTests(unit)), worth: worthOf(unit) }))
    .sort(
      (left, right) =>
        Number(right.unit.ready) - Number(left.unit.ready) ||
        left.tests - right.tests ||
        right.worth - left.worth ||
        right.unit.unblocks - left.unit.unblocks ||
        byText(left.unit.id, right.unit.id),
    )
    .map(({ unit }) => unit);
}

function isTests(unit: ConversionUnit): boolean {
  return unit.functions.every(({ path }) => isTestPath(path));
}

/** A caller that must be bridged is work like a function. */
function worthOf({ unblocks, functions, boundaries, bridged = [] }: ConversionUnit): number {
  const bridges = boundaries.filter(({ kind }) => kind === 'cli' || kind === 'thread' || kind === 'worker' || kind === 'module').length;
  return unblocks / (functions.length + bridges + bridged.length);
}
