/** Rows of facts that every language writes in the same way. */
import type { BindingKind, Exit } from './facts';
import type { FactsBuilder } from './facts-builder';
import { BINDING_KINDS, BindingRow, EXIT_KINDS, ExitRow } from './facts-tables';

/** @param value node, 0 for none; @param start offset of the statement */
export function addExit(facts: FactsBuilder, scope: number, kind: Exit['kind'], value: number, start: number): void {
  const { exits, block } = facts;
  const row = exits.add();
  exits.set(row, ExitRow.kind, EXIT_KINDS.indexOf(kind));
  exits.set(row, ExitRow.scope, scope);
  exits.set(row, ExitRow.block, block);
  exits.set(row, ExitRow.value, value);
  exits.set(row, ExitRow.start, start);
}

/**
 * A binding in the present block, without target, value or row.
 * @param name index into the names
 * @param at offset from which the name holds the value
 * @returns its row
 */
export function addBinding({ bindings, block }: FactsBuilder, kind: BindingKind, name: number, at: number): number {
  const row = bindings.add();
  bindings.set(row, BindingRow.kind, BINDING_KINDS.indexOf(kind));
  bindings.set(row, BindingRow.name, name);
  bindings.set(row, BindingRow.block, block);
  bindings.set(row, BindingRow.at, at);
  bindings.set(row, BindingRow.row, -1);
  return row;
}
