import type { Usage } from '../scanner/snapshot';
import type { FileChange } from './compare-files';
import type { Move } from './moves';

/** Qualified names of the functions and classes of a file; null: not known. */
export type FunctionsOf = (path: string) => ReadonlySet<string> | null;

interface Sides {
  readonly before: FunctionsOf;
  readonly after: FunctionsOf;
}

/**
 * Takes renamed functions out of what was added and removed: `load` is gone, `fetch` is there, both hold the same
 * usages. A function that existed before is never taken for a renamed one, so that deleting legacy code in one
 * function does not pay for adding it to another.
 */
export function settleRenamedFunctions(changes: readonly FileChange[], sides: Sides): FileChange[] {
  return changes.map((change) => (needsSettling(change) ? settle(change, sides) : change));
}

function needsSettling({ moves }: FileChange): boolean {
  return moves.some((move) => move.kind === 'added') || moves.some(isAcross);
}

/** A change of state that was matched between two functions. */
function isAcross(move: Move<Usage>): boolean {
  return move.kind === 'changed' && move.before !== null && move.after !== null && move.before.scope !== move.after.scope;
}

function settle(change: FileChange, sides: Sides): FileChange {
  const before = change.before && sides.before(change.before.path);
  const after = change.after && sides.after(change.after.path);
  const isNew = (scope: string) => scope !== '' && before?.has(scope) === false;
  const isGone = (scope: string) => scope !== '' && after?.has(scope) === false;
  const moves = change.moves.flatMap((move) => splitUnlessRenamed(move, isNew, isGone));
  const removed = heldBy(moves, 'removed', isGone);
  const renamed = new Set<string>();
  for (const [scope, held] of heldBy(moves, 'added', isNew)) {
    const origin = [...removed].find(([, other]) => other === held)?.[0];
    if (origin === undefined) continue;
    removed.delete(origin);
    renamed.add(`added ${scope}`).add(`removed ${origin}`);
  }
  return { ...change, moves: moves.filter((move) => !renamed.has(`${move.kind} ${(move.after ?? move.before)?.scope}`)) };
}

function splitUnlessRenamed(move: Move<Usage>, isNew: (scope: string) => boolean, isGone: (scope: string) => boolean): Move<Usage>[] {
  if (!isAcross(move)) return [move];
  if (isNew(move.after?.scope ?? '') && isGone(move.before?.scope ?? '')) return [move];
  return [
    { kind: 'removed', before: move.before, after: null },
    { kind: 'added', before: null, after: move.after },
  ];
}

/** Scope → what it holds among the moves of a kind, for scopes that pass. */
function heldBy(moves: readonly Move<Usage>[], kind: 'added' | 'removed', passes: (scope: string) => boolean): Map<string, string> {
  const held = new Map<string, string[]>();
  for (const move of moves) {
    const usage = move.after ?? move.before;
    if (move.kind !== kind || !usage || !passes(usage.scope)) continue;
    held.set(usage.scope, [...(held.get(usage.scope) ?? []), `${usage.kind} ${usage.api} ${usage.state}`]);
  }
  return new Map([...held].map(([scope, parts]) => [scope, parts.sort().join('\n')]));
}
