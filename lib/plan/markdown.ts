import { markdownCode, oneLine } from '../escape';

/** A section with its title; '' where it has nothing to say. */
export function section(level: number, title: string, ...parts: readonly string[]): string {
  const body = parts.filter((part) => part !== '').join('\n\n');
  return body === '' ? '' : `${'#'.repeat(level)} ${title}\n\n${body}`;
}

export function bullets(rows: readonly string[], most = Infinity): string {
  const rest = rows.length > most ? [`- … and ${rows.length - most} more`] : [];
  return [...rows.slice(0, most).map((row) => `- ${row}`), ...rest].join('\n');
}

export function numbered(rows: readonly string[]): string {
  return rows.map((row, index) => `${index + 1}. ${row}`).join('\n');
}

/** Figures stand to the right, all else to the left. */
export function table(header: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  if (rows.length === 0) return '';
  const line = (cells: readonly (string | number)[]) => `| ${cells.join(' | ')} |`;
  const isFigures = (column: number) => rows.every((row) => FIGURES.test(String(row[column] ?? '')));
  return [line(header), line(header.map((_, column) => (isFigures(column) ? '--:' : ':--'))), ...rows.map(line)].join('\n');
}

/** `12`, `4 / 7`, `±0`, `3–6`, nothing at all */
const FIGURES = /^[\d\s.,%/±+−–-]*$/;

/** `once`, `7 times` */
export function times(count: number): string {
  return count === 1 ? 'once' : count === 2 ? 'twice' : `${count} times`;
}

/** Source as a block that nothing in it can close. */
export function codeBlock(text: string, language = 'python'): string {
  const shown = text.split('\n').map((line) => oneLine(line.replaceAll('\t', '    '))).join('\n');
  const longest = Math.max(2, ...(shown.match(/`+/g) ?? []).map((run) => run.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}${language}\n${shown}\n${fence}`;
}

/** `app/orders.py:3, 9, 14` for each file; long lists of lines are cut. */
export function placeList(places: readonly { readonly path: string; readonly line: number }[], mostLines = 8): string[] {
  const byPath = new Map<string, Set<number>>();
  for (const { path, line } of places) byPath.set(path, (byPath.get(path) ?? new Set()).add(line));
  return [...byPath].map(([path, set]) => {
    const lines = [...set].sort((a, b) => a - b);
    const rest = lines.length > mostLines ? ` and ${lines.length - mostLines} more ${lines.length - mostLines === 1 ? 'line' : 'lines'}` : '';
    return `${markdownCode(`${path}:${lines.slice(0, mostLines).join(', ')}`)}${rest}`;
  });
}
