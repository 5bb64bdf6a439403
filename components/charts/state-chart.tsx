import type { CSSProperties } from 'react';
import { STATES, STATE_STYLES, type State } from '../../lib/migration';
import { count, shortWeek } from '../ui/format';
import { flagsOf, frameOf, labelledWeeks, type Course, type Frame } from './course';
import { patternId, Patterns } from './patterns';

const STACKED = STATES.filter((state) => state !== 'exempt');
const HEIGHT = 1000;

/** The chart as the server draws it: complete without scripts, stretched to whatever width there is. */
export function StateChart({ course }: { course: Course }) {
  const frame = frameOf(course);
  const { axis, top, ticks } = frame;
  const x = (week: string) => (axis.length > 1 ? (1000 * axis.indexOf(week)) / (axis.length - 1) : 0);
  const y = (value: number) => HEIGHT - (HEIGHT * value) / top;
  const plan = course.plan.filter(({ week }) => axis.includes(week));
  const fan = course.fan.filter(({ week }) => axis.includes(week));
  const now = course.weeks.find(({ week }) => week === course.current);
  const from = now ? [{ week: now.week, low: now.counts.async ?? 0, middle: now.counts.async ?? 0, high: now.counts.async ?? 0 }, ...fan] : fan;
  return (
    <div className="relative h-full w-full" aria-hidden>
      <div className="absolute inset-y-0 right-0 left-11 mb-12">
        {ticks.map((tick) => (
          <div key={tick} className="absolute right-0 left-0 border-t border-line" style={{ bottom: share(tick / top) }}>
            <span className="absolute -top-2 right-full pr-2 text-xs leading-4 text-ink-3">{count(tick)}</span>
          </div>
        ))}
        <svg viewBox={`0 0 1000 ${HEIGHT}`} preserveAspectRatio="none" className="absolute inset-0 h-full w-full overflow-visible">
          <Patterns />
          {stack(course, x, y).map(({ state, path }) => (
            <g key={state}>
              <path d={path} fill={`var(${STATE_STYLES[state].colour})`} />
              <path d={path} fill={`url(#${patternId(STATE_STYLES[state].pattern)})`} stroke="var(--card)" strokeWidth="1" vectorEffect="non-scaling-stroke" />
            </g>
          ))}
          {fan.length > 0 && (
            <>
              <path
                d={`M${from.map(({ week, high }) => point(x(week), y(high))).join('L')}L${from.toReversed().map(({ week, low }) => point(x(week), y(low))).join('L')}Z`}
                fill="var(--state-async)"
                fillOpacity="0.22"
              />
              <path d={`M${from.map(({ week, middle }) => point(x(week), y(middle))).join('L')}`} fill="none" stroke="var(--state-async)" strokeWidth="1.5" strokeDasharray="2 3" vectorEffect="non-scaling-stroke" />
            </>
          )}
          {plan.length > 1 && (
            <path d={`M${plan.map(({ week, planned }) => point(x(week), y(planned))).join('L')}`} fill="none" stroke="var(--ink)" strokeWidth="1.5" strokeDasharray="6 4" vectorEffect="non-scaling-stroke" />
          )}
        </svg>
        <div className="absolute inset-y-0 w-px bg-ink" style={{ left: share(x(course.current) / 1000) }} />
        {flagsOf(course, axis).map((flag) => (
          <div key={flag.week + flag.text} title={flag.text} className="absolute inset-y-0 border-l border-dotted border-ink-3" style={{ left: share(x(flag.week) / 1000) }}>
            <span className="absolute -top-1 -left-[5px] grid size-[10px] place-items-center rounded-full border border-ink-3 bg-card text-[8px] leading-none">{flag.kind === 'rules' ? 'R' : ''}</span>
          </div>
        ))}
        <Axis course={course} frame={frame} />
      </div>
    </div>
  );
}

/** Week labels, and below them the phases of the plan as bands. */
function Axis({ course, frame: { axis } }: { course: Course; frame: Frame }) {
  const left = (week: string) => (axis.length > 1 ? axis.indexOf(week) / (axis.length - 1) : 0);
  const labelled = (most: number, className: string) =>
    labelledWeeks(axis, most).map((week) => (
      <span key={week} className={`absolute top-1.5 -translate-x-1/2 text-xs leading-4 whitespace-nowrap text-ink-3 first:translate-x-0 ${className}`} style={{ left: share(left(week)) }}>
        {shortWeek(week)}
      </span>
    ));
  return (
    <div className="absolute inset-x-0 top-full h-12 border-t border-line-strong">
      <div className="max-md:hidden">{labelled(16, '')}</div>
      <div className="md:hidden">{labelled(6, '')}</div>
      {course.phases.map(({ name, from, to }, index) => {
        const start = Math.max(0, left(axis.includes(from) ? from : (axis[0] ?? from)));
        const end = axis.includes(to) ? left(to) : 1;
        if (to < (axis[0] ?? '') || from > (axis.at(-1) ?? '')) return null;
        const style: CSSProperties = { left: share(start), width: share(Math.max(0, end - start)), top: 24 + (index % 2) * 12 };
        return (
          <span key={name} title={`${name}: ${from} to ${to}`} className="absolute h-[11px] overflow-hidden border-l-2 border-ink-3 bg-sunken pl-1 text-[10px] leading-[11px] text-ellipsis whitespace-nowrap text-ink-2" style={style}>
            {name}
          </span>
        );
      })}
    </div>
  );
}

/** Areas from the bottom: done first, most urgent on top. */
function stack(course: Course, x: (week: string) => number, y: (value: number) => number): { state: State; path: string }[] {
  const base = course.weeks.map(() => 0);
  return STACKED.flatMap((state) => {
    const lower = [...base];
    for (const [index, { counts }] of course.weeks.entries()) base[index] = (base[index] ?? 0) + (counts[state] ?? 0);
    if (base.every((value, index) => value === lower[index])) return [];
    const up = course.weeks.map(({ week }, index) => point(x(week), y(base[index] ?? 0)));
    const down = course.weeks.map(({ week }, index) => point(x(week), y(lower[index] ?? 0))).toReversed();
    return [{ state, path: `M${up.join('L')}L${down.join('L')}Z` }];
  });
}

function point(x: number, y: number): string {
  return `${x.toFixed(1)},${y.toFixed(1)}`;
}

function share(value: number): string {
  return `${(100 * value).toFixed(2)}%`;
}
