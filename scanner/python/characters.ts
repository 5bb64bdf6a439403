/** Classes of bytes. Bytes from 128 count as letters here; `name-table.ts` looks closer at names that hold them. */

export const NAME_START = classOf((character) => /[A-Za-z_]/.test(character));
export const NAME_PART = classOf((character) => /[A-Za-z0-9_]/.test(character));

export function isDigit(byte: number): boolean {
  return byte >= 48 && byte <= 57;
}

export function isHexDigit(byte: number): boolean {
  return isDigit(byte) || ((byte | 32) >= 97 && (byte | 32) <= 102);
}

export function isLineBreak(byte: number): boolean {
  return byte === 10 || byte === 13;
}

/** Space, tab, form feed. */
export function isBlank(byte: number): boolean {
  return byte === 32 || byte === 9 || byte === 12;
}

function classOf(belongs: (character: string) => boolean): Uint8Array {
  const marks = new Uint8Array(256);
  for (let byte = 0; byte < 256; byte++) marks[byte] = byte >= 128 || belongs(String.fromCharCode(byte)) ? 1 : 0;
  return marks;
}
