/** What the board's chart shows, worked out once for the drawing, the explorer and the table. */
import type { FanWeek } from '../../lib/forecast';
import { scopeOf, type State, type StateCounts } from '../../lib/migration';
import { addWeeks, weekOf, weekRange } from '../../lib/weeks';

export interface CourseWeek {
  week: string;
  counts: StateCounts;
  /** Link to this page in that week. */
  href: string;
}

export interface Course {
  /** History, consecutive calendar weeks, oldest first. */
  weeks: readonly CourseWeek[];
  /** The week shown on the page. */
  current: string;
  plan: readonly { week: string; planned: number }[];
  fan: readonly FanWeek[];
  phases: readonly { name: string; from: string; to: string }[];
  annotations: readonly { date: string; text: string }[];
  ruleChanges: readonly { at: string; note: string }[];
  /** What the states are called. */
  labels: Readonly<Record<State, string>>;
}

export interface Frame {
  /** Every week on the axis, history and future. */
  axis: readonly string[];
  /** Top of the scale and its ticks. */
  top: number;
  ticks: readonly number[];
}

/** The future shown is at most as long as the past, so that the past stays readable. */
const FUTURE_AT_LEAST = 8;
/** Above what is highest, for the flags. */
const HEADROOM = 1.06;

export function frameOf(course: Course): Frame {
  const first = course.weeks[0]?.week ?? course.current;
  const last = course.weeks.at(-1)?.week ?? course.current;
  const future = addWeeks(last, Math.max(FUTURE_AT_LEAST, course.weeks.length));
  const ends = [course.plan.at(-1)?.week, course.fan.at(-1)?.week].filter((week) => week !== undefined);
  const end = ends.reduce((a, b) => (a > b ? a : b), last);
  const axis = weekRange(first, end < future ? end : future);
  const highest = Math.max(1, ...course.weeks.map((week) => scopeOf(week.counts)), ...course.fan.flatMap((week) => [week.scope, week.high]), ...course.plan.map((week) => week.planned));
  const step = niceStep(highest / 5);
  const top = highest * HEADROOM;
  return { axis, top, ticks: Array.from({ length: Math.floor(top / step) + 1 }, (_, index) => index * step) };
}

function niceStep(rough: number): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(1, rough)));
  return Math.max(1, [1, 2, 2.5, 5, 10].map((factor) => factor * power).find((step) => step >= rough) ?? rough);
}

export interface Flag {
  week: string;
  text: string;
  kind: 'annotation' | 'rules';
}

/** Annotations and changes of the rules by week, those outside the axis left out. */
export function flagsOf(course: Course, axis: readonly string[]): Flag[] {
  const flags: Flag[] = [
    ...course.annotations.map(({ date, text }): Flag => ({ week: weekOf(date), text, kind: 'annotation' })),
    ...course.ruleChanges.map(({ at, note }): Flag => ({ week: weekOf(at), text: `Rules changed: ${note}`, kind: 'rules' })),
  ];
  const shown = new Set(axis);
  return flags.filter((flag) => shown.has(flag.week)).sort((a, b) => (a.week < b.week ? -1 : 1));
}

/** Of the width of the chart; what is nearer to each other than that would overlap. */
const FLAG_WIDTH = 0.02;

/** Flags that share one mark, because there is no room for one each. */
export function flagGroupsOf(flags: readonly Flag[], axis: readonly string[]): Flag[][] {
  const groups: Flag[][] = [];
  for (const flag of flags) {
    const group = groups.at(-1);
    const first = group?.[0];
    if (group && first && axis.indexOf(flag.week) - axis.indexOf(first.week) < axis.length * FLAG_WIDTH) group.push(flag);
    else groups.push([flag]);
  }
  return groups;
}

/** The phases on the axis in rows that keep them apart: two, so that names have room, or more where several run at once. */
export function phaseRowsOf(phases: Course['phases'], axis: readonly string[]): Course['phases'][number][][] {
  const shown = phases.filter(({ from, to }) => to >= (axis[0] ?? '') && from <= (axis.at(-1) ?? ''));
  const rows: Course['phases'][number][][] = [];
  for (const phase of shown.toSorted((a, b) => (a.from < b.from ? -1 : 1))) {
    const free = rows.filter((row) => (row.at(-1)?.to ?? '') <= phase.from);
    const [row] = rows.length < 2 ? [] : free.toSorted((a, b) => ((a.at(-1)?.to ?? '') < (b.at(-1)?.to ?? '') ? -1 : 1));
    if (row) row.push(phase);
    else rows.push([phase]);
  }
  return rows;
}

/** So many labels that they keep apart: every n-th week, n a round number of weeks. */
export function labelledWeeks(axis: readonly string[], most: number): string[] {
  const every = [1, 2, 4, 8, 13, 26, 52].find((step) => axis.length / step <= most) ?? 104;
  return axis.filter((_, index) => index % every === 0);
}
