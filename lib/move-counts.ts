import type { Move } from './moves';

export interface MoveCounts {
  converted: number;
  regressed: number;
  /** Legacy, broken or unknown usages that were not there before. */
  newLegacy: number;
  newAsync: number;
  removed: number;
}

/** A week in five figures. */
export function countMoves(moves: readonly Move[]): MoveCounts {
  const counts: MoveCounts = { converted: 0, regressed: 0, newLegacy: 0, newAsync: 0, removed: 0 };
  for (const { kind, after } of moves) {
    if (kind === 'converted') counts.converted++;
    else if (kind === 'regressed') counts.regressed++;
    else if (kind === 'removed') counts.removed++;
    else if (kind === 'added' && after) {
      if (after.state === 'async') counts.newAsync++;
      else if (after.state !== 'exempt' && after.state !== 'bridged') counts.newLegacy++;
    }
  }
  return counts;
}
