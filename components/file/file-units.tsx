import type { Unit } from '../../lib/db/read/units';
import { links, type Place } from '../../lib/links';
import { Badge } from '../ui/badge';
import { count, plural } from '../ui/format';

interface FileUnitsProps {
  units: readonly Unit[];
  /** How many there are; not all may be given. */
  total: number;
  place: Place;
  /** Path → file id, for the files that hold usages. */
  fileIds: ReadonlyMap<string, number>;
  path: string;
}

const CALLERS = 6;

/** The units of conversion that hold functions of the file: what calls it, what it waits for, what it sets free. */
export function FileUnits({ units, total, place, fileIds, path }: FileUnitsProps) {
  if (units.length === 0) return <p className="text-sm text-ink-3">No function of this file is in a unit of conversion, so that its callers were not looked for.</p>;
  return (
    <>
      <ul className="space-y-3 text-sm">
        {units.map((unit) => (
          <li key={unit.id} className="space-y-0.5">
            <p className="flex items-baseline justify-between gap-2">
              <a href={links.next(place, unit.id)} className="link min-w-0 truncate font-medium" title={unit.id}>
                {unit.title}
              </a>
              <Badge tone={unit.ready ? 'good' : 'plain'}>{unit.ready ? 'ready' : 'blocked'}</Badge>
            </p>
            <p className="text-xs text-ink-3">
              {plural(unit.functions.length, 'function')}, unblocks {plural(unit.unblocks, 'usage')}
            </p>
            {unit.blockers.map((blocker) => (
              <p key={blocker} className="text-xs text-ink-2">
                waits for: {blocker}
              </p>
            ))}
            <Callers unit={unit} place={place} fileIds={fileIds} path={path} />
          </li>
        ))}
      </ul>
      {total > units.length && <p className="mt-3 text-xs text-ink-3">and {count(total - units.length)} more units</p>}
      <p className="mt-3 border-t border-line pt-2 text-xs text-ink-3">Callers are traced from functions that are still to be converted; calls to converted ones are not recorded.</p>
    </>
  );
}

/** Who calls functions of this file: others of the unit first, as they become async with it, then what lies around it. */
function Callers({ unit, place, fileIds, path }: Omit<FileUnitsProps, 'units' | 'total'> & { unit: Unit }) {
  const own = new Set(unit.functions.filter((part) => part.path === path).map((part) => `${part.path}:${part.scope}`));
  const within = unit.functions.filter((part) => part.path !== path && part.calls.some((call) => own.has(call))).map((part) => ({ ...part, how: 'in the unit' }));
  const around = unit.boundaries.filter((part) => !part.calls || part.calls.some((call) => own.has(call))).map((part) => ({ ...part, how: part.kind }));
  const callers = [...within, ...around];
  return (
    <>
      {callers.slice(0, CALLERS).map((caller) => {
        const id = fileIds.get(caller.path);
        const text = `${caller.scope || 'module level'}${caller.path === path ? '' : ` in ${caller.path.slice(caller.path.lastIndexOf('/') + 1)}`}`;
        return (
          <p key={`${caller.path}${caller.line}${caller.scope}${caller.how}`} className="truncate text-xs text-ink-2" title={`${caller.path}:${caller.line}`}>
            called by ({caller.how}){' '}
            {id === undefined ? text : (
              <a href={links.file(place, id, caller.line)} className="link">
                {text}
              </a>
            )}
          </p>
        );
      })}
      {callers.length > CALLERS && (
        <p className="text-xs text-ink-3">
          and{' '}
          <a href={links.next(place, unit.id)} className="link">
            {plural(callers.length - CALLERS, 'more caller')}
          </a>
        </p>
      )}
    </>
  );
}
