/**
 * Patterns of `case`. Only what other facts need is kept: the names they bind, and the classes and values they name.
 *
 *     case Order(items=[first, *rest], total=Total.NONE) as order:     # binds first, rest, order
 */
import { Node } from '../facts';
import { bindTargets } from './bindings';
import { checkpointOf, returnTo } from './checkpoint';
import { Level, SoftKeyword, T } from './tokens';
import { parseOperators } from './expressions';
import { closeEmptyBracket, describe, readLoosely } from './loose';
import { MOST_NESTING, type Parser } from './parser';

/** `case a, *b:` is a sequence without brackets. */
export function parsePatterns(p: Parser): void {
  do {
    if (p.token === T.Colon || p.token === T.If) return;
    parsePattern(p);
  } while (p.accept(T.Comma));
}

/** Alternatives and `as`, or `*rest`. */
function parsePattern(p: Parser): void {
  if (p.accept(T.Star)) return capture(p);
  parseClosedPattern(p);
  while (p.accept(T.Bar)) parseClosedPattern(p);
  if (p.accept(T.As)) capture(p);
}

function parseClosedPattern(p: Parser): void {
  switch (p.token) {
    case T.LeftParen:
      return parseItems(p, T.RightParen, parsePattern);
    case T.LeftBracket:
      return parseItems(p, T.RightBracket, parsePattern);
    case T.LeftBrace:
      return parseItems(p, T.RightBrace, parsePair);
    case T.Name:
      return parseNamePattern(p);
    default:
      // Literals: `-1`, `1 + 2j`, `"a" "b"`, `None`.
      parseOperators(p, Level.Arithmetic);
  }
}

/** `name` binds, `name.attribute` is a value, `Name(…)` a class. */
function parseNamePattern(p: Parser): void {
  const start = p.start;
  const { name } = p;
  p.next();
  if (p.token !== T.Dot && p.token !== T.LeftParen) {
    if (name !== SoftKeyword.wildcard) addCapture(p, p.node(Node.Name, start, p.local(name), 0));
    return;
  }
  let value = p.node(Node.Name, start, p.local(name), 0);
  while (p.accept(T.Dot)) {
    if (p.token !== T.Name) return p.problem('A name is missing after the dot.');
    const attribute = p.local(p.name);
    p.next();
    value = p.node(Node.Attribute, start, value, attribute);
  }
  if (p.token === T.LeftParen) parseItems(p, T.RightParen, parseClassArgument);
}

/** `x=pattern` or a pattern; a name before `=` binds nothing. */
function parseClassArgument(p: Parser): void {
  const checkpoint = p.token === T.Name ? checkpointOf(p) : undefined;
  if (checkpoint !== undefined) {
    p.next();
    if (!p.accept(T.Equal)) returnTo(p, checkpoint);
  }
  parsePattern(p);
}

/** `key: pattern` or `**rest` */
function parsePair(p: Parser): void {
  if (p.accept(T.DoubleStar)) return capture(p);
  if (p.token === T.Name) parseNamePattern(p);
  else parseOperators(p, Level.Arithmetic);
  if (!p.accept(T.Colon)) return p.problem(`\`:\` is missing before ${describe(p)}.`);
  parsePattern(p);
}

function parseItems(p: Parser, closer: number, parseItem: (p: Parser) => void): void {
  const open = p.start;
  p.next();
  if (++p.nesting > MOST_NESTING) {
    const list = p.facts.beginList();
    readLoosely(p);
    p.facts.dropList(list);
  } else {
    while (p.token !== closer) {
      parseItem(p);
      if (!p.accept(T.Comma)) break;
    }
  }
  p.nesting--;
  closeEmptyBracket(p, closer, open);
}

/** The name after `*`, `**` or `as`. */
function capture(p: Parser): void {
  if (p.token !== T.Name) return p.problem('A name is missing in the pattern.');
  const { start, name } = p;
  p.next();
  if (name !== SoftKeyword.wildcard) addCapture(p, p.node(Node.Name, start, p.local(name), 0));
}

function addCapture(p: Parser, target: number): void {
  bindTargets(p, { kind: 'capture', target, value: 0, annotation: 0, at: p.lastEnd, isAsync: false });
}
