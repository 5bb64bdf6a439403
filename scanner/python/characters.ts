/** Classes of bytes. Bytes from 128 count as letters here; `name-table.ts` looks closer at names that hold them. */

export const NAME_PART = classOf((character) => /[A-Za-z0-9_]/.test(character));

/** What a token can be by its first byte. */
export const First = {
  /** An operator of one or several characters, or nothing that begins a token. */
  Other: 0,
  Name: 1,
  Digit: 2,
  Quote: 3,
  LineBreak: 4,
  Opening: 5,
  Closing: 6,
  /** A character that no other joins to an operator. */
  Alone: 7,
  /** Of a number such as `.5`, or not. */
  Dot: 8,
  /** The end of the text, or a byte in it. */
  Zero: 9,
} as const;

export const FIRST = new Uint8Array(256);
for (const [kind, characters] of [
  [First.Digit, '0123456789'],
  [First.Quote, '"\''],
  [First.LineBreak, '\n\r'],
  [First.Opening, '([{'],
  [First.Closing, ')]}'],
  [First.Alone, ',;~'],
  [First.Dot, '.'],
  [First.Zero, '\0'],
] as const) {
  for (const character of characters) FIRST[character.charCodeAt(0)] = kind;
}
for (let byte = 0; byte < 256; byte++) if (NAME_PART[byte] === 1 && FIRST[byte] === First.Other) FIRST[byte] = First.Name;

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
