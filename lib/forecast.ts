import { addWeeks } from './weeks';

/** What the board knows at the end of one calendar week. */
export interface WeekPoint {
  readonly week: string;
  readonly done: number;
  readonly scope: number;
}

export type Forecast =
  | { readonly kind: 'finished'; readonly week: string }
  /** Less than two weeks of history: nothing to draw from. */
  | { readonly kind: 'too-early' }
  /** No usage was converted or lost for four weeks. `since`: the last week in which one was; null: in no week on record. */
  | { readonly kind: 'no-movement'; readonly since: string | null }
  /** At this rate more than half of the draws do not finish within the horizon. */
  | { readonly kind: 'out-of-sight'; readonly basis: ForecastBasis }
  | {
      readonly kind: 'estimate';
      /** Half of the draws are finished by the end of this week. */
      readonly p50: string;
      /** 85 % of the draws are; null: not within the horizon. */
      readonly p85: string | null;
      readonly fan: readonly FanWeek[];
      readonly basis: ForecastBasis;
    };

export interface FanWeek {
  readonly week: string;
  /** Usages done with 85 %, 50 % and 15 % certainty. */
  readonly low: number;
  readonly middle: number;
  readonly high: number;
  /** Median scope. */
  readonly scope: number;
}

/** What a page must say to make a forecast believable. */
export interface ForecastBasis {
  /** Weeks of history that the draws come from. */
  readonly window: number;
  readonly draws: number;
  readonly seed: number;
  /** Usages a week over the window, done and added to the scope. */
  readonly throughput: number;
  readonly scopeGrowth: number;
}

export const FORECAST_WINDOW = 12;
export const FORECAST_DRAWS = 1000;
export const FORECAST_HORIZON = 156;
/** So many weeks without a converted or lost usage, and no date is named any more. */
export const QUIET_WEEKS = 4;

/**
 * When it will be finished, by resampling: each draw plays the future week by week, taking the week's throughput and,
 * apart from it, the week's scope growth at random from the last twelve weeks on record. Code that is written on the
 * new API raises both and brings the end no nearer: what rises together in a week counts as neither.
 * `points`: consecutive calendar weeks, oldest first. The same points and seed give the same answer.
 */
export function forecast(points: readonly WeekPoint[], seed = 1): Forecast {
  const last = points.at(-1);
  if (!last || (last.scope === 0 && points.length < 2)) return { kind: 'too-early' };
  if (last.scope > 0 && last.done >= last.scope) return { kind: 'finished', week: finishedIn(points) };
  if (points.length < 3) return { kind: 'too-early' };
  const changes = points.slice(1).map((point, index) => changeOf(points[index] ?? point, point));
  if (changes.slice(-QUIET_WEEKS).every((change) => change.done === 0)) {
    return changes.length < QUIET_WEEKS ? { kind: 'too-early' } : { kind: 'no-movement', since: lastMovement(changes) };
  }
  return simulate(last, changes.slice(-FORECAST_WINDOW).map(withoutNewCode), seed);
}

/** One sentence for the foot of a chart. */
export function basisSentence(basis: ForecastBasis): string {
  const scope = basis.scopeGrowth === 0 ? 'no scope change' : `${signed(basis.scopeGrowth)} scope`;
  return (
    `${basis.draws} random replays of the last ${basis.window} weeks (${signed(basis.throughput)} usages done and ${scope} a week on average; ` +
    `code written on the new API left out; weeks drawn with replacement, scope apart from throughput; seed ${basis.seed}).`
  );
}

interface Change {
  readonly week: string;
  readonly done: number;
  readonly scope: number;
}

function changeOf(before: WeekPoint, after: WeekPoint): Change {
  return { week: after.week, done: after.done - before.done, scope: after.scope - before.scope };
}

function withoutNewCode({ week, done, scope }: Change): Change {
  const written = Math.max(0, Math.min(done, scope));
  return { week, done: done - written, scope: scope - written };
}

function finishedIn(points: readonly WeekPoint[]): string {
  let week = points.at(-1)?.week ?? '';
  for (const point of points.toReversed()) {
    if (point.done < point.scope || point.scope === 0) break;
    week = point.week;
  }
  return week;
}

function lastMovement(changes: readonly Change[]): string | null {
  return changes.findLast((change) => change.done !== 0)?.week ?? null;
}

function simulate(last: WeekPoint, changes: readonly Change[], seed: number): Forecast {
  const random = mulberry32(seed);
  const draw = () => changes[Math.floor(random() * changes.length)] ?? { done: 0, scope: 0 };
  const finishes: number[] = [];
  const weeks = Array.from({ length: FORECAST_HORIZON }, () => ({ done: new Float64Array(FORECAST_DRAWS), scope: new Float64Array(FORECAST_DRAWS) }));
  for (let run = 0; run < FORECAST_DRAWS; run++) {
    let { done, scope } = last;
    let finish = Infinity;
    for (const [ahead, week] of weeks.entries()) {
      if (finish === Infinity) {
        scope = Math.max(0, scope + draw().scope);
        done = Math.min(scope, Math.max(0, done + draw().done));
        if (done >= scope) finish = ahead + 1;
      }
      week.done[run] = done;
      week.scope[run] = scope;
    }
    finishes.push(finish);
  }
  return verdict(last, changes, seed, finishes, weeks);
}

/** All draws of one future week. */
interface DrawnWeek {
  readonly done: Float64Array;
  readonly scope: Float64Array;
}

function verdict(last: WeekPoint, changes: readonly Change[], seed: number, finishes: number[], weeks: readonly DrawnWeek[]): Forecast {
  const basis: ForecastBasis = {
    window: changes.length,
    draws: FORECAST_DRAWS,
    seed,
    throughput: mean(changes.map((change) => change.done)),
    scopeGrowth: mean(changes.map((change) => change.scope)),
  };
  finishes.sort((a, b) => a - b);
  const p50 = quantile(finishes, 0.5);
  const p85 = quantile(finishes, 0.85);
  if (p50 === Infinity) return { kind: 'out-of-sight', basis };
  const shown = Math.min(FORECAST_HORIZON, p85 === Infinity ? p50 * 2 : p85);
  const fan = weeks.slice(0, shown).map(({ done, scope }, ahead): FanWeek => {
    const values = done.sort();
    return {
      week: addWeeks(last.week, ahead + 1),
      low: Math.round(quantile(values, 0.15)),
      middle: Math.round(quantile(values, 0.5)),
      high: Math.round(quantile(values, 0.85)),
      scope: Math.round(quantile(scope.sort(), 0.5)),
    };
  });
  return { kind: 'estimate', p50: addWeeks(last.week, p50), p85: p85 === Infinity ? null : addWeeks(last.week, p85), fan, basis };
}

/** Nearest-rank quantile of sorted values. */
function quantile(sorted: ArrayLike<number>, share: number): number {
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? 0;
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
}

function signed(value: number): string {
  return `${value < 0 ? '−' : '+'}${Math.abs(value).toFixed(1)}`;
}

/** A small seeded generator with a full period of 2³² (Tommy Ettinger's mulberry32, public domain). */
function mulberry32(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
