import { doneOf, scopeOf, STATES } from '../../lib/migration';
import { percent } from '../../lib/percent';
import { StateSwatch } from '../board/state-swatch';
import { count } from '../ui/format';
import { flagsOf, type Course } from './course';

/** One week of the chart in figures; read aloud when the keyboard moves. */
export function WeekCard({ course, week, isRight }: { course: Course; week: string; isRight: boolean }) {
  const known = course.weeks.find((candidate) => candidate.week === week);
  const planned = course.plan.find((candidate) => candidate.week === week)?.planned;
  const ahead = course.fan.find((candidate) => candidate.week === week);
  const flags = flagsOf(course, [week]);
  return (
    <div aria-live="polite" className={`pointer-events-none absolute top-2 w-52 rounded-md border border-line-strong bg-card px-3 py-2 text-xs leading-5 shadow-md ${isRight ? 'right-2' : 'left-14'} max-sm:inset-x-0 max-sm:top-full max-sm:z-10 max-sm:w-auto`}>
      <p className="flex justify-between text-sm font-medium">
        {week}
        {known && <span>{percent(doneOf(known.counts), scopeOf(known.counts))}</span>}
      </p>
      {known &&
        STATES.filter((state) => (known.counts[state] ?? 0) > 0 && state !== 'exempt').map((state) => (
          <Row key={state} term={course.labels[state]} value={count(known.counts[state] ?? 0)} state={state} />
        ))}
      {known && <Row term="Scope" value={count(scopeOf(known.counts))} />}
      {planned !== undefined && <Row term="Plan" value={count(planned)} />}
      {ahead && !known && <Row term="Forecast done" value={`${count(ahead.low)} to ${count(ahead.high)}`} />}
      {flags.map((flag) => (
        <p key={flag.text} className="mt-1 border-t border-line pt-1 text-ink-2">
          {flag.text}
        </p>
      ))}
    </div>
  );
}

function Row({ term, value, state }: { term: string; value: string; state?: (typeof STATES)[number] }) {
  return (
    <p className="flex items-center gap-1.5 text-ink-2">
      {state && <StateSwatch state={state} size={8} />}
      <span className="flex-1">{term}</span>
      <span className="font-medium text-ink">{value}</span>
    </p>
  );
}
