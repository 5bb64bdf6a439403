/** Lines and their indentation, looked at from any place in them. */
import { isBlank, isLineBreak } from './characters';

/** Whether only blanks stand before `at` on its line. */
export function isFirstOnLine(bytes: Uint8Array, at: number): boolean {
  const first = startOfBlanks(bytes, at);
  return first === 0 || isLineBreak(bytes[first - 1] ?? 0);
}

/** Where the blanks before `at` begin. */
export function startOfBlanks(bytes: Uint8Array, at: number): number {
  let start = at;
  while (start > 0 && isBlank(bytes[start - 1] ?? 0)) start--;
  return start;
}

/** Width of the indentation that begins at `start`; a tab goes to the next multiple of eight, a form feed back to 0. */
export function widthOfBlanks(bytes: Uint8Array, start: number): number {
  let width = 0;
  for (let at = start; ; at++) {
    const byte = bytes[at];
    if (byte === 32) width++;
    else if (byte === 9) width = (width | 7) + 1;
    else if (byte === 12) width = 0;
    else return width;
  }
}

/** Where the line of `at` ends, its line break not included. */
export function endOfLine(bytes: Uint8Array, at: number, length: number): number {
  let end = at;
  while (end < length && !isLineBreak(bytes[end] ?? 0)) end++;
  return end;
}

/** Behind the line break at `at`. */
export function afterLineBreak(bytes: Uint8Array, at: number): number {
  return bytes[at] === 13 && bytes[at + 1] === 10 ? at + 2 : at + 1;
}
