/** Statements without a body. */
import { Node } from '../facts';
import { addExit } from '../facts-entries';
import { bindName, bindTargets } from './bindings';
import { isBlank, NAME_PART } from './characters';
import { parseExpression, parseExpressionList, parseTarget } from './expressions';
import { parseFromImport, parseImport } from './imports';
import { describe, readLineLoosely } from './loose';
import type { Parser } from './parser';
import { SoftKeyword, STARTS_EXPRESSION, T } from './tokens';
import { parseTypeAlias } from './type-alias';

/** One line of simple statements, `;` between them, up to and including its end. */
export function parseSimpleLine(p: Parser): void {
  for (;;) {
    parseSimpleStatement(p);
    if (p.token !== T.Semicolon) break;
    p.next();
    if (p.token === T.Newline) break;
  }
  if (p.token !== T.Newline && p.token !== T.End && p.token !== T.Dedent && p.token !== T.Indent) {
    p.problem(`${describe(p)} does not fit here.`);
    readLineLoosely(p, false);
  }
  p.accept(T.Newline);
}

function parseSimpleStatement(p: Parser): void {
  const { token, start } = p;
  p.exits = false;
  switch (token) {
    case T.Return:
      p.next();
      addExit(p.facts, p.scope, 'return', parseOptionalList(p), start);
      p.exits = true;
      return;
    case T.Raise:
      p.next();
      addExit(p.facts, p.scope, 'raise', STARTS_EXPRESSION[p.token] === 1 ? parseExpression(p) : 0, start);
      if (p.accept(T.From)) parseExpression(p);
      p.exits = true;
      return;
    case T.Break:
    case T.Continue:
      p.next();
      p.exits = true;
      return;
    case T.Pass:
      return p.next();
    case T.From:
      return parseFromImport(p);
    case T.Import:
      return parseImport(p);
    case T.Assert:
      p.next();
      addExit(p.facts, p.scope, 'assert', parseExpression(p), start);
      if (p.accept(T.Comma)) parseExpression(p);
      return;
    case T.Del:
      do {
        p.next();
        if (STARTS_EXPRESSION[p.token] === 1) parseTarget(p);
      } while (p.token === T.Comma);
      return;
    case T.Global:
    case T.Nonlocal:
      return parseNames(p, token === T.Global ? 'global' : 'nonlocal');
    default:
      parseExpressionStatement(p);
  }
}

/** An expression whose value nobody takes, or an assignment. */
function parseExpressionStatement(p: Parser): void {
  if (p.token === T.String && (isAlone(p) || (goesOnAsText(p) && p.recoverDocstring()))) return p.next();
  if (p.token === T.Name && p.name === SoftKeyword.type && parseTypeAlias(p)) return;
  if (STARTS_EXPRESSION[p.token] === 0) return p.problem(`${describe(p)} cannot begin a statement.`);
  const first = parseExpressionList(p);
  switch (p.token) {
    case T.Equal:
      return parseAssignment(p, first);
    case T.Augmented: {
      p.next();
      const value = parseExpressionList(p);
      bindTargets(p, { kind: 'augmented', target: first, value, annotation: 0, at: p.lastEnd, isAsync: false });
      return;
    }
    case T.Colon:
      return parseAnnotated(p, first);
    default:
      if (first === 0) return;
      // A string over several lines: dropped like one alone.
      if (p.facts.kind[first] === Node.String) return p.facts.dropLastNode();
      p.facts.effects.set(p.facts.effects.add(), 0, first);
  }
}

/** `a = b, c = value` */
function parseAssignment(p: Parser, first: number): void {
  const { facts } = p;
  const targets = facts.beginList();
  let value = first;
  while (p.token === T.Equal) {
    facts.push(value);
    p.next();
    value = parseExpressionList(p);
  }
  const at = p.lastEnd;
  const count = facts.pendingLength - targets;
  for (let index = 0; index < count; index++) {
    const target = facts.pushed(targets, index);
    bindTargets(p, { kind: 'assign', target, value, annotation: 0, at, isAsync: false });
  }
  facts.dropList(targets);
}

/** `x: T = value`, `self.x: T` */
function parseAnnotated(p: Parser, target: number): void {
  p.next();
  const annotation = parseExpression(p);
  const hasValue = p.accept(T.Equal);
  const value = hasValue ? parseExpressionList(p) : 0;
  bindTargets(p, { kind: hasValue ? 'assign' : 'declare', target, value, annotation, at: p.lastEnd, isAsync: false });
}

function parseOptionalList(p: Parser): number {
  return STARTS_EXPRESSION[p.token] === 1 ? parseExpressionList(p) : 0;
}

function parseNames(p: Parser, kind: 'global' | 'nonlocal'): void {
  do {
    p.next();
    if (p.token !== T.Name) return p.problem('A name is missing here.');
    bindName(p, kind, p.local(p.name), p.tokenEnd);
    p.next();
  } while (p.token === T.Comma);
}

/** Whether the string is a statement by itself, as docstrings are: nothing of it is kept. */
function isAlone(p: Parser): boolean {
  let at = p.pos;
  while (isBlank(p.bytes[at] ?? 0)) at++;
  const next = p.bytes[at];
  return next === 10 || next === 13 || next === 35 || next === 59 || at >= p.length;
}

/** Whether a word follows the string that cannot follow a string in code. */
function goesOnAsText(p: Parser): boolean {
  let at = p.pos;
  while (isBlank(p.bytes[at] ?? 0)) at++;
  if (NAME_PART[p.bytes[at] ?? 0] !== 1) return false;
  let word = '';
  for (; NAME_PART[p.bytes[at] ?? 0] === 1 && word.length < 4; at++) word += String.fromCharCode(p.bytes[at] ?? 0);
  // `"a" "b"` comes with prefixes too.
  return !/^(if|in|is|and|or|not|for|else)$/.test(word) && p.bytes[at] !== 34 && p.bytes[at] !== 39;
}
