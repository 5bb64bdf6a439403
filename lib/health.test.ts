import { expect, test } from 'vitest';
import type { Forecast } from './forecast';
import { health, type HealthFacts } from './health';

const basis = { window: 12, draws: 1000, seed: 1, throughput: 5, scopeGrowth: 0 };
const estimate = (p50: string, p85: string | null): Forecast => ({ kind: 'estimate', p50, p85, fan: [], basis });
const fine: HealthFacts = {
  forecast: estimate('2026-W10', '2026-W12'),
  points: [{ week: '2026-W05', done: 50, scope: 100 }],
  planEnd: '2026-W12',
  planned: 50,
  regressed: 0,
  failing: 0,
};

test.each<[string, Partial<HealthFacts>, string, RegExp]>([
  ['within the plan', {}, 'on track', /late end, 2026-W12, lies within the plan/],
  ['without a plan', { planEnd: null, planned: null }, 'on track', /likely end is 2026-W10/],
  ['too early to say', { forecast: { kind: 'too-early' } }, 'on track', /too little history/],
  ['late end after the plan', { forecast: estimate('2026-W10', '2026-W13') }, 'needs attention', /2026-W13, lies after/],
  ['late end beyond the horizon', { forecast: estimate('2026-W10', null) }, 'needs attention', /beyond three years/],
  ['likely end after the plan', { forecast: estimate('2026-W13', '2026-W20') }, 'at risk', /likely end, 2026-W13/],
  ['behind the plan', { planned: 60 }, 'needs attention', /50 usages are done where the plan wants 60/],
  ['a regression', { regressed: 1 }, 'needs attention', /^1 usage went back this week\.$/],
  ['something broken', { failing: 2 }, 'needs attention', /^2 places will fail at run time\.$/],
  ['broken and late', { failing: 1, forecast: estimate('2026-W13', '2026-W20') }, 'at risk', /^The likely end, 2026-W13, lies after the plan’s end, .*\. 1 place will fail at run time\.$/],
  ['nothing moved', { forecast: { kind: 'no-movement', since: '2026-W01' } }, 'at risk', /No movement since 2026-W01/],
  ['never begun, with a plan', { forecast: { kind: 'no-movement', since: null }, points: [{ week: '2026-W05', done: 0, scope: 9 }] }, 'at risk', /No usage has been converted yet/],
  ['never begun, no plan', { forecast: { kind: 'no-movement', since: null }, planned: null, points: [{ week: '2026-W05', done: 0, scope: 9 }] }, 'not started', /No usage/],
  ['out of sight', { forecast: { kind: 'out-of-sight', basis } }, 'at risk', /out of sight/],
  ['finished', { forecast: { kind: 'finished', week: '2026-W04' } }, 'finished', /since 2026-W04/],
  ['finished but broken', { forecast: { kind: 'finished', week: '2026-W04' }, failing: 1 }, 'needs attention', /1 place/],
  ['empty', { points: [] }, 'not started', /nothing in scope/],
])('%s', (_, facts, verdict, because) => {
  const result = health({ ...fine, ...facts });
  expect(result.health).toBe(verdict);
  expect(result.because).toMatch(because);
});
