import { describe, expect, test } from 'vitest';
import { FORECAST_DRAWS, basisSentence, forecast, type WeekPoint } from './forecast';
import { addWeeks } from './weeks';

/** Points from W01 of 2026 on, `done` and `scope` by week. */
function series(done: number[], scope: number | number[] = 100): WeekPoint[] {
  return done.map((value, index) => ({
    week: addWeeks('2026-W01', index),
    done: value,
    scope: Array.isArray(scope) ? (scope[index] ?? 0) : scope,
  }));
}

describe('a forecast', () => {
  test('an even pace has one answer', () => {
    expect(forecast(series([0, 10, 20, 30, 40]))).toMatchObject({
      kind: 'estimate',
      p50: '2026-W11',
      p85: '2026-W11',
      basis: { window: 4, throughput: 10, scopeGrowth: 0 },
    });
  });

  test('an uneven pace has a range, and the fan widens towards it', () => {
    const result = forecast(series([0, 2, 4, 24, 26, 28]));
    if (result.kind !== 'estimate') throw new Error(result.kind);
    expect(result.p85 && result.p50 < result.p85).toBe(true);
    const [first, later] = [result.fan[0], result.fan[4]];
    expect((later?.high ?? 0) - (later?.low ?? 0)).toBeGreaterThan((first?.high ?? 0) - (first?.low ?? 0));
    for (const week of result.fan) expect(week.low <= week.middle && week.middle <= week.high && week.high <= 100).toBe(true);
  });

  test('growing scope pushes the date out', () => {
    const steady = forecast(series([0, 10, 20, 30, 40]));
    const growing = forecast(series([0, 10, 10, 20, 20, 30, 30, 40], [100, 100, 105, 105, 110, 110, 115, 115]));
    if (steady.kind !== 'estimate' || growing.kind !== 'estimate') throw new Error('no estimate');
    expect(growing.p50 > steady.p50).toBe(true);
    expect(growing.basis.scopeGrowth).toBeCloseTo(15 / 7);
  });

  test('code written on the new API brings the end no nearer', () => {
    const alone = forecast(series([0, 10, 20, 30, 40]));
    const beside = forecast(series([0, 30, 60, 90, 120], [100, 120, 140, 160, 180]));
    if (alone.kind !== 'estimate' || beside.kind !== 'estimate') throw new Error('no estimate');
    expect([beside.p50, beside.basis.throughput, beside.basis.scopeGrowth]).toEqual([alone.p50, 10, 0]);
  });

  test('scope that grows as fast as the work never ends', () => {
    expect(forecast(series([0, 10, 20, 30, 40], [100, 110, 120, 130, 140])).kind).toBe('out-of-sight');
  });

  test('the same points and seed give the same answer, another seed a similar one', () => {
    const points = series([0, 2, 4, 24, 26, 28]);
    expect(forecast(points, 7)).toEqual(forecast(points, 7));
    expect(forecast(points, 8).kind).toBe('estimate');
  });

  test('only the last twelve weeks count', () => {
    const result = forecast(series([...Array.from({ length: 20 }, () => 0), ...Array.from({ length: 13 }, (_, index) => index * 2)]));
    expect(result).toMatchObject({ basis: { window: 12, throughput: 2 } });
  });
});

describe('no date is named', () => {
  test('when nothing moved in four weeks, whatever the scope did', () => {
    expect(forecast(series([0, 10, 20, 20, 20, 20, 20], [90, 95, 96, 97, 98, 99, 100]))).toEqual({ kind: 'no-movement', since: '2026-W03' });
  });

  test('when nothing ever moved', () => {
    expect(forecast(series([0, 0, 0, 0, 0, 0]))).toEqual({ kind: 'no-movement', since: null });
  });

  test('when there is hardly any history', () => {
    expect([forecast([]), forecast(series([5])), forecast(series([0, 5])), forecast(series([0, 0, 0]))].map((result) => result.kind)).toEqual(
      Array(4).fill('too-early'),
    );
  });

  test('when it is finished: then the week since which it has been', () => {
    expect(forecast(series([50, 100, 90, 100, 100]))).toEqual({ kind: 'finished', week: '2026-W04' });
  });
});

test('the basis says what a reader needs to believe it', () => {
  expect(basisSentence({ window: 12, draws: FORECAST_DRAWS, seed: 1, throughput: 9.5, scopeGrowth: -1.2 })).toBe(
    '1000 random replays of the last 12 weeks (+9.5 usages done and −1.2 scope a week on average; code written on the new API left out; weeks drawn with replacement, scope apart from throughput; seed 1).',
  );
});
