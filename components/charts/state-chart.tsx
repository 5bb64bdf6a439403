import { STATES, type State } from '../../lib/migration';
import { ChartFrame, positionOf } from './chart-frame';
import { frameOf, type Course } from './course';
import { fillOf, StateFills } from './state-fills';

const STACKED = STATES.filter((state) => state !== 'exempt');
const SIZE = 1000;

/** The chart as the server draws it: complete without scripts, stretched to whatever width there is. */
export function StateChart({ course }: { course: Course }) {
  const frame = frameOf(course);
  const { axis, top } = frame;
  const at = (week: string, value: number) => `${(SIZE * positionOf(axis, week)).toFixed(1)},${(SIZE * (1 - value / top)).toFixed(1)}`;
  const plan = course.plan.filter(({ week }) => axis.includes(week));
  const done = course.weeks.find(({ week }) => week === course.current)?.counts.async ?? 0;
  const fan = [{ week: course.current, low: done, middle: done, high: done }, ...course.fan.filter(({ week }) => axis.includes(week))];
  const line = { fill: 'none', vectorEffect: 'non-scaling-stroke', strokeWidth: 1.5 } as const;
  return (
    <ChartFrame course={course} frame={frame}>
      <svg viewBox={`0 0 ${SIZE} ${SIZE}`} preserveAspectRatio="none" className="absolute inset-0 h-full w-full overflow-visible">
        <StateFills />
        {stack(course, at).map(({ state, path }) => (
          <path key={state} d={path} fill={fillOf(state)} stroke="var(--card)" strokeWidth="1" vectorEffect="non-scaling-stroke" />
        ))}
        {fan.length > 1 && (
          <>
            <path
              d={`M${fan.map(({ week, high }) => at(week, high)).join('L')}L${fan.toReversed().map(({ week, low }) => at(week, low)).join('L')}Z`}
              fill="var(--state-async)"
              fillOpacity="0.22"
            />
            <path d={`M${fan.map(({ week, middle }) => at(week, middle)).join('L')}`} stroke="var(--state-async)" strokeDasharray="2 3" {...line} />
          </>
        )}
        {plan.length > 1 && <path d={`M${plan.map(({ week, planned }) => at(week, planned)).join('L')}`} stroke="var(--ink)" strokeDasharray="6 4" {...line} />}
      </svg>
    </ChartFrame>
  );
}

/** Areas from the bottom: done first, most urgent on top. */
function stack({ weeks }: Course, at: (week: string, value: number) => string): { state: State; path: string }[] {
  const base = weeks.map(() => 0);
  return STACKED.flatMap((state) => {
    const lower = [...base];
    for (const [index, { counts }] of weeks.entries()) base[index] = (base[index] ?? 0) + (counts[state] ?? 0);
    if (base.every((value, index) => value === lower[index])) return [];
    const up = weeks.map(({ week }, index) => at(week, base[index] ?? 0));
    const down = weeks.map(({ week }, index) => at(week, lower[index] ?? 0)).toReversed();
    return [{ state, path: `M${up.join('L')}L${down.join('L')}Z` }];
  });
}
