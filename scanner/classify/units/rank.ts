/** The order in which units are best converted. */
import type { ConversionUnit } from '../../snapshot';
import { isTestPath } from '../category';
import { byText } from './unit';

/** What can go before what waits, the application before its tests, then what unlocks most per function touched. */
export function ranked(units: readonly ConversionUnit[]): ConversionUnit[] {
  return units
    .map((unit) => ({ ...unit, ready: unit.blockers.length === 0 }))
    .sort(
      (left, right) =>
        Number(right.ready) - Number(left.ready) ||
        Number(isTests(left)) - Number(isTests(right)) ||
        worthOf(right) - worthOf(left) ||
        right.unblocks - left.unblocks ||
        byText(left.id, right.id),
    );
}

function isTests(unit: ConversionUnit): boolean {
  return unit.functions.every(({ path }) => isTestPath(path));
}

/** A caller that must be bridged is work like a function. */
function worthOf({ unblocks, functions, boundaries, bridged = [] }: ConversionUnit): number {
  const bridges = boundaries.filter(({ kind }) => kind === 'cli' || kind === 'thread' || kind === 'worker' || kind === 'module').length;
  return unblocks / (functions.length + bridges + bridged.length);
}
