import { links, type Place } from '../../lib/links';
import { Badge } from '../ui/badge';
import { Empty } from '../ui/empty';
import { plural } from '../ui/format';
import { placeOfUnit } from './unit-place';
import { Panel } from '../ui/panel';

/** A unit of conversion in figures. */
interface ListedUnit {
  id: string;
  title: string;
  functions: number;
  files: number;
  unblocks: number;
  hazards: number;
  ready: boolean;
}

/** The units of conversion that unlock most for least. `open`: usages that are not async yet. */
export function NextPanel({ units, place, open }: { units: readonly ListedUnit[]; place: Place; open: number }) {
  return (
    <Panel title="Next" aside={<a href={links.next(place)} className="link">All units</a>} flush>
      {units.length === 0 && <Empty title={open > 0 ? `${plural(open, 'usage')} left, in no unit of conversion` : 'Nothing is left to convert'} />}
      <ol>
        {units.map((unit) => (
          <li key={unit.id} className="tap-row border-b border-line px-4 py-2 text-sm last:border-b-0">
            <div className="flex items-baseline justify-between gap-3">
              <a href={links.next(place, unit.id)} className="link min-w-0 truncate font-medium decoration-transparent" title={unit.id}>
                {unit.title}
              </a>
              {unit.ready ? <Badge tone="good">ready</Badge> : <Badge>blocked</Badge>}
            </div>
            {unit.title !== placeOfUnit(unit.id) && (
              <p className="truncate text-xs leading-4 text-ink-3" title={placeOfUnit(unit.id)}>
                {placeOfUnit(unit.id)}
              </p>
            )}
            <p className="text-xs leading-4 text-ink-3">
              {plural(unit.functions, 'function')} in {plural(unit.files, 'file')} · unblocks {plural(unit.unblocks, 'usage')}
              {unit.hazards > 0 && ` · ${plural(unit.hazards, 'hazard')}`}
            </p>
          </li>
        ))}
      </ol>
    </Panel>
  );
}
