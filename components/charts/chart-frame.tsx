import type { ReactNode } from 'react';
import { count, shortWeek } from '../ui/format';
import { flagGroupsOf, flagsOf, labelledWeeks, phaseRowsOf, type Course, type Frame } from './course';

/** Everything of the chart but its areas and lines: grid, weeks, phases, flags. The drawn and the explored chart share it. */
export function ChartFrame({ course, frame, children }: { course: Course; frame: Frame; children: ReactNode }) {
  const { axis, top, ticks } = frame;
  const phases = phaseRowsOf(course.phases, axis);
  return (
    <div className="@container relative h-full w-full" aria-hidden>
      <div className="absolute top-0 right-0 left-11" style={{ bottom: WEEKS + ROW * phases.length }}>
        {ticks.map((tick) => (
          <div key={tick} className="absolute right-0 left-0 border-t border-line" style={{ bottom: share(tick / top) }}>
            <span className="absolute -top-2 right-full pr-2 text-xs leading-4 whitespace-nowrap text-ink-3">{top < 10_000 ? count(tick) : `${tick / 1000}k`}</span>
          </div>
        ))}
        {children}
        <div className="pointer-events-none absolute inset-y-0 w-px bg-ink" style={{ left: share(positionOf(axis, course.current)) }} />
        {flagGroupsOf(flagsOf(course, axis), axis).map((flags) =>
          flags.map((flag, index) => (
            <div key={flag.week + flag.text} className="pointer-events-none absolute inset-y-0 border-l border-dotted border-ink-3" style={{ left: share(positionOf(axis, flag.week)) }}>
              {index === 0 && (
                <span title={flags.map(({ text }) => text).join('\n')} className="pointer-events-auto absolute -top-1.5 -left-[7px] grid size-[13px] place-items-center rounded-full border border-ink-3 bg-card text-[9px] leading-none text-ink-2">
                  {flags.length > 1 ? flags.length : flag.kind === 'rules' ? 'R' : '!'}
                </span>
              )}
            </div>
          )),
        )}
        <div className="absolute inset-x-0 top-full border-t border-line-strong" style={{ height: WEEKS + ROW * phases.length }}>
          {WIDTHS.map(({ className, most, mostWithYears, year }) => (
            <div key={className} className={className}>
              <Weeks axis={axis} most={isLong(axis) ? mostWithYears : most} year={year} />
            </div>
          ))}
          {phases.map((row, index) => (
            <PhaseRow key={index} row={row} axis={axis} top={WEEKS + ROW * index} />
          ))}
        </div>
      </div>
    </div>
  );
}

/** Heights below the axis, in pixels: of the labels of weeks, and of each row of phases. */
const WEEKS = 24;
const ROW = 12;

/** How many weeks have room for their label in a chart of a width; "W02 2027" needs more than "W02", and "W02 ’27" less. */
const WIDTHS = [
  { className: '@lg:hidden', most: 6, mostWithYears: 3, year: (week: string) => `’${week.slice(2, 4)}` },
  { className: 'hidden @lg:block @5xl:hidden', most: 12, mostWithYears: 7, year: (week: string) => week.slice(0, 4) },
  { className: 'hidden @5xl:block', most: 16, mostWithYears: 13, year: (week: string) => week.slice(0, 4) },
];

/** From 0 at the first week to 1 at the last. */
export function positionOf(axis: readonly string[], week: string): number {
  return axis.length > 1 ? Math.max(0, axis.indexOf(week)) / (axis.length - 1) : 0;
}

export function share(value: number): string {
  return `${(100 * value).toFixed(2)}%`;
}

function Weeks({ axis, most, year }: { axis: readonly string[]; most: number; year: (week: string) => string }) {
  const labelled = labelledWeeks(axis, most);
  return labelled.map((week, index) => (
    <span key={week} className={`absolute top-1.5 text-xs leading-4 whitespace-nowrap text-ink-3 ${alignment(positionOf(axis, week))}`} style={{ left: share(positionOf(axis, week)) }}>
      {shortWeek(week)}
      {/* A week number alone says little where the axis is longer than a year. */}
      {isLong(axis) && week.slice(0, 4) !== labelled[index - 1]?.slice(0, 4) && ` ${year(week)}`}
    </span>
  ));
}

/** A label stands in the middle below its week, but never beyond the chart. */
function alignment(position: number): string {
  if (position === 0) return '';
  return position > 0.95 ? '-translate-x-full' : '-translate-x-1/2';
}

function isLong(axis: readonly string[]): boolean {
  return axis[0]?.slice(0, 4) !== axis.at(-1)?.slice(0, 4);
}

/** Phases that follow one another. A name may be longer than its phase: it has room up to the next one. */
function PhaseRow({ row, axis, top }: { row: Course['phases']; axis: readonly string[]; top: number }) {
  const startOf = (from: string) => (from < (axis[0] ?? '') ? 0 : positionOf(axis, from));
  return row.map(({ name, from, to }, index) => {
    const start = startOf(from);
    const end = axis.includes(to) ? positionOf(axis, to) : 1;
    const next = row[index + 1];
    const room = (next ? startOf(next.from) : 1) - start;
    return (
      <span key={name} title={`${name}: ${from} to ${to}`} className="absolute h-[11px] border-l-2 border-ink-3 text-[10px] leading-[11px] text-ink-2" style={{ left: share(start), width: share(room), top }}>
        <span className="absolute inset-y-0 left-0 bg-sunken" style={{ width: share(room > 0 ? Math.min(1, (end - start) / room) : 1) }} />
        <span className="relative block truncate pr-1 pl-1">{name}</span>
      </span>
    );
  });
}
