/**
 * Which variable an assignment means: JavaScript's variables belong to the `{}` that declares them, and a function
 * may give a value to one of a function around it.
 */
import { BindingRow, BlockRow, ScopeRow } from '../facts-tables';
import type { Walk } from './walk';

/** Says of each plain assignment, once the whole file is read, whose variable it gives a value to. */
export function settleHomes(walk: Walk): void {
  const { assigned, declared, facts } = walk;
  if (assigned.length === 0) return;
  const blocksOf = new Map<number, Set<number>>();
  for (let index = 0; index < declared.length; index += 2) {
    const name = declared[index] ?? 0;
    const blocks = blocksOf.get(name) ?? new Set<number>();
    blocksOf.set(name, blocks.add(declared[index + 1] ?? 0));
  }
  for (const row of assigned) {
    const blocks = blocksOf.get(facts.bindings.get(row, BindingRow.name));
    if (blocks === undefined) continue;
    for (let block = facts.bindings.get(row, BindingRow.block); block >= 0; block = facts.blocks.get(block, BlockRow.parent)) {
      if (!blocks.has(block)) continue;
      setHome(walk, row, block);
      break;
    }
  }
}

/** Home 0 stands for the block of the binding's own scope, which most have. */
export function setHome(walk: Walk, row: number, home: number): void {
  const { facts } = walk;
  const scope = facts.blocks.get(facts.bindings.get(row, BindingRow.block), BlockRow.scope);
  facts.bindings.set(row, BindingRow.home, facts.scopes.get(scope, ScopeRow.block) === home ? 0 : home + 1);
}
