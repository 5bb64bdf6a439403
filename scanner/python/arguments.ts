/** Arguments of calls and of `class` statements: `(x, *xs, key=value, **options)`. */
import { Node } from '../facts';
import { isBlank } from './characters';
import { isComprehension, parseComprehension } from './comprehensions';
import { closeBracket, readLoosely } from './loose';
import { parseExpression, parseNamedExpression } from './expressions';
import { MOST_NESTING, type Parser } from './parser';
import { STARTS_EXPRESSION, T } from './tokens';

/** From the opening parenthesis to behind the closing one; returns the list of argument nodes. */
export function parseArguments(p: Parser): number {
  const open = p.start;
  const list = p.facts.beginList();
  p.next();
  if (++p.nesting > MOST_NESTING) readLoosely(p);
  else parseArgumentsInside(p, open);
  p.nesting--;
  closeBracket(p, T.RightParen, open);
  return p.facts.endList(list);
}

function parseArgumentsInside(p: Parser, open: number): void {
  while (p.token !== T.RightParen) {
    const start = p.start;
    if (p.token === T.Name && isKeywordArgument(p)) p.facts.push(parseKeyword(p));
    else if (p.token === T.Star || p.token === T.DoubleStar) {
      const kind = p.token === T.Star ? Node.Starred : Node.DoubleStarred;
      p.next();
      const value = parseExpression(p);
      p.facts.push(p.node(kind, start, value, 0));
    } else if (STARTS_EXPRESSION[p.token] === 0) return;
    else {
      const value = parseNamedExpression(p);
      if (isComprehension(p)) {
        // The only argument may leave out its own parentheses: `all(x for x in xs)`; the node then takes the call's.
        const scope = parseComprehension(p, open, start, value, 0);
        p.facts.push(p.facts.node(Node.Comprehension, open, p.tokenEnd, scope.scope, scope.list));
      } else if (p.token === T.Equal) p.facts.push(parseValueOfKeyword(p, start, value));
      else p.facts.push(value);
    }
    if (p.token !== T.Comma) return;
    p.next();
  }
}

/** Whether the name is followed by `=` on the same line; comments and line breaks between are left to the parser. */
function isKeywordArgument(p: Parser): boolean {
  let at = p.pos;
  while (isBlank(p.bytes[at] ?? 0)) at++;
  return p.bytes[at] === 61 && p.bytes[at + 1] !== 61;
}

function parseKeyword(p: Parser): number {
  const start = p.start;
  const name = p.local(p.name);
  p.next();
  p.next();
  const value = parseExpression(p);
  return p.node(Node.Keyword, start, name, value);
}

/** `name` was read as an expression and `=` follows, on a later line or after something that is no name. */
function parseValueOfKeyword(p: Parser, start: number, name: number): number {
  const { facts } = p;
  if (facts.kind[name] !== Node.Name) {
    p.problem('Only a name can stand before `=` in a call.');
    p.next();
    return parseExpression(p);
  }
  const keyword = facts.a[name] ?? 0;
  facts.dropLastNode();
  p.next();
  const value = parseExpression(p);
  return p.node(Node.Keyword, start, keyword, value);
}
