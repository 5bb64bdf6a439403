/** `type Pair[T] = tuple[T, T]` (PEP 695), where `type` is a name in all other places. */
import { Node } from '../facts';
import { bindTargets } from './bindings';
import { checkpointOf, returnTo } from './checkpoint';
import { parseExpression } from './expressions';
import type { Parser } from './parser';
import { T } from './tokens';
import { parseTypeParameters } from './type-parameters';

/** Whether this is a type alias; if not, nothing is read. */
export function parseTypeAlias(p: Parser): boolean {
  const checkpoint = checkpointOf(p);
  p.next();
  if (p.token === T.Name) {
    const start = p.start;
    const name = p.local(p.name);
    p.next();
    const target = p.node(Node.Name, start, name, 0);
    parseTypeParameters(p);
    if (!p.isBroken && p.accept(T.Equal)) {
      const value = parseExpression(p);
      bindTargets(p, { kind: 'type-alias', target, value, annotation: 0, at: p.lastEnd, isAsync: false });
      return true;
    }
  }
  returnTo(p, checkpoint);
  return false;
}
