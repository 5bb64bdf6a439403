/** When a weekly report is due: `Mon 09:00`, or several days as `Mon,Thu 09:00`, by the clock of a time zone. */

export const WEEKDAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'] as const;
export type Weekday = (typeof WEEKDAYS)[number];

export interface ReportSchedule {
  readonly days: readonly Weekday[];
  readonly hour: number;
  readonly minute: number;
}

/** Null for what is no schedule. */
export function parseSchedule(text: string): ReportSchedule | null {
  const [, names = '', hour, minute] = /^\s*([A-Za-z]{3}(?:\s*,\s*[A-Za-z]{3})*)\s+(\d{1,2}):(\d{2})\s*$/.exec(text) ?? [];
  if (hour === undefined || minute === undefined || Number(hour) > 23 || Number(minute) > 59) return null;
  const days = names.split(',').map((name) => WEEKDAYS.find((day) => day.toLowerCase() === name.trim().toLowerCase()));
  return days.every((day) => day !== undefined) ? { days, hour: Number(hour), minute: Number(minute) } : null;
}

export function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}

const DAY_MS = 86_400_000;

/** The last moment at or before `now` when a report was due. */
export function lastDue(schedule: ReportSchedule, timeZone: string, now: Date): Date {
  // A week and a day back: the days of a zone do not begin where those of UTC do.
  for (let back = -1; back <= 8; back++) {
    const day = dayIn(timeZone, new Date(now.getTime() - back * DAY_MS));
    if (!schedule.days.includes(weekdayOf(day))) continue;
    const due = instantOf(`${day}T${twoDigits(schedule.hour)}:${twoDigits(schedule.minute)}:00`, timeZone);
    if (due <= now) return due;
  }
  throw new Error('A week has no such day.');
}

/** The ISO day that a clock in the zone shows. */
export function dayIn(timeZone: string, at: Date): string {
  return wallClock(timeZone, at).slice(0, 10);
}

/** When clocks in the zone show this; a time that they skip in spring is taken for as much later, one that comes twice for the first. */
function instantOf(local: string, timeZone: string): Date {
  const wanted = Date.parse(`${local}Z`);
  const offsets = [-DAY_MS, DAY_MS].map((around) => offsetAt(timeZone, wanted + around));
  const candidates = offsets.map((offset) => wanted - offset).sort((a, b) => a - b);
  return new Date(candidates.find((instant) => instant + offsetAt(timeZone, instant) === wanted) ?? wanted - (offsets[0] ?? 0));
}

/** How far clocks in the zone are ahead of UTC, in milliseconds. */
function offsetAt(timeZone: string, instant: number): number {
  return Date.parse(`${wallClock(timeZone, new Date(instant))}Z`) - Math.floor(instant / 1000) * 1000;
}

/** `2026-03-29T09:00:00` */
function wallClock(timeZone: string, at: Date): string {
  const format = new Intl.DateTimeFormat('en-CA', { timeZone, hourCycle: 'h23', year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', second: '2-digit' });
  const parts = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, value]));
  return `${parts.year}-${parts.month}-${parts.day}T${parts.hour}:${parts.minute}:${parts.second}`;
}

function weekdayOf(day: string): Weekday {
  return WEEKDAYS[(new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7] ?? 'Mon';
}

function twoDigits(number: number): string {
  return String(number).padStart(2, '0');
}
