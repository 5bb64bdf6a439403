/** ISO 8601 weeks as text, `2026-W07`: they begin on Monday 00:00 UTC, and sort as they follow. Imports nothing. */

const DAY = 86_400_000;
const WEEK = 7 * DAY;

/** The week that an ISO date or time lies in. Throws RangeError for what is no date. */
export function weekOf(date: string | Date): string {
  const time = typeof date === 'string' ? Date.parse(date) : date.getTime();
  if (Number.isNaN(time)) throw new RangeError(`not a date: ${String(date)}`);
  // The week belongs to the year of its Thursday.
  const thursday = new Date(mondayOf(time) + 3 * DAY);
  const year = thursday.getUTCFullYear();
  return name(year, 1 + Math.round((mondayOf(thursday.getTime()) - firstMonday(year)) / WEEK));
}

/** Its Monday as `YYYY-MM-DD`. */
export function weekStart(week: string): string {
  return isoDay(startTime(week));
}

/** Its Sunday as `YYYY-MM-DD`. */
export function weekEnd(week: string): string {
  return isoDay(startTime(week) + 6 * DAY);
}

export function addWeeks(week: string, count: number): string {
  return weekOf(new Date(startTime(week) + count * WEEK));
}

/** How many weeks `to` lies after `from`; negative where it lies before. */
export function weeksBetween(from: string, to: string): number {
  return Math.round((startTime(to) - startTime(from)) / WEEK);
}

/** Every week from the first to the last, both included; empty where `to` lies before `from`. */
export function weekRange(from: string, to: string): string[] {
  return Array.from({ length: Math.max(0, weeksBetween(from, to) + 1) }, (_, index) => addWeeks(from, index));
}

/** Whether a text names a week that exists: `2026-W53` does, `2025-W53` does not. */
export function isWeek(text: string): boolean {
  const match = WEEK_NAME.exec(text);
  if (!match) return false;
  const [year, number] = [Number(match[1]), Number(match[2])];
  return number >= 1 && weekOf(new Date(firstMonday(year) + (number - 1) * WEEK)) === text;
}

const WEEK_NAME = /^(\d{4})-W(\d{2})$/;

function startTime(week: string): number {
  const match = WEEK_NAME.exec(week);
  if (!match) throw new RangeError(`not an ISO week: ${week}`);
  return firstMonday(Number(match[1])) + (Number(match[2]) - 1) * WEEK;
}

/** 4 January always lies in week 1. */
function firstMonday(year: number): number {
  return mondayOf(Date.UTC(year, 0, 4));
}

function mondayOf(time: number): number {
  const day = Math.floor(time / DAY) * DAY;
  return day - ((new Date(day).getUTCDay() + 6) % 7) * DAY;
}

function name(year: number, number: number): string {
  return `${String(year).padStart(4, '0')}-W${String(number).padStart(2, '0')}`;
}

function isoDay(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}
