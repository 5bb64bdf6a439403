/**
 * Reading without grammar: through what is broken, and through what is nested too deeply for recursion. Names,
 * attributes, strings and calls are collected, with their true places; operators are only passed.
 *
 *     total = price(order  tax(order))     # a comma is missing: `tax(order)` is still found
 */
import { Node } from '../facts';
import type { Parser } from './parser';
import { parseStrings } from './strings';
import { T } from './tokens';

/** Calls nested deeper than this are kept but no longer hang in the tree of the outer one. */
const DEEPEST_TREE = 500;

/** An opened bracket: the node before it (a callee, or 0), where that begins, and what was collected before. */
interface Opened {
  readonly object: number;
  readonly start: number;
  readonly list: number;
  readonly awaitStart: number;
  readonly isCall: boolean;
}

/** Behind a bracket's content: reads its closer. What stands before it is collected into the list that is open. */
export function closeBracket(p: Parser, closer: number, open: number): void {
  if (p.token === closer) {
    p.next();
    return;
  }
  const endsHeader = p.colonEndsLine();
  const isForgotten = endsHeader || p.token === T.End || p.token === T.Newline || p.beginsStatementInside();
  if (isForgotten) p.problem('The bracket is never closed.', open, open + 1);
  else p.problem(`${describe(p)} does not fit here.`);
  if (endsHeader) {
    p.depth = 0;
    return;
  }
  readLoosely(p);
  // Any closing bracket will do: with the wrong one, too, most probably this bracket was meant.
  if (isCloser(p.token)) p.next();
}

/** As `closeBracket`, where nothing of what stands before the closer belongs to a list. */
export function closeEmptyBracket(p: Parser, closer: number, open: number): void {
  const rest = p.facts.beginList();
  closeBracket(p, closer, open);
  p.facts.dropList(rest);
}

/** Reads up to the closer of the bracket that is open, or to where it must have been forgotten. */
export function readLoosely(p: Parser): void {
  read(p, false);
}

/** Outside brackets: reads up to the end of the line, or to a colon if `toColon` is set. */
export function readLineLoosely(p: Parser, toColon: boolean): void {
  const list = p.facts.beginList();
  while (p.token !== T.Newline && p.token !== T.End && p.token !== T.Dedent && p.token !== T.Indent) {
    read(p, toColon);
    if (toColon && p.token === T.Colon) break;
    if (isCloser(p.token)) p.next();
  }
  p.facts.dropList(list);
}

/** A token in words, for problems. */
export function describe(p: Parser): string {
  if (p.token === T.Newline) return 'The end of the line';
  if (p.token === T.End) return 'The end of the file';
  if (p.token === T.Indent || p.token === T.Dedent) return 'The indentation';
  const text = new TextDecoder().decode(p.bytes.subarray(p.start, Math.min(p.tokenEnd, p.start + 30)));
  return `\`${text.split(/[\r\n]/, 1)[0] ?? ''}\``;
}

function read(p: Parser, toColon: boolean): void {
  const { facts } = p;
  const opened: Opened[] = [];
  let operand = 0;
  let start = 0;
  let awaitStart = -1;

  const collect = (): void => {
    if (operand !== 0) {
      if (awaitStart >= 0) operand = p.node(Node.Await, awaitStart, operand, 0);
      facts.push(operand);
    }
    operand = 0;
    awaitStart = -1;
  };

  for (;;) {
    const token = p.token;
    switch (token) {
      case T.Newline:
      case T.End:
      case T.Indent:
      case T.Dedent:
        return finish();
      case T.Name:
        if (p.beginsStatementInside()) {
          if (p.formatDepth >= 0) return finish();
          p.abandonBrackets();
          continue;
        }
        collect();
        start = p.start;
        operand = readName(p);
        continue;
      case T.Dot:
        p.next();
        if (p.token !== T.Name) continue;
        if (operand === 0) start = p.start;
        operand = readAttribute(p, start, operand);
        continue;
      case T.String:
      case T.Format:
        // Right behind a name: more likely a stray quote.
        if (operand !== 0) p.cutLongString();
        collect();
        start = p.start;
        operand = parseStrings(p);
        continue;
      case T.Await:
        collect();
        awaitStart = p.start;
        p.next();
        continue;
      case T.LeftParen:
      case T.LeftBracket:
      case T.LeftBrace:
        if (operand === 0 || token === T.LeftBrace) {
          if (operand !== 0) collect();
          start = p.start;
        }
        opened.push({ object: operand, start, list: facts.beginList(), awaitStart, isCall: token === T.LeftParen });
        operand = 0;
        awaitStart = -1;
        p.next();
        continue;
      case T.RightParen:
      case T.RightBracket:
      case T.RightBrace:
        collect();
        if (opened.length === 0) return;
        p.next();
        close(opened.pop());
        continue;
      case T.Colon:
        if (toColon && opened.length === 0) {
          collect();
          return;
        }
        break;
      default:
    }
    if (p.beginsStatementInside()) {
      if (p.formatDepth >= 0) return finish();
      p.abandonBrackets();
      continue;
    }
    collect();
    p.next();
  }

  function finish(): void {
    for (;;) {
      collect();
      if (opened.length === 0) return;
      close(opened.pop());
    }
  }

  /** What a bracket held becomes arguments, an index, or operands. */
  function close(bracket: Opened | undefined): void {
    if (bracket === undefined) return;
    start = bracket.start;
    awaitStart = bracket.awaitStart;
    const isTooDeep = opened.length > DEEPEST_TREE;
    if (isTooDeep) facts.dropList(bracket.list);
    const list = facts.endList(bracket.list);
    if (bracket.object === 0) operand = list === 0 ? 0 : p.node(Node.Opaque, start, list, 0);
    else if (bracket.isCall) operand = p.node(Node.Call, start, bracket.object, list);
    else operand = p.node(Node.Subscript, start, bracket.object, list === 0 ? 0 : (facts.lists[list + 1] ?? 0));
  }
}

function readName(p: Parser): number {
  const start = p.start;
  const name = p.local(p.name);
  p.next();
  return p.node(Node.Name, start, name, 0);
}

function readAttribute(p: Parser, start: number, object: number): number {
  const name = p.local(p.name);
  p.next();
  return p.node(Node.Attribute, start, object, name);
}

function isCloser(token: number): boolean {
  return token === T.RightParen || token === T.RightBracket || token === T.RightBrace;
}
