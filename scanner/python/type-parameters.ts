/** `[T, *Ts, **P, U: Bound = Default]` after the name of a function, class or type alias (PEP 695, 696). */
import { parseElement, parseExpression } from './expressions';
import { closeEmptyBracket } from './loose';
import type { Parser } from './parser';
import { T } from './tokens';

/** Returns the list of names, 0 if there is no `[`. Bounds and defaults are read, their calls kept. */
export function parseTypeParameters(p: Parser): number {
  if (p.token !== T.LeftBracket) return 0;
  const { facts } = p;
  const open = p.start;
  const list = facts.beginList();
  p.next();
  while (p.token !== T.RightBracket) {
    if (p.token === T.Star || p.token === T.DoubleStar) p.next();
    if (p.token !== T.Name) break;
    facts.push(p.local(p.name));
    p.next();
    if (p.accept(T.Colon)) parseExpression(p);
    if (p.accept(T.Equal)) parseElement(p);
    if (!p.accept(T.Comma)) break;
  }
  const names = facts.endList(list);
  closeEmptyBracket(p, T.RightBracket, open);
  return names;
}
