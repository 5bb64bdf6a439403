import 'server-only';
import { cache } from 'react';
import { compareFiles, type FileChange } from '../../../lib/compare-files';
import type { Db } from '../../../lib/db/open';
import { listChangedFiles } from '../../../lib/db/read/changed-files';
import { countMoves, type MoveCounts } from '../../../lib/move-counts';
import type { View } from './view';

export interface WeekChanges {
  changes: FileChange[];
  counts: MoveCounts;
  ids: Map<string, number>;
}

/** What moved between the week before and the week shown; null where there is no week before. */
export function weekChangesOf({ db, before, snapshot }: View): Promise<WeekChanges | null> {
  return before && snapshot ? changesBetween(db, before.id, snapshot.id) : Promise.resolve(null);
}

const changesBetween = cache(async (db: Db, before: number, after: number): Promise<WeekChanges> => {
  const { ids, ...files } = await listChangedFiles(db, before, after);
  const changes = compareFiles(files.before, files.after, files.renames);
  return { changes, counts: countMoves(changes.flatMap((change) => change.moves)), ids };
});
