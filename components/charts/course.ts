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

export function frameOf(course: Course): Frame {
  const first = course.weeks[0]?.week ?? course.current;
  const last = course.weeks.at(-1)?.week ?? course.current;
  const future = addWeeks(last, Math.max(FUTURE_AT_LEAST, course.weeks.length));
  const ends = [course.plan.at(-1)?.week, course.fan.at(-1)?.week].filter((week) => week !== undefined);
  const end = ends.reduce((a, b) => (a > b ? a : b), last);
  const axis = weekRange(first, end < future ? end : future);
  const highest = Math.max(1, ...course.weeks.map((week) => scopeOf(week.counts)), ...course.fan.map((week) => week.scope), ...course.plan.map((week) => week.planned));
  const step = niceStep(highest / 5);
  const top = Math.ceil(highest / step) * step;
  return { axis, top, ticks: Array.from({ length: Math.round(top / step) + 1 }, (_, index) => index * step) };
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

/** So many labels that they keep apart: every n-th week, n a round number of weeks. */
export function labelledWeeks(axis: readonly string[], most: number): string[] {
  const every = [1, 2, 4, 8, 13, 26, 52].find((step) => axis.length / step <= most) ?? 104;
  return axis.filter((_, index) => index % every === 0);
}
