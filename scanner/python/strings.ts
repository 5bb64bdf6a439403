/** String literals, f-strings and t-strings, with adjacent ones joined. */
import { MAX_STRING, Node } from '../facts';
import { parseFields } from './format-fields';
import type { Parser } from './parser';
import { textOfLiteral } from './string-text';
import { T } from './tokens';

/** One or several adjacent literals: a String, or a Format if one of them has fields such as `{x}`. */
export function parseStrings(p: Parser): number {
  const { facts } = p;
  const start = p.start;
  const fields = facts.beginList();
  let text: string | null = '';
  let hasFields = false;
  while (p.token === T.String || p.token === T.Format) {
    const partStart = p.start;
    let partEnd = p.tokenEnd;
    if (p.token === T.Format) {
      const firstField = parseFields(p);
      partEnd = firstField < 0 ? p.tokenEnd : firstField;
      // Only the text before the first field is kept.
      if (!hasFields) text = joined(text, textOfLiteral(p.bytes, partStart, partEnd, firstField < 0));
      hasFields ||= firstField >= 0;
      p.next();
      continue;
    }
    p.next();
    if (hasFields) continue;
    if (partStart === start && p.token !== T.String && p.token !== T.Format) {
      return p.node(Node.String, start, p.localLiteral(partStart, partEnd), 0);
    }
    text = joined(text, textOfLiteral(p.bytes, partStart, partEnd, true));
  }
  const name = text === null ? 0 : p.localText(text);
  return hasFields
    ? p.node(Node.Format, start, name, facts.endList(fields))
    : p.node(Node.String, start, name, 0);
}

/** null once a part is unknown or the whole too long. */
function joined(text: string | null, part: string | null): string | null {
  if (text === null || part === null || text.length + part.length > MAX_STRING) return null;
  return text + part;
}
