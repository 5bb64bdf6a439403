/** Primaries: an atom and what follows it without a space between: `.name`, `(…)`, `[…]`. */
import { Node } from '../facts';
import { parseArguments } from './arguments';
import { parseBraces, parseBrackets, parseParentheses } from './displays';
import { parseLambda } from './lambdas';
import type { Parser } from './parser';
import { parseStrings } from './strings';
import { parseSubscript } from './subscripts';
import { T } from './tokens';

/** Past this many links a chain such as `a.b.c…` forgets what it began with, so that no tree is that deep. */
const LONGEST_CHAIN = 1000;

export function parsePrimary(p: Parser): number {
  const start = p.start;
  let value: number;
  if (p.token === T.Name) {
    const name = p.local(p.name);
    p.next();
    value = p.node(Node.Name, start, name, 0);
  } else value = parseAtom(p);
  for (let links = 0; ; links++) {
    const token = p.token;
    if (token !== T.Dot && token !== T.LeftParen && token !== T.LeftBracket) return value;
    if (links >= LONGEST_CHAIN) value = 0;
    if (token === T.Dot) value = parseAttribute(p, start, value);
    else if (token === T.LeftParen) value = parseCall(p, start, value);
    else value = parseSubscript(p, start, value);
  }
}

function parseAttribute(p: Parser, start: number, object: number): number {
  p.next();
  // `x.print` and, in old code, `x.async`: after a dot every word is a name.
  if (p.token !== T.Name && p.token < T.False) {
    p.problem('A name is missing after the dot.');
    return object;
  }
  const name = p.local(p.name);
  p.next();
  return p.node(Node.Attribute, start, object, name);
}

function parseCall(p: Parser, start: number, callee: number): number {
  const list = parseArguments(p);
  return p.node(Node.Call, start, callee, list);
}

function parseAtom(p: Parser): number {
  const start = p.start;
  switch (p.token) {
    case T.String:
    case T.Format:
      return parseStrings(p);
    case T.Number:
      return parseConstant(p);
    case T.None:
    case T.True:
    case T.False:
    case T.Ellipsis: {
      const name = p.token === T.Ellipsis ? p.localSlice(start, p.tokenEnd) : p.local(p.name);
      p.next();
      return p.node(Node.Constant, start, name, 0);
    }
    case T.LeftParen:
      return parseParentheses(p);
    case T.LeftBracket:
      return parseBrackets(p);
    case T.LeftBrace:
      return parseBraces(p);
    case T.Lambda:
      // Python wants parentheses around a lambda here; what it means is clear without.
      p.problem('A lambda needs parentheses here.');
      return parseLambda(p);
    default:
      p.problem('An expression is missing here.');
      return 0;
  }
}

function parseConstant(p: Parser): number {
  const start = p.start;
  const name = p.localSlice(start, p.tokenEnd);
  p.next();
  return p.node(Node.Constant, start, name, 0);
}
