/** Names, attributes and items that are given a value. */
import type { BindingKind } from '../facts';
import { Node } from '../facts';
import { addBinding } from '../facts-entries';
import { BindingRow, BLOCK_KINDS, BlockRow } from '../facts-tables';
import type { Parser } from './parser';

export interface Assignment {
  readonly kind: BindingKind;
  /** One target expression; a tuple or list of them gives several bindings. */
  readonly target: number;
  readonly value: number;
  readonly annotation: number;
  readonly at: number;
  readonly isAsync: boolean;
}

/** Index, within a path, of a part such as `*rest`. */
const STARRED = -1;

const NO_PATH: readonly number[] = [];

export function bindTargets(p: Parser, assignment: Assignment): void {
  bindTarget(p, assignment, assignment.target, NO_PATH);
}

function bindTarget(p: Parser, assignment: Assignment, target: number, path: readonly number[]): void {
  const { facts } = p;
  const kind = facts.kind[target];
  if (kind === Node.Name || kind === Node.Attribute || kind === Node.Subscript) {
    const row = addBinding(p.facts, assignment.kind, kind === Node.Name ? (facts.a[target] ?? 0) : 0, assignment.at);
    const { bindings } = facts;
    bindings.set(row, BindingRow.target, target);
    bindings.set(row, BindingRow.value, assignment.value);
    bindings.set(row, BindingRow.annotation, assignment.annotation);
    if (assignment.isAsync) bindings.set(row, BindingRow.isAsync, 1);
    if (path.length > 0) bindings.set(row, BindingRow.path, listOfNumbers(p, path));
    return;
  }
  if (kind !== Node.Tuple && kind !== Node.List) return;
  const list = facts.a[target] ?? 0;
  const count = facts.lists[list] ?? 0;
  for (let index = 0; index < count; index++) {
    const part = facts.lists[list + 1 + index] ?? 0;
    if (facts.kind[part] === Node.Starred) bindTarget(p, assignment, facts.a[part] ?? 0, [...path, STARRED]);
    else bindTarget(p, assignment, part, [...path, index]);
  }
}

/** `(x := y)` binds outside of the comprehensions it stands in. */
export function bindNamed(p: Parser, target: number, value: number): void {
  const { facts } = p;
  const inner = facts.block;
  const comprehension = BLOCK_KINDS.indexOf('comprehension');
  while (facts.blocks.get(facts.block, BlockRow.kind) === comprehension) {
    facts.block = facts.blocks.get(facts.block, BlockRow.parent);
  }
  bindTargets(p, { kind: 'named', target, value, annotation: 0, at: p.lastEnd, isAsync: false });
  facts.block = inner;
}

/** A name bound by a definition, an import, `except … as`, `global`: `row` is that of the definition or import. */
export function bindName(p: Parser, kind: BindingKind, name: number, at: number, value = 0, row = -1): void {
  const binding = addBinding(p.facts, kind, name, at);
  p.facts.bindings.set(binding, BindingRow.value, value);
  p.facts.bindings.set(binding, BindingRow.row, row);
}

function listOfNumbers(p: Parser, numbers: readonly number[]): number {
  const list = p.facts.beginList();
  for (const number of numbers) p.facts.push(number);
  return p.facts.endList(list);
}
