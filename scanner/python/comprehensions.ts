/** `[x for y in z if c]` and its relatives, from the first `for` on: the element has been read before. */
import { BlockRow, ScopeRow } from '../facts-tables';
import { bindTargets } from './bindings';
import { parseOperators, parseTargetList } from './expressions';
import type { Parser } from './parser';
import { Level, T } from './tokens';

export function isComprehension(p: Parser): boolean {
  return p.token === T.For || p.token === T.Async;
}

/**
 * Reads the clauses. `start` is the comprehension's, `elementStart` the element's; `value` is the value of a dict's
 * element, else 0. The caller makes the node once the bracket is closed.
 */
export function parseComprehension(
  p: Parser,
  start: number,
  elementStart: number,
  element: number,
  value: number,
): { scope: number; list: number } {
  const { facts } = p;
  const outerScope = p.scope;
  const outerBlock = facts.block;
  const scope = p.addScope('comprehension', start);
  const block = p.addBlock('comprehension', scope, p.newStatement(), 0);
  facts.scopes.set(scope, ScopeRow.block, block);
  facts.blocks.set(block, BlockRow.start, start);
  adoptElement(p, elementStart, scope, block);

  const list = facts.beginList();
  facts.push(element);
  if (value !== 0) facts.push(value);
  facts.block = block;
  p.scope = scope;
  let isFirst = true;
  for (;;) {
    if (p.token === T.If) {
      p.next();
      facts.push(parseOperators(p, Level.Or));
      continue;
    }
    const isAsync = p.token === T.Async;
    if (isAsync) p.next();
    if (p.token !== T.For) {
      if (isAsync) p.problem('`for` is missing after `async`.');
      break;
    }
    if (isAsync) facts.scopes.set(scope, ScopeRow.isAsync, 1);
    p.next();
    const target = parseTargetList(p);
    if (!p.accept(T.In)) p.problem('`in` is missing after `for`.');
    // Python evaluates the first iterable outside.
    if (isFirst) {
      facts.block = outerBlock;
      p.scope = outerScope;
    }
    const iterable = parseOperators(p, Level.Or);
    facts.block = block;
    p.scope = scope;
    isFirst = false;
    // The names hold from the start: the element, which reads them, stands before the `for`.
    bindTargets(p, { kind: 'for', target, value: iterable, annotation: 0, at: start, isAsync });
  }
  facts.block = outerBlock;
  p.scope = outerScope;
  facts.scopes.set(scope, ScopeRow.end, p.tokenEnd);
  facts.blocks.set(block, BlockRow.end, p.tokenEnd);
  return { scope, list: facts.endList(list) };
}

/** Moves what was read of the element into the comprehension's block and scope. */
function adoptElement(p: Parser, elementStart: number, scope: number, block: number): void {
  const { facts } = p;
  const { blockOf, start } = facts;
  const outerBlock = facts.block;
  for (let node = facts.nodeCount - 1; node > 0 && (start[node] ?? 0) >= elementStart; node--) {
    if (blockOf[node] === outerBlock) blockOf[node] = block;
  }
  const { blocks, scopes } = facts;
  for (let row = block - 1; row > 0 && blocks.get(row, BlockRow.start) >= elementStart; row--) {
    if (blocks.get(row, BlockRow.parent) === outerBlock) blocks.set(row, BlockRow.parent, block);
  }
  for (let row = scope - 1; row > 0 && scopes.get(row, ScopeRow.start) >= elementStart; row--) {
    if (scopes.get(row, ScopeRow.parent) === p.scope) scopes.set(row, ScopeRow.parent, scope);
  }
}
