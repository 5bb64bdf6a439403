import { basisSentence, type Forecast } from '../../lib/forecast';
import { HEALTH_RULE, type Health, type HealthVerdict } from '../../lib/health';
import { links, type Place } from '../../lib/links';
import { doneOf, scopeOf, type StateCounts } from '../../lib/migration';
import { percent } from '../../lib/percent';
import { stateLabels, type Words } from '../../lib/words';
import { Badge, type Tone } from '../ui/badge';
import { count, shortWeek, signed } from '../ui/format';
import { Legend } from './legend';
import { StateBar } from './state-bar';

interface HeadlineProps {
  counts: StateCounts;
  /** The week before; null where there is none. */
  before: StateCounts | null;
  forecast: Forecast;
  health: HealthVerdict;
  planned: number | null;
  place: Place;
  words: Words;
}

/** The migration in one sentence, and the rule behind its last words. */
export function Headline({ counts, before, forecast, health, planned, place, words }: HeadlineProps) {
  const scope = scopeOf(counts);
  const done = doneOf(counts);
  return (
    <section aria-labelledby="headline" className="space-y-3">
      <h1 id="headline" className="flex flex-wrap items-baseline gap-x-2.5 gap-y-1 text-lg leading-8 text-ink-2">
        <span className="text-[34px] leading-9 font-semibold tracking-tight text-ink">{percent(done, scope)}</span>
        <span>
          <a href={links.files(place, { state: ['async'] })} className="link font-medium text-ink">
            {count(done)}
          </a>{' '}
          of{' '}
          <a href={links.files(place)} className="link font-medium text-ink">
            {count(scope)}
          </a>{' '}
          usages {words.done}
        </span>
        {before && (
          <>
            <Dot />
            <a href={links.week(place)} className="link">
              {signed(done - doneOf(before))} this week
            </a>
            <Dot />
            <a href={links.week(place, 'added')} className="link">
              scope {signed(scope - scopeOf(before))}
            </a>
          </>
        )}
        {planned !== null && (
          <>
            <Dot />
            <span>plan {count(planned)}</span>
          </>
        )}
        <Dot />
        <span>{finish(forecast)}</span>
        <Dot />
        <HealthBadge verdict={health} forecast={forecast} />
      </h1>
      <StateBar counts={counts} labels={stateLabels(words)} height={18} />
      <Legend counts={counts} place={place} words={words} />
    </section>
  );
}

const TONES: Record<Health, Tone> = { 'on track': 'good', finished: 'good', 'needs attention': 'warn', 'at risk': 'bad', 'not started': 'plain' };

function HealthBadge({ verdict, forecast }: { verdict: HealthVerdict; forecast: Forecast }) {
  return (
    <details data-popup className="group relative inline-block">
      <summary className="inline-flex min-h-6 items-center gap-1">
        <Badge tone={TONES[verdict.health]}>
          <span className="text-sm font-medium">{verdict.health}</span>
        </Badge>
        <span className="text-xs text-ink-3 underline decoration-dotted underline-offset-2">why</span>
      </summary>
      <div className="absolute left-0 z-20 mt-1 w-96 max-w-[85vw] space-y-2 rounded-md border border-line-strong bg-card p-3 text-sm leading-5 text-ink-2 shadow-lg max-sm:fixed max-sm:inset-x-4 max-sm:w-auto max-sm:max-w-none">
        <p className="font-medium text-ink">{verdict.because}</p>
        <p>{HEALTH_RULE}</p>
        {'basis' in forecast && <p className="text-ink-3">Forecast: {basisSentence(forecast.basis)}</p>}
      </div>
    </details>
  );
}

function finish(forecast: Forecast): string {
  switch (forecast.kind) {
    case 'finished':
      return `finished in ${forecast.week}`;
    case 'too-early':
      return 'too early for a forecast';
    case 'no-movement':
      return forecast.since ? `no movement since ${forecast.since}` : 'no movement so far';
    case 'out-of-sight':
      return 'no end in sight at this rate';
    case 'estimate': {
      const middle = forecast.p50;
      const late = forecast.p85 ? forecast.p85 : 'later than three years';
      return `finish ${shortWeek(middle)} ${middle.slice(0, 4)}, 85 % by ${forecast.p85 ? `${shortWeek(late)} ${late.slice(0, 4)}` : late}`;
    }
  }
}

function Dot() {
  return (
    <span aria-hidden className="text-line-strong max-sm:hidden">
      ·
    </span>
  );
}
