import type { HazardCount } from '../../lib/db/read/hazards';
import { links, type Place } from '../../lib/links';
import { Empty } from '../ui/empty';
import { count, plural } from '../ui/format';
import { Panel } from '../ui/panel';
import { ruleLabel } from './rule-label';

/** What will fail or stall, rule by rule. */
export function HazardPanel({ hazards, place }: { hazards: readonly HazardCount[]; place: Place }) {
  const total = hazards.reduce((sum, rule) => sum + rule.certain, 0);
  return (
    <Panel title="Hazards" aside={<a href={links.hazards(place)} className="link">{total > 0 ? `All ${count(total)}` : 'Show'}</a>} flush>
      {hazards.length === 0 && <Empty title="No hazard found" />}
      <ul className="py-1.5">
        {hazards.slice(0, 8).map(({ rule, certain, possible }) => (
          <li key={rule} className="flex items-baseline justify-between gap-3 px-4 py-1 text-sm">
            <a href={links.hazards(place, rule)} className="link min-w-0 truncate decoration-transparent">
              {ruleLabel(rule)}
            </a>
            <span className="whitespace-nowrap">
              <span className="font-medium">{count(certain)}</span>
              {possible > 0 && <span className="text-xs text-ink-3"> + {plural(possible, 'possible', 'possible')}</span>}
            </span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
