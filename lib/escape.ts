/**
 * Untrusted text on its way out. Paths, names and messages come from the scanned repository, and every output format
 * has its own way of taking text for something else.
 */

/** One line without control characters, terminal escapes or marks that reorder what follows; they show as `\xNN`. */
export function oneLine(text: string): string {
  return text.replace(UNSEEN, (character) => {
    const code = character.codePointAt(0) ?? 0;
    return code < 0x100 ? `\\x${code.toString(16).padStart(2, '0')}` : `\\u${code.toString(16).padStart(4, '0')}`;
  });
}

/**
 * One line for a terminal or a log. GitHub's runner takes a line that begins with `::`, spaces aside, for a command, and
 * older ones `##[` wherever it stands.
 */
export function logLine(text: string): string {
  return oneLine(text)
    .replace(/^(\s*):(?=:)/, '$1\\x3a')
    .replaceAll('##[', '#\\x23[');
}

// C0, DEL, C1; line and paragraph separators; marks, embeddings, overrides and isolates of writing direction.
const UNSEEN = /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]/g;

/**
 * Text in Markdown, also within a table. Plain words stay plain; all else becomes a code span, in which neither markup
 * nor mentions (`@team`), references (`#12`) nor links come to life.
 */
export function markdownText(text: string): string {
  const line = oneLine(text);
  return /^[\p{L}\p{N}](?:[\p{L}\p{N} ·,&–—-]|(?<=[\p{L}\p{N}])_(?=[\p{L}\p{N}]))*$/u.test(line) ? line : markdownCode(line);
}

/** A code span, also within a table. */
export function markdownCode(text: string): string {
  // A backslash before the bar is taken off by the table before the span is read; outside of one it would show.
  const line = oneLine(text).replaceAll('|', '\\|');
  const longest = Math.max(0, ...(line.match(/`+/g) ?? []).map((run) => run.length));
  const fence = '`'.repeat(longest + 1);
  const pad = line === '' || /^[` ]|[` ]$/.test(line) ? ' ' : '';
  return `${fence}${pad}${line}${pad}${fence}`;
}

/** Prose of ours and messages of rules in Markdown: code spans in it are kept, all other markup is defused. */
export function markdownProse(text: string): string {
  return oneLine(text)
    .split(/(`[^`]+`)/)
    .map((part, index) => (index % 2 === 1 ? markdownCode(part.slice(1, -1)) : part.replace(MARKS, escapeMark)))
    .join('');
}

/** An underscore within a word is no markup. */
const MARKS = /[\\[\]<>*|~#&@`]|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu;

function escapeMark(mark: string): string {
  // `@` and `#` cannot be escaped by a backslash; an entity is not read as a mention or reference.
  if (mark === '@' || mark === '#') return `&#${mark.charCodeAt(0)};`;
  return `\\${mark}`;
}

export function htmlText(text: string): string {
  return oneLine(text).replace(/[&<>"']/g, (mark) => `&#${mark.charCodeAt(0)};`);
}

/** One line of CSV (RFC 4180) with its line end. Text that a spreadsheet would run as a formula gets an apostrophe. */
export function csvLine(cells: readonly (string | number | null)[]): string {
  return `${cells.map(csvCell).join(',')}\r\n`;
}

function csvCell(cell: string | number | null): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return String(cell);
  const line = oneLine(cell);
  const safe = /^\s*[=+\-@|%]/.test(line) ? `'${line}` : line;
  return /[",']|^\s|\s$/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
