/** Expressions: operators, conditionals, `:=`, `*x`, `yield`, and lists of them without brackets. */
import { Node } from '../facts';
import { bindNamed } from './bindings';
import { parseLambda } from './lambdas';
import { MOST_NESTING, type Parser } from './parser';
import { parsePrimary } from './primaries';
import { Level, LEVEL, STARTS_EXPRESSION, T } from './tokens';
import { ScopeRow } from '../facts-tables';

/** Chains of `and`, `or` and `|` longer than this become one Opaque node, so that no tree is that deep. */
const LONGEST_CHAIN = 500;

/** `x if test else y`, a lambda, or operators: what Python's grammar calls an expression. */
export function parseExpression(p: Parser): number {
  if (p.token === T.Lambda) return parseLambda(p);
  const start = p.start;
  const value = parseOperators(p, Level.Or);
  return p.token === T.If ? parseConditional(p, start, value) : value;
}

/** An expression or `name := value`. */
export function parseNamedExpression(p: Parser): number {
  const start = p.start;
  const target = parseExpression(p);
  if (p.token !== T.ColonEqual) return target;
  p.next();
  const value = parseExpression(p);
  bindNamed(p, target, value);
  return p.node(Node.Named, start, target, value);
}

/** An element of a display: an expression, `x := y` or `*x`. */
export function parseElement(p: Parser): number {
  return p.token === T.Star ? parseStarred(p) : parseNamedExpression(p);
}

export function parseStarred(p: Parser): number {
  const start = p.start;
  p.next();
  const value = parseOperators(p, Level.Union);
  return p.node(Node.Starred, start, value, 0);
}

/** `a`, or a tuple without parentheses `a, *b, c`; also `yield`, which may stand wherever such a list may. */
export function parseExpressionList(p: Parser): number {
  if (p.token === T.Yield) return parseYield(p);
  const start = p.start;
  const first = parseElement(p);
  return p.token === T.Comma ? parseTupleRest(p, start, first, parseElement) : first;
}

/** Targets of `for`: like an expression list, but `in` ends it. */
export function parseTargetList(p: Parser): number {
  const start = p.start;
  const first = parseTarget(p);
  return p.token === T.Comma ? parseTupleRest(p, start, first, parseTarget) : first;
}

export function parseTarget(p: Parser): number {
  return p.token === T.Star ? parseStarred(p) : parseOperators(p, Level.Union);
}

function parseTupleRest(p: Parser, start: number, first: number, parse: (p: Parser) => number): number {
  const list = p.facts.beginList();
  p.facts.push(first);
  while (p.token === T.Comma) {
    p.next();
    if (STARTS_EXPRESSION[p.token] === 0) break;
    p.facts.push(parse(p));
  }
  return p.node(Node.Tuple, start, p.facts.endList(list), 0);
}

export function parseYield(p: Parser): number {
  const start = p.start;
  p.next();
  p.facts.scopes.set(p.scope, ScopeRow.isGenerator, 1);
  if (p.accept(T.From)) {
    const source = parseExpression(p);
    return p.node(Node.YieldFrom, start, source, 0);
  }
  // `yield yield x` is no Python, and would recurse.
  const value = STARTS_EXPRESSION[p.token] === 1 && p.token !== T.Yield ? parseExpressionList(p) : 0;
  return p.node(Node.Yield, start, value, 0);
}

/** From `if` of `x if test else y`. Chains `a if b else c if d else …` are read in a loop. */
function parseConditional(p: Parser, start: number, first: number): number {
  const { facts } = p;
  const parts = facts.beginList();
  const starts: number[] = [start];
  let value = first;
  for (;;) {
    p.next();
    facts.push(value);
    facts.push(parseOperators(p, Level.Or));
    if (!p.accept(T.Else)) {
      p.problem('`else` is missing after `if` in an expression.');
      value = 0;
      break;
    }
    starts.push(p.start);
    value = p.token === T.Lambda ? parseLambda(p) : parseOperators(p, Level.Or);
    if (p.token !== T.If) break;
  }
  if (starts.length > LONGEST_CHAIN) {
    facts.push(value);
    return p.node(Node.Opaque, start, facts.endList(parts), 0);
  }
  const pairs: number[] = [];
  const length = facts.pendingLength - parts;
  for (let part = 0; part < length; part++) pairs.push(facts.pushed(parts, part));
  facts.dropList(parts);
  for (let pair = length - 2; pair >= 0; pair -= 2) {
    const list = facts.beginList();
    facts.push(pairs[pair + 1] ?? 0);
    facts.push(pairs[pair] ?? 0);
    facts.push(value);
    value = p.node(Node.Conditional, starts[pair >> 1] ?? start, facts.endList(list), 0);
  }
  return value;
}

/** Operators that bind at least as tightly as `least`, by precedence climbing. */
export function parseOperators(p: Parser, least: number): number {
  const start = p.start;
  let left = p.token === T.Not && least <= Level.Not ? parseNot(p) : parseOperand(p);
  for (;;) {
    const level = LEVEL[p.token] ?? 0;
    if (level < least || level === 0) return left;
    if (level === Level.Arithmetic) left = parseArithmetic(p, start, left);
    else if (level === Level.Comparison) left = parseComparison(p, start, left);
    else left = parseChain(p, start, left, level);
  }
}

/** All arithmetic between operands of `|` or comparisons: it has no meaning of its own, so one node holds it all. */
function parseArithmetic(p: Parser, start: number, first: number): number {
  const operands = p.facts.beginList();
  p.facts.push(first);
  while (LEVEL[p.token] === Level.Arithmetic) {
    p.next();
    p.facts.push(parseOperand(p));
  }
  return p.node(Node.Opaque, start, p.facts.endList(operands), 0);
}

/** `a and b and c`, `a or b`, `X | Y`: nodes of two that lean to the left. */
function parseChain(p: Parser, start: number, first: number, level: number): number {
  const { facts } = p;
  const token = p.token;
  const kind = token === T.And ? Node.And : token === T.Or ? Node.Or : Node.Union;
  const operands = facts.beginList();
  let left = first;
  for (let length = 1; p.token === token; length++) {
    p.next();
    const right = parseOperators(p, level + 1);
    if (length < LONGEST_CHAIN) left = p.node(kind, start, left, right);
    else facts.push(right);
  }
  if (facts.pendingLength === operands) return left;
  facts.push(left);
  return p.node(Node.Opaque, start, facts.endList(operands), 0);
}

/** `a < b` is a Compare, `a < b < c` Opaque. */
function parseComparison(p: Parser, start: number, left: number): number {
  const operands = p.facts.beginList();
  p.facts.push(left);
  let operator = 0;
  let count = 0;
  while (LEVEL[p.token] === Level.Comparison) {
    operator = parseComparisonOperator(p);
    p.facts.push(parseOperators(p, Level.Union));
    count++;
  }
  const list = p.facts.endList(operands);
  return count === 1 ? p.node(Node.Compare, start, list, operator) : p.node(Node.Opaque, start, list, 0);
}

function parseComparisonOperator(p: Parser): number {
  const token = p.token;
  const start = p.start;
  const keyword = p.name;
  p.next();
  if (token === T.In) return p.local(keyword);
  if (token === T.Is) return p.accept(T.Not) ? p.localText('is not') : p.local(keyword);
  if (token === T.Not) {
    if (!p.accept(T.In)) p.problem('`in` is missing after `not`.');
    return p.localText('not in');
  }
  return p.localSlice(start, p.lastEnd);
}

function parseNot(p: Parser): number {
  const starts: number[] = [];
  while (p.token === T.Not) {
    if (starts.length < MOST_NESTING) starts.push(p.start);
    p.next();
  }
  let value = parseOperators(p, Level.Comparison);
  for (const start of starts.reverse()) value = p.node(Node.Not, start, value, 0);
  return value;
}

/** `-x`, `await x` or a primary. */
function parseOperand(p: Parser): number {
  const token = p.token;
  if (token === T.Await) return parseAwait(p);
  if (token !== T.Minus && token !== T.Plus && token !== T.Tilde) return parsePrimary(p);
  const start = p.start;
  while (p.token === T.Minus || p.token === T.Plus || p.token === T.Tilde) p.next();
  const operand = p.token === T.Await ? parseAwait(p) : parsePrimary(p);
  const list = p.facts.beginList();
  p.facts.push(operand);
  return p.node(Node.Opaque, start, p.facts.endList(list), 0);
}

function parseAwait(p: Parser): number {
  const start = p.start;
  // `await await x` is no Python: one is enough.
  while (p.token === T.Await) p.next();
  const value = parsePrimary(p);
  return p.node(Node.Await, start, value, 0);
}
