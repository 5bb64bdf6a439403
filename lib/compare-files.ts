import type { FileResult, Hazard, Usage } from '../scanner/snapshot';
import { countedHazards } from './file-status';
import { movesOf, type Move } from './moves';

/** What became of one file between two states of a codebase. */
export interface FileChange {
  readonly before: FileResult | null;
  readonly after: FileResult | null;
  readonly moves: readonly Move<Usage>[];
  /** Hazards that count, on one side only. */
  readonly newHazards: readonly Hazard[];
  readonly goneHazards: readonly Hazard[];
}

/**
 * Compares two states by identity, never by line or count, so that a fix and a regression do not cancel out and moved
 * lines are no news. Files without any difference are left out. `renames`: new path → old path, as git says; where git
 * says nothing a file with the same content or mostly the same usages is taken for the one that is gone.
 */
export function compareFiles(
  before: readonly FileResult[],
  after: readonly FileResult[],
  renames: ReadonlyMap<string, string> = new Map(),
): FileChange[] {
  const changes = pairFiles(before, after, renames).map(([old, now]) => changeOf(old, now));
  return settleMovedCode(changes).filter((change) => change.moves.length + change.newHazards.length + change.goneHazards.length > 0);
}

function changeOf(before: FileResult | null, after: FileResult | null): FileChange {
  const [old, now] = [before ? countedHazards(before) : [], after ? countedHazards(after) : []];
  return {
    before,
    after,
    moves: before && after && before.blob === after.blob && same(before.usages, after.usages) ? [] : movesOf(before?.usages ?? [], after?.usages ?? []),
    newHazards: without(now, old),
    goneHazards: without(old, now),
  };
}

/** The same content means other verdicts only where another file changed what its names mean. */
function same(before: readonly Usage[], after: readonly Usage[]): boolean {
  return before.length === after.length && before.every((usage, index) => usage.state === after[index]?.state);
}

function without(hazards: readonly Hazard[], others: readonly Hazard[]): Hazard[] {
  const known = tally(others.map(hazardKey));
  return hazards.filter((hazard) => !take(known, hazardKey(hazard)));
}

function hazardKey({ rule, scope }: Hazard): string {
  return `${rule}\n${scope}`;
}

function pairFiles(before: readonly FileResult[], after: readonly FileResult[], renames: ReadonlyMap<string, string>): [FileResult | null, FileResult | null][] {
  const old = new Map(before.map((file) => [file.path, file]));
  const kept = new Set(after.filter((file) => old.has(file.path)).map((file) => file.path));
  const pairs: [FileResult | null, FileResult | null][] = [];
  const appeared: FileResult[] = [];
  for (const file of after) {
    const renamed = renames.get(file.path);
    const origin = kept.has(file.path) || renamed === undefined || kept.has(renamed) ? file.path : renamed;
    const partner = old.get(origin);
    if (partner && old.delete(origin)) pairs.push([partner, file]);
    else appeared.push(file);
  }
  for (const file of appeared) {
    const partner = likeliestOrigin(file, [...old.values()]);
    if (partner) old.delete(partner.path);
    pairs.push([partner, file]);
  }
  for (const gone of old.values()) pairs.push([gone, null]);
  return pairs.sort(([a, b], [c, d]) => compareText((b ?? a)?.path ?? '', (d ?? c)?.path ?? ''));
}

function likeliestOrigin(file: FileResult, gone: readonly FileResult[]): FileResult | null {
  const twin = gone.find((candidate) => candidate.blob === file.blob);
  if (twin) return twin;
  const scored = gone.map((candidate) => ({ candidate, share: sharedPart(candidate, file) })).filter(({ share }) => share >= 0.5);
  return scored.sort((a, b) => b.share - a.share)[0]?.candidate ?? null;
}

/** Share of usages that two files have in common, by place and kind, whatever their state. */
function sharedPart(a: FileResult, b: FileResult): number {
  const key = (usage: Usage) => `${usage.scope}\n${usage.kind}`;
  const known = tally(a.usages.map(key));
  const common = b.usages.filter((usage) => take(known, key(usage))).length;
  return common / Math.max(a.usages.length, b.usages.length, 1);
}

/** A function that moved to another file with all of its usages is neither new nor removed code. */
function settleMovedCode(changes: readonly FileChange[]): FileChange[] {
  const removed = tally(changes.flatMap((change) => wholeScopes(change, 'removed')));
  const added = tally(changes.flatMap((change) => wholeScopes(change, 'added')));
  const moved = new Set([...removed.keys()].filter((key) => removed.get(key) === added.get(key)));
  if (moved.size === 0) return [...changes];
  return changes.map((change) => {
    const gone = new Set([...scopeKeys(change, 'removed'), ...scopeKeys(change, 'added')].filter(([, key]) => moved.has(key)).map(([scope]) => scope));
    return { ...change, moves: change.moves.filter((move) => (move.kind !== 'added' && move.kind !== 'removed') || !gone.has(scopeOf(move))) };
  });
}

function wholeScopes(change: FileChange, kind: 'added' | 'removed'): string[] {
  return [...scopeKeys(change, kind).values()];
}

/** Functions all of whose usages were added or removed, with what they hold. */
function scopeKeys(change: FileChange, kind: 'added' | 'removed'): Map<string, string> {
  const held = new Map<string, string[]>();
  for (const move of change.moves) {
    const scope = scopeOf(move);
    const usage = move.after ?? move.before;
    if (move.kind === kind && usage && scope !== '') held.set(scope, [...(held.get(scope) ?? []), `${usage.kind}:${usage.api}:${usage.state}`]);
  }
  // Most files have not changed.
  if (held.size === 0) return new Map();
  const other = kind === 'added' ? change.before : change.after;
  for (const usage of other?.usages ?? []) held.delete(usage.scope);
  return new Map([...held].map(([scope, parts]) => [scope, `${scope}\n${parts.sort().join('\n')}`]));
}

function scopeOf(move: Move<Usage>): string {
  return (move.after ?? move.before)?.scope ?? '';
}

function tally(keys: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  return counts;
}

function take(counts: Map<string, number>, key: string): boolean {
  const left = counts.get(key) ?? 0;
  if (left > 0) counts.set(key, left - 1);
  return left > 0;
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
