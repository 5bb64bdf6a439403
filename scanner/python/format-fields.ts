/**
 * The inside of f-strings and t-strings: `f"a {x!r:>{width}} b"`. Fields hold whole expressions, further strings
 * with the same quotes among them (PEP 701).
 */
import { parseExpressionList } from './expressions';
import { isLineBreak } from './characters';
import { MOST_NESTING, type Parser } from './parser';
import { T } from './tokens';

interface Quotes {
  readonly mark: number;
  readonly isTriple: boolean;
  readonly isRaw: boolean;
}

/**
 * From a Format token, which ends before the quotes, over the whole string; afterwards the token ends behind it.
 * Pushes the nodes of all fields to the list that is open, returns the offset of the first `{`, −1 for none.
 */
export function parseFields(p: Parser): number {
  const quote = p.pos;
  const mark = p.bytes[quote] ?? 0;
  const isTriple = p.bytes[quote + 1] === mark && p.bytes[quote + 2] === mark;
  const isRaw = ((p.bytes[p.start] ?? 0) | 32) === 114 || ((p.bytes[quote - 1] ?? 0) | 32) === 114;
  const before: Outside = { token: p.token, start: p.start, depth: p.depth, formatDepth: p.formatDepth };
  const first = readText(p, quote + (isTriple ? 3 : 1), { mark, isTriple, isRaw }, false, before);
  p.tokenEnd = p.pos;
  return first;
}

/** The tokenizer's state around a string, put back after each field. */
interface Outside {
  readonly token: number;
  readonly start: number;
  readonly depth: number;
  readonly formatDepth: number;
}

/** Text with fields up to the closing quotes, or in a format specification up to `}`; `p.pos` is then behind. */
function readText(p: Parser, from: number, quotes: Quotes, isSpecification: boolean, outside: Outside): number {
  const { bytes } = p;
  let first = -1;
  let at = from;
  for (;;) {
    const byte = bytes[at] ?? 0;
    if (byte === quotes.mark && isClosing(bytes, at, quotes)) {
      // In a specification the string ends before its field does.
      if (isSpecification) p.problem('`}` is missing in the f-string.', at, at);
      else at += quotes.isTriple ? 3 : 1;
      break;
    }
    if (byte === 125 && isSpecification) {
      at++;
      break;
    }
    if (byte === 92) {
      at = afterEscape(p, at, quotes.isRaw);
      continue;
    }
    if (isLineBreak(byte) && !quotes.isTriple) {
      p.problem('The f-string is not closed.', outside.start, at);
      break;
    }
    if (byte === 0 && at >= p.length) {
      at = p.length;
      p.problem('The f-string is not closed.', outside.start, at);
      break;
    }
    if (byte !== 123) at++;
    else if (bytes[at + 1] === 123 && !isSpecification) at += 2;
    else {
      if (first < 0) first = at;
      at = p.nesting < MOST_NESTING ? parseField(p, at, quotes, outside) : at + 1;
    }
  }
  p.pos = at;
  return first;
}

/** From `{` to behind `}`; returns where that is. */
function parseField(p: Parser, open: number, quotes: Quotes, outside: Outside): number {
  p.nesting++;
  p.pos = open + 1;
  p.depth = outside.depth + 1;
  p.formatDepth = p.depth;
  p.token = T.LeftBrace;
  p.tokenEnd = open + 1;
  p.next();
  p.facts.push(parseExpressionList(p));
  // `{x=}`, `{x!r}`
  if (p.token === T.Equal) p.next();
  if (p.token === T.Exclamation) {
    p.next();
    if (p.token === T.Name) p.next();
  }
  let end = p.pos;
  if (p.token === T.Colon) {
    readText(p, p.pos, quotes, true, outside);
    end = p.pos;
  } else if (p.token !== T.RightBrace) {
    p.problem('The expression in the f-string cannot be read.');
    end = endOfBrokenField(p, Math.max(p.lastEnd, open + 1), quotes);
  }
  p.nesting--;
  p.depth = outside.depth;
  p.formatDepth = outside.formatDepth;
  p.atLineStart = false;
  p.token = outside.token;
  p.start = outside.start;
  return end;
}

/** Behind the `}` that follows on the line, else where the string or the line ends. */
function endOfBrokenField(p: Parser, from: number, quotes: Quotes): number {
  for (let at = from; at < p.length; at++) {
    const byte = p.bytes[at] ?? 0;
    if (byte === 125) return at + 1;
    if (isLineBreak(byte) || (byte === quotes.mark && isClosing(p.bytes, at, quotes))) return at;
  }
  return p.length;
}

function isClosing(bytes: Uint8Array, at: number, quotes: Quotes): boolean {
  return !quotes.isTriple || (bytes[at + 1] === quotes.mark && bytes[at + 2] === quotes.mark);
}

/** A backslash never hides a brace; `\N{DASH}` is a character, not a field. */
function afterEscape(p: Parser, at: number, isRaw: boolean): number {
  const next = p.bytes[at + 1];
  if (next === 123 || next === 125) return at + 1;
  if (next === 78 && !isRaw && p.bytes[at + 2] === 123) {
    let end = at + 3;
    while (end < p.length && p.bytes[end] !== 125 && p.bytes[end] !== 10) end++;
    return p.bytes[end] === 125 ? end + 1 : end;
  }
  if (at + 1 >= p.length) return p.length;
  return next === 13 && p.bytes[at + 2] === 10 ? at + 3 : at + 2;
}
