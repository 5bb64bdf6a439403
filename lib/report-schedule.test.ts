import { expect, test } from 'vitest';
import { isTimeZone, lastDue, parseSchedule } from './report-schedule';

function check(text: string, zone: string, now: string, due: string) {
  const schedule = parseSchedule(text);
  expect(schedule && lastDue(schedule, zone, new Date(now)).toISOString()).toBe(due);
}

test('a day and a time', () => {
  expect(parseSchedule('Mon 09:00')).toEqual({ days: ['Mon'], hour: 9, minute: 0 });
  expect(parseSchedule(' mon, THU  7:05 ')).toEqual({ days: ['Mon', 'Thu'], hour: 7, minute: 5 });
  for (const text of ['', 'Monday 9:00', 'Mon', '09:00', 'Mon 24:00', 'Mon 9:60', 'Mon 9', '* * * * 1', 'Mon 09:00 UTC']) expect(parseSchedule(text), text).toBeNull();
});

test('the very minute counts, the one before does not', () => {
  check('Mon 09:00', 'UTC', '2026-02-02T09:00:00Z', '2026-02-02T09:00:00.000Z');
  check('Mon 09:00', 'UTC', '2026-02-02T08:59:59Z', '2026-01-26T09:00:00.000Z');
  check('Mon,Thu 09:00', 'UTC', '2026-02-06T12:00:00Z', '2026-02-05T09:00:00.000Z');
});

test('by the clock of the zone, whose day may be another one', () => {
  check('Mon 09:00', 'Europe/Berlin', '2026-02-02T08:00:00Z', '2026-02-02T08:00:00.000Z');
  check('Mon 09:00', 'Pacific/Auckland', '2026-02-01T20:00:00Z', '2026-02-01T20:00:00.000Z');
  check('Sun 20:00', 'America/Los_Angeles', '2026-02-02T05:00:00Z', '2026-02-02T04:00:00.000Z');
});

test('across a change of clocks', () => {
  check('Mon 09:00', 'Europe/Berlin', '2026-03-30T12:00:00Z', '2026-03-30T07:00:00.000Z');
  check('Mon 09:00', 'Europe/Berlin', '2026-10-26T12:00:00Z', '2026-10-26T08:00:00.000Z');
  // 02:30 does not exist on that Sunday, and comes twice on the other.
  check('Sun 02:30', 'Europe/Berlin', '2026-03-29T12:00:00Z', '2026-03-29T01:30:00.000Z');
  check('Sun 02:30', 'Europe/Berlin', '2026-10-25T12:00:00Z', '2026-10-25T00:30:00.000Z');
});

test('names of zones', () => {
  expect(['Europe/Berlin', 'UTC', 'America/Sao_Paulo'].every(isTimeZone)).toBe(true);
  expect(['', 'Berlin', 'Mars/Olympus', '../../etc'].some(isTimeZone)).toBe(false);
});
