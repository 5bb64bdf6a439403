import { scopeOf, doneOf, USAGE_KINDS, type StateCounts, type UsageKind } from '../../lib/migration';
import { stateLabels, type Words } from '../../lib/words';
import { count } from '../ui/format';
import { Cell, HeadCell, Table } from '../ui/table';
import { StateBar } from './state-bar';

/** Progress by kind of usage: one percentage would hide the preparation that one kind shows and another does not. */
export function KindTable({ totals, words }: { totals: ReadonlyMap<UsageKind, StateCounts>; words: Words }) {
  const labels = stateLabels(words);
  return (
    <Table label="Progress by kind of usage">
      <thead>
        <tr>
          <HeadCell>Kind</HeadCell>
          <HeadCell className="w-1/3">
            <span className="sr-only">States</span>
          </HeadCell>
          <HeadCell numeric>Done</HeadCell>
        </tr>
      </thead>
      <tbody>
        {USAGE_KINDS.filter((kind) => totals.has(kind)).map((kind) => {
          const counts = totals.get(kind) ?? {};
          return (
            <tr key={kind}>
              <Cell className="whitespace-nowrap">{words.kinds[kind]}</Cell>
              <Cell>
                <StateBar counts={counts} labels={labels} />
              </Cell>
              <Cell numeric>
                {count(doneOf(counts))}
                <span className="text-ink-3"> / {count(scopeOf(counts))}</span>
              </Cell>
            </tr>
          );
        })}
      </tbody>
    </Table>
  );
}
