/** Where strings end: behind their closing quotes, −1 for a string that has none. `at` is behind the opening ones. */

export function endOfString(bytes: Uint8Array, at: number, mark: number, length: number): number {
  for (;;) {
    const byte = bytes[at] ?? 0;
    if (byte === mark) return at + 1;
    if (byte === 92) at = afterEscape(bytes, at);
    else if (byte === 10 || byte === 13 || (byte === 0 && at >= length)) return -1;
    else at++;
  }
}

/** In triple quotes. */
export function endOfLongString(bytes: Uint8Array, at: number, mark: number, length: number): number {
  for (;;) {
    const byte = bytes[at] ?? 0;
    if (byte === mark && bytes[at + 1] === mark && bytes[at + 2] === mark) return at + 3;
    if (byte === 92) at = afterEscape(bytes, at);
    else if (byte === 0 && at >= length) return -1;
    else at++;
  }
}

/** Behind the backslash at `at` and the character, or line break, that it escapes. */
function afterEscape(bytes: Uint8Array, at: number): number {
  return bytes[at + 1] === 13 && bytes[at + 2] === 10 ? at + 3 : at + 2;
}
