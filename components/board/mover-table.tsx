import type { MoveCounts } from '../../lib/move-counts';
import { count } from '../ui/format';
import { Cell, HeadCell, Table } from '../ui/table';

interface MoverTableProps {
  label: string;
  /** What stands where a move has no name. */
  nobody: string;
  movers: readonly (MoveCounts & { name: string | null })[];
}

const COLUMNS: readonly [keyof MoveCounts, string][] = [
  ['converted', 'Converted'],
  ['regressed', 'Regressed'],
  ['newLegacy', 'New legacy'],
  ['newAsync', 'New on the target'],
  ['removed', 'Removed'],
];

/** What each person or team moved in a week. */
export function MoverTable({ label, nobody, movers }: MoverTableProps) {
  return (
    <Table label={label}>
      <thead>
        <tr>
          <HeadCell>{label}</HeadCell>
          {COLUMNS.map(([key, title]) => (
            <HeadCell key={key} numeric>
              {title}
            </HeadCell>
          ))}
        </tr>
      </thead>
      <tbody>
        {movers.map((mover) => (
          <tr key={mover.name ?? ''}>
            <Cell className={`min-w-32 ${mover.name === null ? 'text-ink-3' : ''}`}>{mover.name ?? nobody}</Cell>
            {COLUMNS.map(([key]) => (
              <Cell key={key} numeric className={mover[key] === 0 ? 'text-ink-3' : ''}>
                {count(mover[key])}
              </Cell>
            ))}
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
