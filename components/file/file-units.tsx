import type { Unit } from '../../lib/db/read/units';
import { links, type Place } from '../../lib/links';
import { Badge } from '../ui/badge';
import { plural } from '../ui/format';

/** The units of conversion that hold functions of the file: what calls it, what it waits for, what it sets free. */
export function FileUnits({ units, place, fileIds, path }: { units: readonly Unit[]; place: Place; fileIds: ReadonlyMap<string, number>; path: string }) {
  if (units.length === 0) return <p className="text-sm text-ink-3">No function of this file waits for another one.</p>;
  return (
    <ul className="space-y-3 text-sm">
      {units.map((unit) => (
        <li key={unit.id} className="space-y-0.5">
          <p className="flex items-baseline justify-between gap-2">
            <a href={links.next(place, unit.id)} className="link min-w-0 truncate font-medium">
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
          {unit.boundaries.slice(0, 6).map((caller) => {
            const id = fileIds.get(caller.path);
            const text = `${caller.scope || 'module level'}${caller.path === path ? '' : ` in ${caller.path}`}`;
            return (
              <p key={`${caller.path}${caller.line}${caller.scope}`} className="truncate text-xs text-ink-2" title={`${caller.path}:${caller.line}`}>
                called by ({caller.kind}){' '}
                {id === undefined ? text : (
                  <a href={links.file(place, id, caller.line)} className="link">
                    {text}
                  </a>
                )}
              </p>
            );
          })}
        </li>
      ))}
    </ul>
  );
}
