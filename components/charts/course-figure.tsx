import { STATES } from '../../lib/migration';
import { StateSwatch } from '../board/state-swatch';
import type { Course } from './course';
import { CourseExplorer } from './course-explorer';
import { StateChart } from './state-chart';

/** The course of the migration by week: drawn by the server, explored on demand, and as a table on a page of its own. */
export function CourseFigure({ course, tableHref }: { course: Course; tableHref: string }) {
  const states = STATES.filter((state) => state !== 'exempt' && course.weeks.some((week) => (week.counts[state] ?? 0) > 0));
  return (
    <figure aria-label="Usages by state and week">
      <ul aria-hidden className="mb-3 flex flex-wrap gap-x-4 gap-y-1 text-xs text-ink-2">
        {states.map((state) => (
          <li key={state} className="flex items-center gap-1.5">
            <StateSwatch state={state} size={9} />
            {course.labels[state]}
          </li>
        ))}
        {course.plan.length > 0 && (
          <li className="flex items-center gap-1.5">
            <span className="w-4 border-t-2 border-dashed border-ink" /> Plan
          </li>
        )}
        {course.fan.length > 0 && (
          <li className="flex items-center gap-1.5">
            <span className="h-2 w-4 bg-[var(--state-async)] opacity-25" /> Forecast, 15 to 85 %
          </li>
        )}
      </ul>
      <div className="h-[300px] max-sm:h-[230px]">
        <CourseExplorer course={course}>
          <StateChart course={course} />
        </CourseExplorer>
      </div>
      <figcaption className="no-print mt-2 text-xs">
        <a href={tableHref} className="link text-ink-3">
          Show as a table
        </a>
      </figcaption>
    </figure>
  );
}
