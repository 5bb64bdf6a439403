/**
 * Which bindings of a name can reach a place of the same scope: a small flow analysis over blocks.
 *
 *     with sync_db() as session: …        # block 1
 *     async with async_db() as session:
 *         await session.commit()          # only the second `with` reaches this
 */
import type { Binding, Block } from '../facts';
import type { SourceFile } from './source-file';

export interface Reaching {
  readonly bindings: readonly Binding[];
  /** What the scope was entered with (a parameter, nothing) may also still hold. */
  readonly initial: boolean;
}

/** Blocks of one statement that cannot both run. */
const ALTERNATIVES = new Set(['if', 'else', 'case', 'except']);
/** Blocks that run whenever the statement they belong to does. */
const ALWAYS_RUNS = new Set(['with', 'try', 'finally']);

/**
 * @param bindings of one name in one scope, ascending by `at`
 * @param block, at place of use within that scope, or within a scope nested in it
 */
export function reachingBindings(file: SourceFile, bindings: readonly Binding[], block: number, at: number): Reaching {
  const { blocks } = file.facts;
  const collected: Binding[] = [];
  const branches = new Map<number, Set<number>>();
  for (let index = bindings.length - 1; index >= 0; index--) {
    const binding = bindings[index];
    if (binding === undefined || binding.at > at || binding.kind === 'augmented' || binding.kind === 'global' || binding.kind === 'nonlocal') continue;
    if (binding.kind === 'declare' && collected.length > 0) continue;
    const relation = relate(blocks, binding.block, block);
    if (relation === 'excluded') continue;
    collected.push(binding);
    if (relation === 'always' && binding.kind !== 'declare') return { bindings: collected, initial: false };
    if (relation !== 'always' && coversStatement(file, binding.block, branches)) return { bindings: collected, initial: false };
  }
  // A loop brings later values round, and a name may be bound only after the place in the text.
  const declared = collected.length > 0 && collected.every((binding) => binding.kind === 'declare');
  if (collected.length === 0 || declared) {
    for (const binding of bindings) {
      if (binding.at > at && binding.kind !== 'augmented' && binding.kind !== 'global' && binding.kind !== 'nonlocal' && relate(blocks, binding.block, block) !== 'excluded') {
        collected.push(binding);
      }
    }
  }
  return { bindings: collected, initial: true };
}

type Relation = 'always' | 'sometimes' | 'excluded';

/** What a binding in block `from` means for a later place in block `to`. */
function relate(blocks: readonly Block[], from: number, to: number): Relation {
  // Blocks above the place of use, each with the one of them below it.
  const above = new Map<number, number>();
  for (let block = to, below = -1; block >= 0; below = block, block = blocks[block]?.parent ?? -1) above.set(block, below);
  if (above.has(from)) return 'always';
  let relation: Relation = 'always';
  let exits = false;
  let branch = from;
  let common = from;
  for (; common >= 0 && !above.has(common); common = blocks[common]?.parent ?? -1) {
    const block = blocks[common];
    if (block !== undefined && !ALWAYS_RUNS.has(block.kind)) relation = 'sometimes';
    if (block?.exits === true) exits = true;
    branch = common;
  }
  const mine = blocks[branch];
  const other = blocks[above.get(common) ?? -1];
  if (mine !== undefined && other !== undefined && mine.statement === other.statement && mine.scope === other.scope) {
    return ALTERNATIVES.has(mine.kind) && ALTERNATIVES.has(other.kind) ? 'excluded' : relation;
  }
  return exits ? 'excluded' : relation;
}

/**
 * Whether with this binding every branch of an `if … else` has one, so that nothing older gets through.
 * @param branches per statement the branches met so far; grows
 */
function coversStatement(file: SourceFile, from: number, branches: Map<number, Set<number>>): boolean {
  const { blocks } = file.facts;
  const block = blocks[from];
  if (block === undefined || !ALTERNATIVES.has(block.kind)) return false;
  const met = branches.get(block.statement) ?? new Set<number>();
  branches.set(block.statement, met.add(from));
  const all = file.branchesOf(block.statement);
  return all.some((index) => blocks[index]?.kind === 'else') && all.every((index) => met.has(index) || blocks[index]?.kind === 'try' || blocks[index]?.exits === true);
}
