import { doneOf, scopeOf, STATES } from '../../lib/migration';
import { percent } from '../../lib/percent';
import { count } from '../ui/format';
import { Cell, HeadCell, Table } from '../ui/table';
import type { Course } from './course';

/** The chart as a table, newest week first. */
export function CourseTable({ course }: { course: Course }) {
  const states = STATES.filter((state) => course.weeks.some((week) => (week.counts[state] ?? 0) > 0));
  const planned = new Map(course.plan.map((week) => [week.week, week.planned]));
  return (
    <Table label="Usages by state and week">
      <thead>
        <tr>
          <HeadCell>Week</HeadCell>
          <HeadCell numeric>Done</HeadCell>
          {states.map((state) => (
            <HeadCell key={state} numeric>
              {course.labels[state]}
            </HeadCell>
          ))}
          <HeadCell numeric>Scope</HeadCell>
          {planned.size > 0 && <HeadCell numeric>Plan</HeadCell>}
        </tr>
      </thead>
      <tbody>
        {course.weeks.toReversed().map(({ week, counts, href }) => (
          <tr key={week}>
            <Cell className="sticky left-0 bg-card whitespace-nowrap">
              <a href={href} className="link">
                {week}
              </a>
            </Cell>
            <Cell numeric>{percent(doneOf(counts), scopeOf(counts))}</Cell>
            {states.map((state) => (
              <Cell key={state} numeric>
                {count(counts[state] ?? 0)}
              </Cell>
            ))}
            <Cell numeric>{count(scopeOf(counts))}</Cell>
            {planned.size > 0 && <Cell numeric>{planned.has(week) ? count(planned.get(week) ?? 0) : '–'}</Cell>}
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
