import type { ReactNode } from 'react';
import { doneOf, scopeOf, type StateCounts } from '../../lib/migration';
import { percent } from '../../lib/percent';
import type { StateLabels } from '../../lib/words';
import { Delta } from '../ui/delta';
import { count } from '../ui/format';
import { Sparkline } from '../ui/sparkline';
import { Cell, HeadCell, Table } from '../ui/table';
import { StateBar } from './state-bar';

export interface GroupRow {
  name: string;
  href: string;
  counts: StateCounts;
  /** The week before; null where there is none. */
  before: StateCounts | null;
  /** Share done in past weeks, oldest first. */
  course?: readonly (number | null)[];
  /** What else is to say of it, e.g. the weeks of a phase. */
  note?: ReactNode;
}

interface GroupTableProps {
  /** What a row is: `Service`. */
  of: string;
  rows: readonly GroupRow[];
  labels: StateLabels;
}

/** Services, phases or categories: how much is done of each, as a bar, and what changed since the week before. */
export function GroupTable({ of, rows, labels }: GroupTableProps) {
  const withCourse = rows.some((row) => row.course);
  const withChange = rows.some((row) => row.before);
  return (
    <Table label={`${of} by progress`}>
      <thead>
        <tr>
          <HeadCell className="w-full sm:w-1/2">{of}</HeadCell>
          <HeadCell className="min-w-16 sm:w-1/2 sm:min-w-56">
            <span className="sr-only">States</span>
          </HeadCell>
          <HeadCell numeric>Done</HeadCell>
          <HeadCell numeric>%</HeadCell>
          {withChange && <HeadCell numeric className="max-sm:hidden">Week</HeadCell>}
          {withCourse && <HeadCell className="max-sm:hidden">Course</HeadCell>}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.name} className="tap-row">
            <Cell className="w-full max-w-0 min-w-28 sm:w-1/2 sm:min-w-36">
              <a href={row.href} className="link block font-medium decoration-transparent max-sm:py-0.5 max-sm:wrap-anywhere sm:truncate" title={row.name}>
                {row.name}
              </a>
              {row.note && <span className="block text-xs leading-4 text-ink-3">{row.note}</span>}
            </Cell>
            <Cell className="min-w-16 sm:w-1/2 sm:min-w-56">
              <StateBar counts={row.counts} labels={labels} />
            </Cell>
            <Cell numeric>
              {count(doneOf(row.counts))}
              <span className="text-ink-3"> / {count(scopeOf(row.counts))}</span>
            </Cell>
            <Cell numeric>{percent(doneOf(row.counts), scopeOf(row.counts))}</Cell>
            {withChange && (
              <Cell numeric className="max-sm:hidden">{row.before ? <Delta value={doneOf(row.counts) - doneOf(row.before)} rising="good" /> : <span className="text-ink-3">–</span>}</Cell>
            )}
            {withCourse && <Cell className="max-sm:hidden">{row.course && <Sparkline values={row.course} label={`Share done of ${row.name} by week`} />}</Cell>}
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
