/** `match x:` with its cases, where `match` and `case` are names in all other places. */
import { parseBody } from './blocks';
import { checkpointOf, returnTo } from './checkpoint';
import { parseExpressionList, parseNamedExpression } from './expressions';
import type { Parser } from './parser';
import { parsePatterns } from './patterns';
import { parseStatement } from './statements';
import { SoftKeyword, STARTS_EXPRESSION, T } from './tokens';

/** Whether this is a match statement; if not, nothing is read. */
export function parseMatch(p: Parser): boolean {
  const checkpoint = checkpointOf(p);
  p.next();
  if (!parseHeader(p)) {
    returnTo(p, checkpoint);
    return false;
  }
  const statement = p.newStatement();
  p.levels++;
  while (p.token !== T.End && p.token !== T.Dedent) {
    if (p.token === T.Name && p.name === SoftKeyword.case) parseCase(p, statement);
    else if (p.token === T.Indent || p.token === T.Newline) p.next();
    else {
      parseStatement(p);
      p.problem('Only `case` can stand here.', p.lastEnd, p.lastEnd);
    }
  }
  p.levels--;
  p.accept(T.Dedent);
  return true;
}

/** `subject:`, a line break, and an indented `case`: less could be anything. */
function parseHeader(p: Parser): boolean {
  if (STARTS_EXPRESSION[p.token] === 0) return false;
  parseExpressionList(p);
  if (p.isBroken || !p.accept(T.Colon) || !p.accept(T.Newline) || !p.accept(T.Indent)) return false;
  return p.token === T.Name && p.name === SoftKeyword.case;
}

function parseCase(p: Parser, statement: number): void {
  const { facts } = p;
  p.beginStatement();
  p.next();
  const block = p.addBlock('case', p.scope, statement, 0);
  const outer = facts.block;
  facts.block = block;
  parsePatterns(p);
  if (p.accept(T.If)) parseNamedExpression(p);
  facts.block = outer;
  parseBody(p, block);
}
