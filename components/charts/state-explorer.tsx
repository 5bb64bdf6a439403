'use client';

import { useRouter } from 'next/navigation';
import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import { Area, ComposedChart, Line, ResponsiveContainer, XAxis, YAxis } from 'recharts';
import { STATES, type StateCounts } from '../../lib/migration';
import { ChartFrame, positionOf, share } from './chart-frame';
import { frameOf, type Course } from './course';
import { fillOf, StateFills } from './state-fills';
import { WeekCard } from './week-card';

const STACKED = STATES.filter((state) => state !== 'exempt');

/** What recharts draws of one week. */
interface Datum extends StateCounts {
  week: string;
  planned?: number;
  fan?: [number, number];
  middle?: number;
}

/** The chart that answers: points at a week, tells it, and goes there with a click, Enter or the arrow keys. */
export function StateExplorer({ course, hasFocus }: { course: Course; hasFocus: boolean }) {
  const router = useRouter();
  const frame = frameOf(course);
  const { axis, top } = frame;
  const data = dataOf(course, axis);
  const [focus, setFocus] = useState(course.current);
  const slider = useRef<HTMLDivElement>(null);
  // It takes the place of the drawn chart that the keyboard had reached.
  useEffect(() => {
    if (hasFocus) slider.current?.focus({ preventScroll: true });
  }, [hasFocus]);
  const open = (week: string) => {
    const known = course.weeks.find((candidate) => candidate.week === week);
    if (known) router.push(known.href, { scroll: false });
  };
  function onKeyDown(event: KeyboardEvent) {
    const step = { ArrowLeft: -1, ArrowRight: 1, Home: -axis.length, End: axis.length }[event.key];
    if (step !== undefined) {
      event.preventDefault();
      setFocus(axis[Math.min(axis.length - 1, Math.max(0, axis.indexOf(focus) + step))] ?? focus);
    } else if (event.key === 'Enter') open(focus);
  }
  return (
    <div
      ref={slider}
      role="slider"
      tabIndex={0}
      aria-label="Week"
      aria-valuemin={0}
      aria-valuemax={axis.length - 1}
      aria-valuenow={axis.indexOf(focus)}
      aria-valuetext={focus}
      onKeyDown={onKeyDown}
      className="relative h-full"
    >
      <ChartFrame course={course} frame={frame}>
        <div className="absolute inset-0">
          <ResponsiveContainer width="100%" height="100%">
            <ComposedChart
              data={data}
              margin={{ top: 0, right: 0, bottom: 0, left: 0 }}
              accessibilityLayer={false}
              onMouseMove={({ activeLabel }) => typeof activeLabel === 'string' && setFocus(activeLabel)}
              onMouseLeave={() => setFocus(course.current)}
              onClick={({ activeLabel }) => typeof activeLabel === 'string' && open(activeLabel)}
              style={{ cursor: 'pointer' }}
            >
              <StateFills />
              <XAxis dataKey="week" hide />
              <YAxis domain={[0, top]} hide />
              {STACKED.map((state) => (
                <Area key={state} dataKey={state} stackId="states" type="linear" fill={fillOf(state)} fillOpacity={1} stroke="var(--card)" strokeWidth={1} isAnimationActive={false} activeDot={false} />
              ))}
              <Area dataKey="fan" type="linear" stroke="none" fill="var(--state-async)" fillOpacity={0.22} isAnimationActive={false} activeDot={false} />
              <Line dataKey="middle" type="linear" stroke="var(--state-async)" strokeWidth={1.5} strokeDasharray="2 3" dot={false} isAnimationActive={false} activeDot={false} />
              <Line dataKey="planned" type="linear" stroke="var(--ink)" strokeWidth={1.5} strokeDasharray="6 4" dot={false} isAnimationActive={false} activeDot={false} />
            </ComposedChart>
          </ResponsiveContainer>
          <div className="pointer-events-none absolute inset-y-0 w-0 border-l border-dashed border-ink" style={{ left: share(positionOf(axis, focus)) }} />
        </div>
      </ChartFrame>
      <WeekCard course={course} week={focus} isRight={positionOf(axis, focus) < 0.5} />
    </div>
  );
}

function dataOf(course: Course, axis: readonly string[]): Datum[] {
  const counts = new Map(course.weeks.map((week) => [week.week, week.counts]));
  const planned = new Map(course.plan.map((week) => [week.week, week.planned]));
  const fan = new Map(course.fan.map((week) => [week.week, week]));
  const done = counts.get(course.current)?.async ?? 0;
  return axis.map((week): Datum => {
    const states = counts.get(week);
    const ahead = week === course.current ? { low: done, middle: done, high: done } : fan.get(week);
    return {
      week,
      ...(states && Object.fromEntries(STACKED.map((state) => [state, states[state] ?? 0]))),
      ...(planned.has(week) && { planned: planned.get(week) }),
      ...(ahead && { fan: [ahead.low, ahead.high], middle: ahead.middle }),
    };
  });
}
