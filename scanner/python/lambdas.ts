/** `lambda x, y=1: body` */
import { Node } from '../facts';
import { BlockRow, ScopeRow } from '../facts-tables';
import { addExit } from '../facts-entries';
import { parseExpression } from './expressions';
import { readLoosely } from './loose';
import { parseParameters } from './parameters';
import { MOST_NESTING, type Parser } from './parser';
import { T } from './tokens';

export function parseLambda(p: Parser): number {
  const { facts } = p;
  const start = p.start;
  p.next();
  if (++p.nesting > MOST_NESTING) {
    const list = facts.beginList();
    readLoosely(p);
    p.nesting--;
    return p.node(Node.Opaque, start, facts.endList(list), 0);
  }
  const scope = p.addScope('lambda', start);
  facts.scopes.set(scope, ScopeRow.parameters, parseParameters(p, T.Colon));
  if (!p.accept(T.Colon)) p.problem('`:` is missing after the parameters of the lambda.');
  const block = p.addBlock('lambda', scope, p.newStatement(), 0);
  facts.scopes.set(scope, ScopeRow.block, block);
  const outerScope = p.scope;
  const outerBlock = facts.block;
  p.scope = scope;
  facts.block = block;
  const bodyStart = p.start;
  const body = parseExpression(p);
  addExit(p.facts, p.scope, 'return', body, bodyStart);
  p.scope = outerScope;
  facts.block = outerBlock;
  p.nesting--;
  facts.scopes.set(scope, ScopeRow.end, p.lastEnd);
  facts.blocks.set(block, BlockRow.end, Math.max(p.lastEnd, bodyStart));
  return p.node(Node.Lambda, start, scope, 0);
}
