import { expect, test } from 'vitest';
import { flagGroupsOf, frameOf, phaseRowsOf, type Course } from './course';
import { weekRange } from '../../lib/weeks';

const axis = weekRange('2026-W01', '2026-W50');

test('phases stand in two rows, in more where three run at once', () => {
  const names = (phases: [string, string, string][]) => phaseRowsOf(phases.map(([name, from, to]) => ({ name, from, to })), axis).map((row) => row.map(({ name }) => name));
  expect(names([['a', '2026-W01', '2026-W02'], ['b', '2026-W03', '2026-W05'], ['c', '2026-W06', '2026-W07'], ['d', '2026-W08', '2026-W09']])).toEqual([['a', 'c'], ['b', 'd']]);
  expect(names([['a', '2026-W01', '2026-W20'], ['b', '2026-W02', '2026-W20'], ['c', '2026-W03', '2026-W04'], ['d', '2026-W05', '2026-W09']])).toEqual([['a'], ['b'], ['c', 'd']]);
  expect(names([['past', '2025-W01', '2025-W20'], ['a', '2025-W40', '2026-W20']])).toEqual([['a']]);
});

test('flags too near to each other share a mark', () => {
  const flag = (week: string) => ({ week, text: week, kind: 'annotation' as const });
  const long = weekRange('2024-W01', '2027-W50');
  expect(flagGroupsOf(['2024-W01', '2024-W02', '2024-W09', '2026-W01'].map(flag), long).map((group) => group.length)).toEqual([2, 1, 1]);
  expect(flagGroupsOf(['2026-W01', '2026-W02'].map(flag), axis).map((group) => group.length)).toEqual([1, 1]);
});

test('the scale holds the whole fan, and its ticks are round', () => {
  const course: Course = {
    weeks: [{ week: '2026-W01', counts: { async: 10, sync: 90 }, href: '' }],
    current: '2026-W01',
    plan: [],
    fan: [{ week: '2026-W02', low: 10, middle: 20, high: 130, scope: 110 }],
    phases: [],
    annotations: [],
    ruleChanges: [],
    labels: { async: '', bridged: '', sync: '', blocking: '', broken: '', unknown: '', exempt: '' },
  };
  const { top, ticks } = frameOf(course);
  expect(top).toBeGreaterThan(130);
  expect(ticks).toEqual([0, 50, 100]);
});
