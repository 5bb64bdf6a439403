import { links, type Place } from '../../lib/links';
import type { MoveCounts } from '../../lib/move-counts';
import type { StateCounts } from '../../lib/migration';
import { scopeOf } from '../../lib/migration';
import { Badge } from '../ui/badge';
import { count, plural, signed } from '../ui/format';
import { Panel } from '../ui/panel';

interface WeekPanelProps {
  week: string;
  place: Place;
  counts: StateCounts;
  /** Null where history has no week before. */
  before: StateCounts | null;
  moves: (MoveCounts & { newHazards: number }) | null;
  /** What a converted usage is: `async`. */
  done: string;
}

/** Is new code compliant, and what moved? */
export function WeekPanel({ week, place, counts, before, moves, done }: WeekPanelProps) {
  return (
    <Panel title={`Week ${week}`} aside={<a href={links.week(place)} className="link">All moves</a>} flush>
      {moves && before ? (
        <>
          <p className="flex items-center gap-2 px-4 pt-3 text-sm">
            {moves.newLegacy > 0 ? <Badge tone="bad">{plural(moves.newLegacy, 'new legacy usage')}</Badge> : <Badge tone="good">New code is compliant</Badge>}
            <span className="text-ink-3">{moves.newAsync > 0 ? `${count(moves.newAsync)} new ${done}` : `no new ${done} code`}</span>
          </p>
          <dl className="grid grid-cols-2 gap-px py-2 text-sm">
            <Figure term="Converted" value={count(moves.converted)} href={links.week(place, 'converted')} />
            <Figure term="Regressed" value={count(moves.regressed)} href={links.week(place, 'regressed')} alarming={moves.regressed > 0} />
            <Figure term="New legacy" value={count(moves.newLegacy)} href={links.week(place, 'added')} alarming={moves.newLegacy > 0} />
            <Figure term="Removed" value={count(moves.removed)} href={links.week(place, 'removed')} />
            <Figure term="Scope" value={signed(scopeOf(counts) - scopeOf(before))} href={links.week(place, 'added')} />
            <Figure term="New hazards" value={count(moves.newHazards)} href={links.hazards(place)} alarming={moves.newHazards > 0} />
          </dl>
        </>
      ) : (
        <p className="px-4 py-3 text-sm text-ink-3">There is no earlier week to compare with. Scan the history to see what moves.</p>
      )}
    </Panel>
  );
}

function Figure({ term, value, href, alarming = false }: { term: string; value: string; href: string; alarming?: boolean }) {
  return (
    <div className="flex items-baseline justify-between gap-3 px-4 py-1">
      <dt className="text-ink-2">{term}</dt>
      <dd className={`font-medium ${alarming ? 'text-bad' : ''}`}>
        <a href={href} className="link decoration-transparent">
          {value}
        </a>
      </dd>
    </div>
  );
}
