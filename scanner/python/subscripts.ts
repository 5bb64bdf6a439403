/** `x[i]`, `x[1:2, ...]`, `Generic[*Ts]`. */
import { Node } from '../facts';
import { parseElement, parseExpression } from './expressions';
import { closeBracket, readLoosely } from './loose';
import { MOST_NESTING, type Parser } from './parser';
import { STARTS_EXPRESSION, T } from './tokens';

/** From `[` behind an object. */
export function parseSubscript(p: Parser, start: number, object: number): number {
  const open = p.start;
  const list = p.facts.beginList();
  p.next();
  const first = p.start;
  let isTuple = false;
  if (++p.nesting > MOST_NESTING) readLoosely(p);
  else isTuple = parseIndices(p);
  p.nesting--;
  // Where nothing could be read, what follows is read loosely and collected all the same: `x[@ a, b]`.
  const end = Math.max(first, p.lastEnd);
  closeBracket(p, T.RightBracket, open);
  let index = p.facts.pushed(list, 0);
  const count = p.facts.pendingLength - list;
  if (isTuple || count > 1) index = p.facts.node(Node.Tuple, first, end, p.facts.endList(list), 0);
  else if (count === 0) index = 0;
  p.facts.dropList(list);
  return p.node(Node.Subscript, start, object, index);
}

/** Whether the index is a tuple, as in `x[1,]`. */
function parseIndices(p: Parser): boolean {
  let isTuple = false;
  if (p.token === T.RightBracket) p.problem('The brackets need an index.');
  while (p.token !== T.RightBracket) {
    if (STARTS_EXPRESSION[p.token] === 0 && p.token !== T.Colon) return isTuple;
    // `x[*Ts]` is `x[(*Ts,)]`.
    isTuple ||= p.token === T.Star;
    p.facts.push(parseIndex(p));
    if (p.token !== T.Comma) return isTuple;
    isTuple = true;
    p.next();
  }
  return isTuple;
}

function parseIndex(p: Parser): number {
  const start = p.start;
  const first = p.token === T.Colon ? 0 : parseElement(p);
  if (p.token !== T.Colon) return first;
  const parts = p.facts.beginList();
  if (first !== 0) p.facts.push(first);
  while (p.token === T.Colon) {
    p.next();
    if (STARTS_EXPRESSION[p.token] === 1) p.facts.push(parseExpression(p));
  }
  return p.node(Node.Opaque, start, p.facts.endList(parts), 0);
}
