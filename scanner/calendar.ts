/** Which commit stands for which week: history walks the calendar, not the commits. */
import { addWeeks, weekEnd, weekOf, weekRange } from '../lib/weeks';
import { runGit, type Repository } from './git';

/** One week and the last first-parent commit at or before its end. */
export interface WeekCommit {
  readonly week: string;
  readonly commit: string;
}

export interface CommitTime {
  readonly commit: string;
  /** Milliseconds. */
  readonly time: number;
}

/** First-parent commits up to `tip`, oldest first, with committer dates. */
export async function firstParents(repository: Repository, tip: string): Promise<CommitTime[]> {
  const listing = await runGit(repository, ['rev-list', '--first-parent', '--reverse', '--timestamp', tip]);
  return listing
    .toString()
    .split('\n')
    .filter(Boolean)
    .map((line) => {
      const [seconds, commit = ''] = line.split(' ');
      return { commit, time: Number(seconds) * 1000 };
    });
}

/** Every week from `since` (or the first commit) to `now`, newest first; quiet weeks repeat the commit before them. */
export function weeksOf(commits: readonly CommitTime[], now: Date, since: string | null): WeekCommit[] {
  const times = inOrder(commits, now.getTime());
  const first = times[0];
  if (first === undefined) return [];
  const born = weekOf(new Date(first));
  const from = since !== null && since > born ? since : born;
  const weeks: WeekCommit[] = [];
  let index = -1;
  for (const week of weekRange(from, weekOf(now))) {
    const end = Date.parse(`${weekEnd(week)}T23:59:59.999Z`);
    while (index + 1 < times.length && (times[index + 1] ?? Infinity) <= end) index++;
    const commit = commits[index]?.commit;
    if (commit !== undefined) weeks.push({ week, commit });
  }
  return weeks.reverse();
}

/** The week `count` weeks ago, the present one counted. */
export function weeksAgo(now: Date, count: number): string {
  return addWeeks(weekOf(now), 1 - count);
}

/**
 * Dates that never fall: clocks are wrong at times, and a commit cannot be older than its parent. The longest run of
 * commits whose dates agree with their order is believed; any other commit takes the date of the believed one before it.
 */
function inOrder(commits: readonly CommitTime[], now: number): number[] {
  const times = commits.map(({ time }) => Math.min(time, now));
  const believed = longestRisingRun(times);
  const [first = 0] = believed;
  let last = times[first] ?? 0;
  return times.map((time, index) => {
    if (believed.has(index)) last = time;
    return last;
  });
}

/** A clock without a battery starts in 1970. */
const FIRST_CREDIBLE = Date.UTC(1980, 0, 1);

/** Indices of a longest non-falling subsequence, by patience sorting. */
function longestRisingRun(times: readonly number[]): Set<number> {
  const ends: number[] = [];
  const before: number[] = [];
  times.forEach((time, index) => {
    if (time < FIRST_CREDIBLE) return;
    let low = 0;
    let high = ends.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((times[ends[middle] ?? 0] ?? 0) <= time) low = middle + 1;
      else high = middle;
    }
    before[index] = ends[low - 1] ?? -1;
    ends[low] = index;
  });
  const run = new Set<number>();
  for (let index = ends.at(-1) ?? -1; index >= 0; index = before[index] ?? -1) run.add(index);
  return new Set([...run].reverse());
}
