/** String literals, f-strings and t-strings, with adjacent ones joined. */
import { Node } from '../facts';
import { parseFields } from './format-fields';
import type { Parser } from './parser';
import { T } from './tokens';

/** One or several adjacent literals: a String, or a Format if one of them has fields such as `{x}`. */
export function parseStrings(p: Parser): number {
  const { start, tokenEnd } = p;
  if (p.token === T.Format) return parseAdjacent(p, start, 0);
  p.next();
  if (p.token === T.String || p.token === T.Format) return parseAdjacent(p, start, tokenEnd);
  return p.node(Node.String, start, p.localLiteral(start, tokenEnd), 0);
}

/** `firstEnd`: where a first literal without fields ends that was read already; 0 for none. */
function parseAdjacent(p: Parser, start: number, firstEnd: number): number {
  const { facts } = p;
  const fields = facts.beginList();
  const text = p.takeLiteral();
  if (firstEnd > 0) text.add(p.bytes, start, firstEnd, true);
  let hasFields = false;
  while (p.token === T.String || p.token === T.Format) {
    const partStart = p.start;
    const firstField = p.token === T.Format ? parseFields(p) : -1;
    // Only the text before the first field is kept.
    if (!hasFields) text.add(p.bytes, partStart, firstField < 0 ? p.tokenEnd : firstField, firstField < 0);
    hasFields ||= firstField >= 0;
    p.next();
  }
  const name = p.localOfLiteral(text);
  return hasFields
    ? p.node(Node.Format, start, name, facts.endList(fields))
    : p.node(Node.String, start, name, 0);
}
