import { doneOf, scopeOf, STATES, STATE_STYLES, type StateCounts } from '../../lib/migration';
import { percent } from '../../lib/percent';

interface HistoryStripProps {
  /** Oldest first. */
  weeks: readonly { week: string; counts: StateCounts; href: string }[];
  current: string;
  /** What a converted usage is: `async`. */
  done: string;
}

/** So many weeks have room for a hand to meet one. */
export const STRIP_WEEKS = 52;

/** A file's states week by week, in the year around the week shown; each week leads to the file as it was. */
export function HistoryStrip({ weeks: all, current, done }: HistoryStripProps) {
  const at = all.findIndex(({ week }) => week === current);
  const end = Math.min(all.length, Math.max(STRIP_WEEKS, at + 1 + STRIP_WEEKS / 2));
  const weeks = all.slice(Math.max(0, end - STRIP_WEEKS), end);
  const most = Math.max(1, ...weeks.map((week) => scopeOf(week.counts)));
  return (
    <ol className="flex h-16 items-end gap-px overflow-hidden">
      {weeks.map(({ week, counts, href }) => (
        <li key={week} className={`h-full min-w-[3px] flex-1 ${week === current ? 'bg-sunken outline outline-ink-3' : ''}`}>
          <a href={href} aria-label={`${week}: ${percent(doneOf(counts), scopeOf(counts))} ${done}`} title={`${week}: ${percent(doneOf(counts), scopeOf(counts))} ${done}`} className="flex h-full flex-col-reverse hover:opacity-70">
            {STATES.filter((state) => state !== 'exempt' && (counts[state] ?? 0) > 0).map((state) => (
              <span key={state} className={`pattern-${STATE_STYLES[state].pattern}`} style={{ height: `${(100 * (counts[state] ?? 0)) / most}%`, backgroundColor: `var(${STATE_STYLES[state].colour})` }} />
            ))}
          </a>
        </li>
      ))}
    </ol>
  );
}
