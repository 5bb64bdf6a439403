import 'server-only';
import type { FileChange } from '../../../lib/compare-files';
import { listOwners } from '../../../lib/db/read/owners';
import { stampOf } from '../../../lib/db/read/snapshots';
import { moveAuthors, type Authorship } from '../../../lib/move-authors';
import { countMoves, type MoveCounts } from '../../../lib/move-counts';
import type { Move } from '../../../lib/moves';
import { derived } from '../../derived';
import type { View } from './view';
import { weekChangesOf } from './week-changes';

type FoundMove = FileChange['moves'][number];

export interface AttributedMove extends FoundMove {
  /** Where the file is, or was where it is gone. */
  path: string;
  fileId: number;
  service: string;
  owners: readonly string[];
}

/** Every move of the week shown, with the owners of its file; null where there is no week before. */
export async function ownedMovesOf(view: View): Promise<AttributedMove[] | null> {
  const { db, before, snapshot } = view;
  const found = await weekChangesOf(view);
  if (!found || !before || !snapshot) return null;
  const [owners, ownersBefore] = [await listOwners(db, snapshot.id), await listOwners(db, before.id)];
  return found.changes.flatMap(({ before: old, after: now, moves }) => {
    const file = now ?? old;
    if (!file) return [];
    const own = (now ? owners : ownersBefore).get(file.path) ?? [];
    return moves.map((move) => ({ ...move, path: file.path, fileId: found.ids.get(file.path) ?? 0, service: file.service, owners: own }));
  });
}

/** Who made each of the moves, in their order. */
export async function authorsOf(view: View): Promise<(Authorship | null)[]> {
  const { before, snapshot, project } = view;
  if (!before?.commit || !snapshot?.commit) return [];
  const [from, to] = [before.commit, snapshot.commit];
  return derived(`authors ${stampOf(before)} ${stampOf(snapshot)}`, async () => {
    const changes = (await weekChangesOf(view))?.changes ?? [];
    const moves = changes.flatMap((change) => {
      const [path, oldPath] = [(change.after ?? change.before)?.path ?? '', (change.before ?? change.after)?.path ?? ''];
      return change.moves.map(({ after }) => ({ path, oldPath, line: after?.line ?? null }));
    });
    return moveAuthors(project.root, from, to, moves);
  });
}

export interface Mover extends MoveCounts {
  /** Null: nobody's alone. */
  name: string | null;
}

/** Moves added up for each of their names, those of most moves first; what has no name comes last. */
export function moversOf(moves: readonly Move[], namesOf: (index: number) => readonly string[]): Mover[] {
  const groups = new Map<string | null, Move[]>();
  for (const [index, move] of moves.entries()) {
    const names = namesOf(index);
    for (const name of names.length > 0 ? names : [null]) groups.set(name, [...(groups.get(name) ?? []), move]);
  }
  const sorted = [...groups].sort(([a, one], [b, other]) => Number(a === null) - Number(b === null) || other.length - one.length || ((a ?? '') < (b ?? '') ? -1 : 1));
  return sorted.map(([name, own]) => ({ name, ...countMoves(own) }));
}
