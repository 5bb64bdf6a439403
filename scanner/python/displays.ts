/** What stands in brackets of its own: `(a, b)`, `[a, b]`, `{a, b}`, `{a: b, **c}` and comprehensions. */
import { Node } from '../facts';
import { isBlank } from './characters';
import { isComprehension, parseComprehension } from './comprehensions';
import { parseElement, parseExpression, parseOperators, parseYield } from './expressions';
import { closeBracket, closeEmptyBracket, readLoosely } from './loose';
import { MOST_NESTING, type Parser } from './parser';
import { Level, STARTS_EXPRESSION, T } from './tokens';

/**
 * After so many plain numbers and strings in the displays of one statement, further ones share a node: generated
 * data of millions of entries stays cheap, and the entries' count stays right.
 */
const MOST_CONSTANTS = 2000;

/** `(…)`: a tuple, a generator expression, or just parentheses, for which what they hold is returned. */
export function parseParentheses(p: Parser): number {
  const start = p.start;
  const list = p.facts.beginList();
  p.next();
  if (p.nesting >= MOST_NESTING) return parseDeep(p, start, list, T.RightParen);
  p.nesting++;
  let isTuple = p.token === T.RightParen;
  if (p.token === T.Yield) p.facts.push(parseYield(p));
  else if (!isTuple) {
    const elementStart = p.start;
    const first = parseElement(p);
    if (isComprehension(p)) return closeComprehension(p, start, elementStart, first, 0, T.RightParen);
    p.facts.push(first);
    if (p.token === T.Comma) {
      isTuple = true;
      parseMoreElements(p, T.RightParen);
    }
  }
  p.nesting--;
  closeBracket(p, T.RightParen, start);
  const count = p.facts.pendingLength - list;
  if (isTuple) return p.node(Node.Tuple, start, p.facts.endList(list), 0);
  if (count > 1) return p.node(Node.Opaque, start, p.facts.endList(list), 0);
  const inner = count === 0 ? 0 : p.facts.pushed(list, 0);
  p.facts.dropList(list);
  return inner;
}

/** `[…]` */
export function parseBrackets(p: Parser): number {
  const start = p.start;
  const list = p.facts.beginList();
  p.next();
  if (p.nesting >= MOST_NESTING) return parseDeep(p, start, list, T.RightBracket);
  p.nesting++;
  if (STARTS_EXPRESSION[p.token] === 1) {
    const elementStart = p.start;
    const first = parseElement(p);
    if (isComprehension(p)) return closeComprehension(p, start, elementStart, first, 0, T.RightBracket);
    p.facts.push(first);
    if (p.token === T.Comma) parseMoreElements(p, T.RightBracket);
  }
  p.nesting--;
  closeBracket(p, T.RightBracket, start);
  return p.node(Node.List, start, p.facts.endList(list), 0);
}

/** `{…}`: a dict if anything in it is a pair or `**x`. */
export function parseBraces(p: Parser): number {
  const start = p.start;
  const { facts } = p;
  const list = facts.beginList();
  p.next();
  if (p.nesting >= MOST_NESTING) return parseDeep(p, start, list, T.RightBrace);
  p.nesting++;
  let isDict = p.token === T.RightBrace;
  let isFirst = true;
  while (p.token !== T.RightBrace) {
    const elementStart = p.start;
    if (p.token === T.DoubleStar) {
      isDict = true;
      p.next();
      facts.push(0);
      facts.push(parseOperators(p, Level.Union));
    } else {
      if (STARTS_EXPRESSION[p.token] === 0) break;
      const element = isPlainConstant(p) ? shareConstant(p) : parseElement(p);
      let value = 0;
      if (p.token === T.Colon) {
        isDict = true;
        p.next();
        value = isPlainConstant(p) ? shareConstant(p) : parseExpression(p);
      }
      if (isFirst && isComprehension(p)) {
        return closeComprehension(p, start, elementStart, element, value, T.RightBrace);
      }
      facts.push(element);
      if (isDict) facts.push(value);
    }
    isFirst = false;
    if (p.token !== T.Comma) break;
    p.next();
  }
  p.nesting--;
  closeBracket(p, T.RightBrace, start);
  return p.node(isDict ? Node.Dict : Node.Set, start, facts.endList(list), 0);
}

/** From the comma behind the first element. */
function parseMoreElements(p: Parser, closer: number): void {
  while (p.token === T.Comma) {
    p.next();
    if (p.token === closer || STARTS_EXPRESSION[p.token] === 0) return;
    p.facts.push(isPlainConstant(p) ? shareConstant(p) : parseElement(p));
  }
}

/** Past the allowance, a number or string that is an element by itself. */
function isPlainConstant(p: Parser): boolean {
  if (p.token !== T.Number && p.token !== T.String) return false;
  if (++p.constants <= MOST_CONSTANTS) return false;
  let at = p.pos;
  while (isBlank(p.bytes[at] ?? 0)) at++;
  const next = p.bytes[at];
  return next === 44 || next === 58 || next === 93 || next === 125 || next === 41;
}

/** Reads the constant; its node, which has no text, is that of the first one past the allowance. */
function shareConstant(p: Parser): number {
  const isNumber = p.token === T.Number;
  const start = p.start;
  p.next();
  const known = isNumber ? p.sharedNumber : p.sharedString;
  if (known !== 0) return known;
  const node = p.node(isNumber ? Node.Constant : Node.String, start, 0, 0);
  if (isNumber) p.sharedNumber = node;
  else p.sharedString = node;
  return node;
}

function closeComprehension(
  p: Parser,
  start: number,
  elementStart: number,
  element: number,
  value: number,
  closer: number,
): number {
  const { scope, list } = parseComprehension(p, start, elementStart, element, value);
  p.nesting--;
  closeEmptyBracket(p, closer, start);
  return p.node(Node.Comprehension, start, scope, list);
}

/** Nested too deep for recursion. */
function parseDeep(p: Parser, start: number, list: number, closer: number): number {
  readLoosely(p);
  closeBracket(p, closer, start);
  return p.node(Node.Opaque, start, p.facts.endList(list), 0);
}
