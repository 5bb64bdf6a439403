import { expect, test } from 'vitest';
import { loadConfig } from './testing/load-config';
import { phaseWeeks, planEnd, planLine } from './plan-line';

const config = loadConfig(
  `start: 2025-12-17
phases:
  - { name: Foundation, weeks: 1, match: { category: [database] } }
  - { name: Services, weeks: 2-4, match: { category: [service] } }`,
  'awaited.yaml',
);

test('each phase is done evenly over its weeks, across the turn of the year', () => {
  expect(planLine(config, { Foundation: 10, Services: 100 })).toEqual([
    { week: '2025-W51', planned: 10 },
    { week: '2025-W52', planned: 43 },
    { week: '2026-W01', planned: 77 },
    { week: '2026-W02', planned: 110 },
  ]);
});

test('phases and the plan as calendar weeks', () => {
  expect(phaseWeeks(config, 'Services')).toEqual({ from: '2025-W52', to: '2026-W02' });
  expect(planEnd(config)).toBe('2026-W02');
  expect(phaseWeeks(config, 'unknown')).toBeNull();
});

test('without a start there is no plan by week', () => {
  const open = loadConfig('', 'awaited.yaml');
  expect([planLine(open, {}), phaseWeeks(open, 'Services'), planEnd(open)]).toEqual([[], null, null]);
});
