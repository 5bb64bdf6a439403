import type { State, StateCounts } from '../../migration';

/** What grouped counts come back as; PostgreSQL gives sums as strings. */
export interface CountedState {
  state: State;
  count: number | string;
}

/** Rows of one group each, folded into the counts of each group. */
export function countsBy<Row extends CountedState, Key>(rows: readonly Row[], key: (row: Row) => Key): Map<Key, StateCounts> {
  const groups = new Map<Key, StateCounts>();
  for (const row of rows) {
    let counts = groups.get(key(row));
    if (!counts) groups.set(key(row), (counts = {}));
    counts[row.state] = (counts[row.state] ?? 0) + Number(row.count);
  }
  return groups;
}
