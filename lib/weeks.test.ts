import { expect, test } from 'vitest';
import { addWeeks, isWeek, weekEnd, weekOf, weekRange, weekStart, weeksBetween } from './weeks';

test.each([
  ['2025-11-17', '2025-W47'],
  ['2025-11-23T23:59:59.999Z', '2025-W47'],
  ['2025-11-24T00:00:00Z', '2025-W48'],
  ['2025-11-24T01:30:00+02:00', '2025-W47'],
  ['2024-12-30', '2025-W01'],
  ['2026-12-31', '2026-W53'],
  ['2027-01-03', '2026-W53'],
  ['2021-01-01', '2020-W53'],
])('%s lies in %s', (date, week) => {
  expect(weekOf(date)).toBe(week);
});

test('a week has a Monday, a Sunday, neighbours and a distance', () => {
  expect([weekStart('2026-W53'), weekEnd('2026-W53')]).toEqual(['2026-12-28', '2027-01-03']);
  expect(addWeeks('2026-W52', 2)).toBe('2027-W01');
  expect(weeksBetween('2026-W52', '2027-W01')).toBe(2);
  expect(weeksBetween('2027-W01', '2026-W52')).toBe(-2);
  expect(weekRange('2025-W52', '2026-W02')).toEqual(['2025-W52', '2026-W01', '2026-W02']);
  expect(weekRange('2026-W02', '2026-W01')).toEqual([]);
});

test('weeks that do not exist', () => {
  expect(['2026-W53', '2025-W01'].every(isWeek)).toBe(true);
  expect(['2025-W53', '2025-W00', '2025-47', '2025-W1', ''].some(isWeek)).toBe(false);
  expect(() => weekOf('yesterday')).toThrow(RangeError);
});
