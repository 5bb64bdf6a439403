import type { CSSProperties, ReactNode } from 'react';
import { count, shortWeek } from '../ui/format';
import { flagsOf, type Course, type Frame } from './course';
import { labelledWeeks } from './course';

/** Everything of the chart but its areas and lines: grid, weeks, phases, flags. The drawn and the explored chart share it. */
export function ChartFrame({ course, frame, children }: { course: Course; frame: Frame; children: ReactNode }) {
  const { axis, top, ticks } = frame;
  return (
    <div className="relative h-full w-full" aria-hidden>
      <div className={`absolute inset-y-0 right-0 left-11 ${course.phases.length > 0 ? 'mb-12' : 'mb-6'}`}>
        {ticks.map((tick) => (
          <div key={tick} className="absolute right-0 left-0 border-t border-line" style={{ bottom: share(tick / top) }}>
            <span className="absolute -top-2 right-full pr-2 text-xs leading-4 text-ink-3">{count(tick)}</span>
          </div>
        ))}
        {children}
        <div className="pointer-events-none absolute inset-y-0 w-px bg-ink" style={{ left: share(positionOf(axis, course.current)) }} />
        {flagsOf(course, axis).map((flag) => (
          <div key={flag.week + flag.text} className="pointer-events-none absolute inset-y-0 border-l border-dotted border-ink-3" style={{ left: share(positionOf(axis, flag.week)) }}>
            <span title={flag.text} className="pointer-events-auto absolute -top-1.5 -left-[7px] grid size-[13px] place-items-center rounded-full border border-ink-3 bg-card text-[9px] leading-none text-ink-2">
              {flag.kind === 'rules' ? 'R' : '!'}
            </span>
          </div>
        ))}
        <div className="absolute inset-x-0 top-full h-12 border-t border-line-strong">
          <div className="max-md:hidden">
            <Weeks axis={axis} most={16} />
          </div>
          <div className="md:hidden">
            <Weeks axis={axis} most={6} />
          </div>
          <Phases course={course} axis={axis} />
        </div>
      </div>
    </div>
  );
}

/** From 0 at the first week to 1 at the last. */
export function positionOf(axis: readonly string[], week: string): number {
  return axis.length > 1 ? Math.max(0, axis.indexOf(week)) / (axis.length - 1) : 0;
}

export function share(value: number): string {
  return `${(100 * value).toFixed(2)}%`;
}

function Weeks({ axis, most }: { axis: readonly string[]; most: number }) {
  const labelled = labelledWeeks(axis, most);
  return labelled.map((week, index) => (
    <span key={week} className="absolute top-1.5 -translate-x-1/2 text-xs leading-4 whitespace-nowrap text-ink-3" style={{ left: share(positionOf(axis, week)), transform: index === 0 ? 'translateX(50%)' : undefined }}>
      {shortWeek(week)}
      {/* A week number alone says little where the axis is longer than a year. */}
      {isLong(axis) && week.slice(0, 4) !== labelled[index - 1]?.slice(0, 4) && ` ${week.slice(0, 4)}`}
    </span>
  ));
}

function isLong(axis: readonly string[]): boolean {
  return axis[0]?.slice(0, 4) !== axis.at(-1)?.slice(0, 4);
}

function Phases({ course, axis }: { course: Course; axis: readonly string[] }) {
  return course.phases.map(({ name, from, to }, index) => {
    if (to < (axis[0] ?? '') || from > (axis.at(-1) ?? '')) return null;
    const start = positionOf(axis, from);
    const end = axis.includes(to) ? positionOf(axis, to) : 1;
    const style: CSSProperties = { left: share(start), width: share(Math.max(0, end - start)), top: 24 + (index % 2) * 12 };
    return (
      <span key={name} title={`${name}: ${from} to ${to}`} className="absolute h-[11px] overflow-hidden border-l-2 border-ink-3 bg-sunken pl-1 text-[10px] leading-[11px] text-ellipsis whitespace-nowrap text-ink-2 max-sm:pl-0 max-sm:text-[0px]" style={style}>
        {name}
      </span>
    );
  });
}
