import 'server-only';
import { compareFiles, type FileChange } from '../../../lib/compare-files';
import { listChangedFiles } from '../../../lib/db/read/changed-files';
import { stampOf } from '../../../lib/db/read/snapshots';
import { countMoves, type MoveCounts } from '../../../lib/move-counts';
import { derived } from '../../derived';
import type { View } from './view';

export interface WeekChanges {
  changes: FileChange[];
  /** Path → file id. */
  ids: Map<string, number>;
}

/** What moved between the week before and the week shown, file by file; null where there is no week before. */
export async function weekChangesOf({ db, before, snapshot }: View): Promise<WeekChanges | null> {
  if (!before || !snapshot) return null;
  const { ids, ...files } = await listChangedFiles(db, before.id, snapshot.id);
  return { changes: compareFiles(files.before, files.after, files.renames), ids };
}

export interface WeekSummary extends MoveCounts {
  newHazards: number;
}

/** The same in figures. */
export async function weekSummaryOf(view: View): Promise<WeekSummary | null> {
  if (!view.before || !view.snapshot) return null;
  return derived(`week ${stampOf(view.before)} ${stampOf(view.snapshot)}`, async () => {
    const changes = (await weekChangesOf(view))?.changes ?? [];
    return {
      ...countMoves(changes.flatMap((change) => change.moves)),
      newHazards: changes.reduce((sum, change) => sum + change.newHazards.length, 0),
    };
  });
}
