/** What moved between two states of a file: matches usages on both sides and names each difference. */
import type { State, UsageKind } from './migration';

export interface MovedUsage {
  kind: UsageKind;
  state: State;
  api: string;
  method: string;
  scope: string;
  line: number;
}

/**
 * `converted`: legacy before, async now. `regressed`: async before, not async now. `changed`: any other change of
 * state. `added` and `removed`: there on one side only.
 */
export const MOVE_KINDS = ['converted', 'regressed', 'added', 'removed', 'changed'] as const;
export type MoveKind = (typeof MOVE_KINDS)[number];

export interface Move<Usage extends MovedUsage = MovedUsage> {
  kind: MoveKind;
  before: Usage | null;
  after: Usage | null;
}

/**
 * Equal usages cancel out first; what is left pairs up within the same scope, kind and method, then within the same
 * scope (`session.query` becomes `session.execute`), then within the file (a function was renamed with its conversion).
 * Line numbers play no part.
 */
export function movesOf<Usage extends MovedUsage>(before: readonly Usage[], after: readonly Usage[]): Move<Usage>[] {
  let [old, now] = pairOff(before, after, (usage) => `${usage.scope}\n${usage.kind}\n${usage.method}\n${usage.state}`).rest;
  const moves: Move<Usage>[] = [];
  for (const key of [
    (usage: Usage) => `${usage.scope}\n${usage.kind}\n${usage.method}`,
    (usage: Usage) => usage.scope,
    () => '',
  ]) {
    const { pairs, rest } = pairOff(old, now, key, (a, b) => a.state !== b.state);
    [old, now] = rest;
    for (const [a, b] of pairs) moves.push({ kind: kindOf(a, b), before: a, after: b });
  }
  for (const usage of old) moves.push({ kind: 'removed', before: usage, after: null });
  for (const usage of now) moves.push({ kind: 'added', before: null, after: usage });
  return moves;
}

function kindOf(before: MovedUsage, after: MovedUsage): MoveKind {
  if (after.state === 'async') return 'converted';
  return before.state === 'async' ? 'regressed' : 'changed';
}

interface Pairing<Usage> {
  pairs: [Usage, Usage][];
  rest: [Usage[], Usage[]];
}

function pairOff<Usage>(
  before: readonly Usage[],
  after: readonly Usage[],
  key: (usage: Usage) => string,
  fits: (a: Usage, b: Usage) => boolean = () => true,
): Pairing<Usage> {
  const waiting = new Map<string, Usage[]>();
  for (const usage of before) {
    const list = waiting.get(key(usage));
    if (list) list.push(usage);
    else waiting.set(key(usage), [usage]);
  }
  const pairs: [Usage, Usage][] = [];
  const left: Usage[] = [];
  for (const usage of after) {
    const list = waiting.get(key(usage)) ?? [];
    const index = list.findIndex((candidate) => fits(candidate, usage));
    const partner = index < 0 ? undefined : list.splice(index, 1)[0];
    if (partner === undefined) left.push(usage);
    else pairs.push([partner, usage]);
  }
  return { pairs, rest: [[...waiting.values()].flat(), left] };
}
