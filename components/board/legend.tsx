import type { Filter } from '../../lib/filter';
import { links, type Place } from '../../lib/links';
import { STATES, type StateCounts } from '../../lib/migration';
import type { Words } from '../../lib/words';
import { count } from '../ui/format';
import { StateSwatch } from './state-swatch';

interface LegendProps {
  counts: StateCounts;
  place: Place;
  words: Words;
  filter?: Partial<Filter>;
}

/** Every state with its count; each leads to the files behind it. */
export function Legend({ counts, place, words, filter = {} }: LegendProps) {
  return (
    <ul className="flex flex-wrap gap-x-5 gap-y-1 text-sm">
      {STATES.filter((state) => (counts[state] ?? 0) > 0).map((state) => (
        <li key={state}>
          <a href={links.files(place, { ...filter, state: [state] })} className="link inline-flex items-center gap-1.5 decoration-transparent max-sm:min-h-6" title={words.states[state].meaning}>
            <StateSwatch state={state} />
            <span className="text-ink-2">{words.states[state].label}</span>
            <span className="font-medium">{count(counts[state] ?? 0)}</span>
          </a>
        </li>
      ))}
    </ul>
  );
}
