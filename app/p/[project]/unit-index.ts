import 'server-only';
import { listUnits, type Unit } from '../../../lib/db/read/units';
import { stampOf, type SnapshotRow } from '../../../lib/db/read/snapshots';
import { readinessByFile, type Readiness } from '../../../lib/file-status';
import type { Db } from '../../../lib/db/open';
import { derivedPerFile } from '../../derived';

/** A unit of conversion in figures: what lists show of it. */
export interface UnitSummary extends Pick<Unit, 'id' | 'title' | 'unblocks' | 'hazards' | 'ready'> {
  functions: number;
  files: number;
}

export interface UnitIndex {
  /** The one that unlocks most for least first. */
  summaries: readonly UnitSummary[];
  /** Path → whether the units of its functions can be converted, and what they wait for. */
  readiness: ReadonlyMap<string, Pick<Readiness, 'ready' | 'blockers'>>;
  /** Path → ids of the units that hold a function of it. */
  byPath: ReadonlyMap<string, readonly string[]>;
}

/** What pages need to know of all units; a large repository has megabytes of them, which are read once. */
export function unitIndexOf(db: Db, snapshot: SnapshotRow): Promise<UnitIndex> {
  return derivedPerFile(`units ${stampOf(snapshot)}`, async () => {
    const units = await listUnits(db, snapshot.id);
    const byPath = new Map<string, string[]>();
    const summaries = units.map(({ id, title, unblocks, hazards, ready, functions }) => {
      const paths = new Set(functions.map((part) => part.path));
      for (const path of paths) {
        const known = byPath.get(path);
        if (known) known.push(id);
        else byPath.set(path, [id]);
      }
      return { id, title, unblocks, hazards, ready, functions: functions.length, files: paths.size };
    });
    return { summaries, readiness: readinessByFile(units), byPath };
  });
}
