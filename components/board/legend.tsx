import type { Filter } from '../../lib/filter';
import { links, type Place } from '../../lib/links';
import { STATES, STATE_STYLES, type StateCounts } from '../../lib/migration';
import { count } from '../ui/format';
import { StateSwatch } from './state-swatch';

/** Every state with its count; each leads to the files behind it. */
export function Legend({ counts, place, filter = {} }: { counts: StateCounts; place: Place; filter?: Partial<Filter> }) {
  return (
    <ul className="flex flex-wrap gap-x-5 gap-y-1 text-sm">
      {STATES.filter((state) => (counts[state] ?? 0) > 0).map((state) => (
        <li key={state}>
          <a href={links.files(place, { ...filter, state: [state] })} className="link inline-flex items-center gap-1.5 decoration-transparent" title={STATE_STYLES[state].meaning}>
            <StateSwatch state={state} />
            <span className="text-ink-2">{STATE_STYLES[state].label}</span>
            <span className="font-medium">{count(counts[state] ?? 0)}</span>
          </a>
        </li>
      ))}
    </ul>
  );
}
