/** `if`, `while`, `for`, `try`. */
import type { BlockKind } from '../facts';
import { bindName, bindTargets } from './bindings';
import { parseBody } from './blocks';
import { parseExpressionList, parseNamedExpression, parseTargetList } from './expressions';
import type { Parser } from './parser';
import { T } from './tokens';

/** The block after a header, which ends at the colon. */
export function addBody(p: Parser, kind: BlockKind, statement: number, guard: number): number {
  const block = p.addBlock(kind, p.scope, statement, guard);
  parseBody(p, block);
  return block;
}

export function parseIf(p: Parser): void {
  const statement = p.newStatement();
  do {
    p.beginStatement();
    p.next();
    addBody(p, 'if', statement, parseNamedExpression(p));
  } while (p.token === T.Elif);
  parseElse(p, statement);
}

export function parseWhile(p: Parser): void {
  const statement = p.newStatement();
  p.next();
  addBody(p, 'loop', statement, parseNamedExpression(p));
  parseElse(p, statement);
}

/** From `for`, `async` having been read. */
export function parseFor(p: Parser, isAsync: boolean): void {
  const statement = p.newStatement();
  p.next();
  const target = parseTargetList(p);
  if (!p.accept(T.In)) p.problem('`in` is missing after `for`.');
  const iterable = parseExpressionList(p);
  bindTargets(p, { kind: 'for', target, value: iterable, annotation: 0, at: p.lastEnd, isAsync });
  addBody(p, 'loop', statement, iterable);
  parseElse(p, statement);
}

export function parseTry(p: Parser): void {
  const statement = p.newStatement();
  p.next();
  addBody(p, 'try', statement, 0);
  while (p.token === T.Except) parseExcept(p, statement);
  parseElse(p, statement);
  if (p.token === T.Finally) {
    p.beginStatement();
    p.next();
    addBody(p, 'finally', statement, 0);
  }
}

/** `except:`, `except E as e:`, `except* E:`, `except A, B:` (PEP 758). */
function parseExcept(p: Parser, statement: number): void {
  p.beginStatement();
  p.next();
  p.accept(T.Star);
  const type = p.token === T.Colon ? 0 : parseExpressionList(p);
  const block = p.addBlock('except', p.scope, statement, 0);
  if (p.accept(T.As)) {
    if (p.token === T.Name) {
      const outer = p.facts.block;
      p.facts.block = block;
      bindName(p, 'except', p.local(p.name), p.tokenEnd, type);
      p.facts.block = outer;
      p.next();
    } else p.problem('A name is missing after `as`.');
  }
  parseBody(p, block);
}

function parseElse(p: Parser, statement: number): void {
  if (p.token !== T.Else) return;
  p.beginStatement();
  p.next();
  addBody(p, 'else', statement, 0);
}
