/** Which statement begins here. */
import { addBody, parseFor, parseIf, parseTry, parseWhile } from './compound-statements';
import { parseClass, parseDecorated, parseFunction } from './definitions';
import { parseExpressionList } from './expressions';
import { parseMatch } from './match';
import type { Parser } from './parser';
import { parseSimpleLine } from './simple-statements';
import { SoftKeyword, T } from './tokens';
import { parseWith } from './with';

export function parseStatement(p: Parser): void {
  p.beginStatement();
  switch (p.token) {
    case T.Name:
      if (p.name === SoftKeyword.match && parseMatch(p)) return;
      return parseSimpleLine(p);
    case T.If:
      return parseIf(p);
    case T.Def:
      return parseFunction(p, p.start, false, 0);
    case T.At:
      return parseDecorated(p);
    case T.For:
      return parseFor(p, false);
    case T.With:
      return parseWith(p, p.start, false);
    case T.Try:
      return parseTry(p);
    case T.Class:
      return parseClass(p, 0);
    case T.While:
      return parseWhile(p);
    case T.Async:
      return parseAsync(p);
    case T.Elif:
    case T.Else:
    case T.Except:
    case T.Finally:
      return parseStrayBranch(p);
    default:
      parseSimpleLine(p);
  }
}

function parseAsync(p: Parser): void {
  const start = p.start;
  p.next();
  if (p.token === T.Def) return parseFunction(p, start, true, 0);
  if (p.token === T.With) return parseWith(p, start, true);
  if (p.token === T.For) return parseFor(p, true);
  p.problem('`def`, `with` or `for` is missing after `async`.');
  parseSimpleLine(p);
}

/** `else:` whose `if` got lost: its body is worth reading. */
function parseStrayBranch(p: Parser): void {
  const token = p.token;
  p.problem(`Nothing before belongs to \`${p.names.text(p.name)}\`.`);
  p.next();
  if (token === T.Except) p.accept(T.Star);
  const guard = p.token === T.Colon || p.token === T.Newline ? 0 : parseExpressionList(p);
  if (p.accept(T.As)) p.accept(T.Name);
  const kind = token === T.Elif ? 'if' : token === T.Else ? 'else' : token === T.Except ? 'except' : 'finally';
  addBody(p, kind, p.newStatement(), kind === 'if' ? guard : 0);
}
