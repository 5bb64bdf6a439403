/** Just enough of Python's surface to quote a function and to find the end of a call in text that is known to parse. */

export interface LineSpan {
  /** 1-based, both inclusive. */
  readonly from: number;
  readonly to: number;
}

/** The innermost `def` around a line, with its decorators; null at module or class level. */
export function functionAround(lines: readonly string[], line: number): LineSpan | null {
  const own = indentOf(lines[line - 1] ?? '');
  for (let index = line - 1; index >= 0; index--) {
    const text = lines[index] ?? '';
    if (!/^\s*(async\s+)?def\s/.test(text)) continue;
    if (indentOf(text) >= own && index !== line - 1) continue;
    const to = lastLineOf(lines, index);
    if (to < line) continue;
    let from = index;
    while (from > 0 && /^\s*@/.test(lines[from - 1] ?? '') && indentOf(lines[from - 1] ?? '') === indentOf(text)) from--;
    return { from: from + 1, to };
  }
  return null;
}

/** Last line of the block that a line opens, blank lines at its end left out. 1-based. */
function lastLineOf(lines: readonly string[], head: number): number {
  const indent = indentOf(lines[head] ?? '');
  let last = head;
  let depth = 0;
  for (let index = head; index < lines.length; index++) {
    const text = lines[index] ?? '';
    if (index > head && depth === 0 && text.trim() !== '' && indentOf(text) <= indent && !/^\s*#/.test(text)) break;
    const isAside = /^\s*#/.test(text) && indentOf(text) <= indent;
    if (text.trim() !== '' && !isAside) last = index;
    // A signature may close on a line with less indentation: `) -> None:`.
    if (index === last) depth = Math.max(0, depth + bracketBalance(text));
  }
  return last + 1;
}

function bracketBalance(line: string): number {
  let balance = 0;
  for (let at = 0; at < line.length; at = skipAtom(line, at)) {
    const character = line[at] ?? '';
    if ('([{'.includes(character)) balance++;
    else if (')]}'.includes(character)) balance--;
  }
  return balance;
}

/** Offset behind the bracket that closes the one at `open`; −1 where there is none. */
export function afterBracket(text: string, open: number): number {
  let depth = 0;
  for (let at = open; at < text.length; at = skipAtom(text, at)) {
    const character = text[at] ?? '';
    if ('([{'.includes(character)) depth++;
    else if (')]}'.includes(character) && --depth === 0) return at + 1;
  }
  return -1;
}

/** Offset of what follows a string literal, a comment, or one character. */
function skipAtom(text: string, at: number): number {
  const character = text[at];
  if (character === '#') {
    const end = text.indexOf('\n', at);
    return end < 0 ? text.length : end;
  }
  if (character !== '"' && character !== "'") return at + 1;
  const triple = text.startsWith(character.repeat(3), at);
  const quote = triple ? character.repeat(3) : character;
  for (let end = at + quote.length; end < text.length; end++) {
    if (text[end] === '\\') end++;
    else if (text.startsWith(quote, end)) return end + quote.length;
    else if (!triple && text[end] === '\n') return end;
  }
  return text.length;
}

/** Offset at which the dotted name that ends before `end` starts: `self.db.session` of `self.db.session.execute`. */
export function dottedNameStart(text: string, end: number): number {
  let start = end;
  while (start > 0 && /[\w.]/.test(text[start - 1] ?? '')) start--;
  return start;
}

function indentOf(line: string): number {
  return line.length - line.trimStart().length;
}
