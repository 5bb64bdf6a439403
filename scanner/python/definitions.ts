/** `def`, `class` and their decorators. */
import { ScopeRow } from '../facts-tables';
import { parseArguments } from './arguments';
import { bindName } from './bindings';
import { parseBody } from './blocks';
import { parseExpression, parseNamedExpression } from './expressions';
import { closeEmptyBracket, describe, readLineLoosely } from './loose';
import { parseParameters } from './parameters';
import type { Parser } from './parser';
import { parseSimpleLine } from './simple-statements';
import { T } from './tokens';
import { parseTypeParameters } from './type-parameters';

/** From `def`; `start` is that of `async` if there is one. */
export function parseFunction(p: Parser, start: number, isAsync: boolean, decorators: number): void {
  const { scopes } = p.facts;
  p.next();
  const scope = p.addScope('function', start);
  if (isAsync) scopes.set(scope, ScopeRow.isAsync, 1);
  scopes.set(scope, ScopeRow.decorators, decorators);
  readName(p, scope);
  scopes.set(scope, ScopeRow.typeParameters, parseTypeParameters(p));
  const open = p.start;
  if (p.accept(T.LeftParen)) {
    scopes.set(scope, ScopeRow.parameters, parseParameters(p, T.RightParen));
    closeEmptyBracket(p, T.RightParen, open);
  } else p.problem('The parameters are missing.');
  if (p.accept(T.Arrow)) {
    const returns = parseExpression(p);
    scopes.set(scope, ScopeRow.returns, returns);
  }
  parseScopeBody(p, scope, 'function');
}

/** From `class`. */
export function parseClass(p: Parser, decorators: number): void {
  const { scopes } = p.facts;
  const start = p.start;
  p.next();
  const scope = p.addScope('class', start);
  scopes.set(scope, ScopeRow.decorators, decorators);
  readName(p, scope);
  scopes.set(scope, ScopeRow.typeParameters, parseTypeParameters(p));
  if (p.token === T.LeftParen) {
    const bases = parseArguments(p);
    scopes.set(scope, ScopeRow.bases, bases);
  }
  parseScopeBody(p, scope, 'class');
}

/** `@a`, `@b(…)` on lines of their own, then the definition. */
export function parseDecorated(p: Parser): void {
  const { facts } = p;
  const list = facts.beginList();
  while (p.accept(T.At)) {
    facts.push(parseNamedExpression(p));
    if (p.token !== T.Newline) {
      p.problem(`${describe(p)} does not fit here.`);
      readLineLoosely(p, false);
    }
    p.accept(T.Newline);
  }
  const decorators = facts.endList(list);
  const start = p.start;
  if (p.token === T.Def) return parseFunction(p, start, false, decorators);
  if (p.token === T.Class) return parseClass(p, decorators);
  if (p.accept(T.Async) && p.token === T.Def) return parseFunction(p, start, true, decorators);
  p.problem('A function or class is missing after the decorator.');
  if (p.token !== T.Dedent && p.token !== T.Indent) parseSimpleLine(p);
}

function readName(p: Parser, scope: number): void {
  const { scopes } = p.facts;
  const isKeyword = p.token >= T.False;
  if (p.token !== T.Name) p.problem(isKeyword ? 'A keyword cannot be a name.' : 'A name is missing here.');
  if (p.token !== T.Name && !isKeyword) return;
  scopes.set(scope, ScopeRow.name, p.local(p.name));
  scopes.set(scope, ScopeRow.nameStart, p.start);
  scopes.set(scope, ScopeRow.nameEnd, p.tokenEnd);
  p.next();
}

function parseScopeBody(p: Parser, scope: number, kind: 'function' | 'class'): void {
  const { scopes } = p.facts;
  const block = p.addBlock(kind, scope, p.newStatement(), 0);
  scopes.set(scope, ScopeRow.block, block);
  const outer = p.scope;
  p.scope = scope;
  parseBody(p, block);
  p.scope = outer;
  scopes.set(scope, ScopeRow.end, p.lastEnd);
  const name = scopes.get(scope, ScopeRow.name);
  if (name !== 0) bindName(p, 'definition', name, p.lastEnd, 0, scope);
}
