/** `with a as b, c:` and `with (a as b, c):`. */
import { WithRow } from '../facts-tables';
import { bindTargets } from './bindings';
import { checkpointOf, returnTo } from './checkpoint';
import { addBody } from './compound-statements';
import { parseExpression, parseTarget } from './expressions';
import type { Parser } from './parser';
import { STARTS_EXPRESSION, T } from './tokens';

/** From `with`; `async` may have been read. */
export function parseWith(p: Parser, start: number, isAsync: boolean): void {
  const { withItems } = p.facts;
  const first = withItems.rows;
  const statement = p.newStatement();
  p.next();
  void start;
  if (p.token !== T.LeftParen || !parseParenthesizedItems(p, isAsync)) parseItems(p, isAsync);
  // The body's block is the next row: items hold no blocks that come after them.
  const body = p.facts.blocks.rows;
  for (let item = first; item < withItems.rows; item++) withItems.set(item, WithRow.body, body);
  addBody(p, 'with', statement, 0);
}

/** Whether the parentheses hold items; if they are part of an expression, as in `with (a or b).c:`, nothing is read. */
function parseParenthesizedItems(p: Parser, isAsync: boolean): boolean {
  const checkpoint = checkpointOf(p);
  const first = p.facts.withItems.rows;
  p.next();
  parseItems(p, isAsync);
  if (!p.isBroken && p.token === T.RightParen && p.facts.withItems.rows > first) {
    p.next();
    if (p.token === T.Colon) return true;
  }
  returnTo(p, checkpoint);
  return false;
}

function parseItems(p: Parser, isAsync: boolean): void {
  const { withItems } = p.facts;
  if (STARTS_EXPRESSION[p.token] === 0 && p.token !== T.RightParen) p.problem('A context manager is missing after `with`.');
  while (STARTS_EXPRESSION[p.token] === 1) {
    const start = p.start;
    const context = parseExpression(p);
    const at = p.lastEnd;
    let target = 0;
    if (p.accept(T.As)) {
      target = parseTarget(p);
      bindTargets(p, { kind: 'with', target, value: context, annotation: 0, at, isAsync });
    }
    const row = withItems.add();
    if (isAsync) withItems.set(row, WithRow.isAsync, 1);
    withItems.set(row, WithRow.context, context);
    withItems.set(row, WithRow.target, target);
    withItems.set(row, WithRow.block, p.facts.block);
    withItems.set(row, WithRow.start, start);
    if (!p.accept(T.Comma)) return;
  }
}
