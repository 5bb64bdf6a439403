import { QUIET_WEEKS, type Forecast, type WeekPoint } from './forecast';

export const HEALTHS = ['on track', 'needs attention', 'at risk', 'finished', 'not started'] as const;
export type Health = (typeof HEALTHS)[number];

export interface HealthFacts {
  readonly forecast: Forecast;
  /** Consecutive calendar weeks, oldest first. */
  readonly points: readonly WeekPoint[];
  /** Last week of the plan; null: there is no plan. */
  readonly planEnd: string | null;
  /** Usages that the plan wants done by now; null: there is no plan. */
  readonly planned: number | null;
  /** Usages that went from async back to a legacy or broken state in the latest week. */
  readonly regressed: number;
  /** Places with a broken usage or with a hazard that is certain and of severity `error`; one that is both counts once. */
  readonly failing: number;
}

export interface HealthVerdict {
  readonly health: Health;
  /** One sentence. */
  readonly because: string;
}

/** The rule, as it stands on the page. */
export const HEALTH_RULE =
  `At risk: nothing converted for ${QUIET_WEEKS} weeks, or the likely end (50 %) lies after the plan’s end or out of sight. ` +
  'Needs attention: the late end (85 %) lies after the plan’s end, fewer usages are done than 90 % of what the plan wants by now, ' +
  'a usage went back this week, or something will fail at run time. On track: none of these.';

export function health(facts: HealthFacts): HealthVerdict {
  const { forecast, planEnd, planned, regressed, failing } = facts;
  const last = facts.points.at(-1);
  if (!last || last.scope === 0) return { health: 'not started', because: 'There is nothing in scope.' };
  if (failing > 0) return withFailing(facts, `${failing} ${failing === 1 ? 'place' : 'places'} will fail at run time.`);
  if (forecast.kind === 'finished') return { health: 'finished', because: `Everything in scope has been converted since ${forecast.week}.` };
  if (forecast.kind === 'no-movement') {
    if (last.done === 0) return { health: planned ? 'at risk' : 'not started', because: 'No usage has been converted yet.' };
    return { health: 'at risk', because: forecast.since ? `No movement since ${forecast.since}.` : 'No movement in the weeks on record.' };
  }
  if (forecast.kind === 'out-of-sight') return { health: 'at risk', because: 'At the present rate the end is out of sight: what is left hardly shrinks.' };
  if (forecast.kind === 'estimate' && planEnd !== null) {
    if (forecast.p50 > planEnd) return { health: 'at risk', because: `The likely end, ${forecast.p50}, lies after the plan’s end, ${planEnd}.` };
    if (forecast.p85 === null || forecast.p85 > planEnd) {
      return { health: 'needs attention', because: `The late end, ${forecast.p85 ?? 'beyond three years'}, lies after the plan’s end, ${planEnd}.` };
    }
  }
  if (regressed > 0) return { health: 'needs attention', because: `${regressed} ${regressed === 1 ? 'usage' : 'usages'} went back this week.` };
  if (planned !== null && last.done < planned * 0.9) {
    return { health: 'needs attention', because: `${last.done} usages are done where the plan wants ${planned} by now.` };
  }
  return { health: 'on track', because: onTrack(facts) };
}

/** Something that fails never looks better than attention, and hides no risk. */
function withFailing(facts: HealthFacts, failing: string): HealthVerdict {
  const rest = health({ ...facts, failing: 0 });
  return rest.health === 'at risk' ? { health: 'at risk', because: `${rest.because} ${failing}` } : { health: 'needs attention', because: failing };
}

function onTrack({ forecast, planEnd }: HealthFacts): string {
  if (forecast.kind !== 'estimate') return 'Nothing speaks against it, and there is too little history for a forecast.';
  return planEnd ? `The late end, ${forecast.p85 ?? forecast.p50}, lies within the plan, which ends in ${planEnd}.` : `Usages are being converted; the likely end is ${forecast.p50}.`;
}
