import type { WeekPoint } from './forecast';
import { doneOf, scopeOf, type StateCounts } from './migration';
import { addWeeks, weeksBetween } from './weeks';

/** Consecutive weeks up to one, for the forecast; a week that history lacks repeats the one before. */
export function pointsUntil(history: readonly { week: string; counts: StateCounts }[], week: string): WeekPoint[] {
  const points: WeekPoint[] = [];
  for (const { week: name, counts } of history) {
    if (name > week) break;
    const last = points.at(-1);
    for (let gap = last ? weeksBetween(last.week, name) - 1 : 0; last && gap > 0; gap--) points.push({ ...last, week: addWeeks(name, -gap) });
    points.push({ week: name, done: doneOf(counts), scope: scopeOf(counts) });
  }
  return points;
}
