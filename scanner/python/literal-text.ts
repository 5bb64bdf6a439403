/** The text that string literals stand for, as UTF-8, from bytes to bytes: most need no string of their own. */
import { MAX_STRING } from '../facts';
import { codeUnits } from '../text-list';
import { isHexDigit } from './characters';

/** Four bytes can be two code units, an escape of ten characters one. */
const MOST_BYTES = MAX_STRING * 10;

/** What an escape of one character stands for, by its byte; 0 for one that stands for itself, backslash included. */
const PLAIN_ESCAPES = new Uint8Array(256);
for (const [letter, meaning] of Object.entries({ '\\': '\\', "'": "'", '"': '"', a: '\x07', b: '\b', f: '\f', n: '\n', r: '\r', t: '\t', v: '\v' })) {
  PLAIN_ESCAPES[letter.charCodeAt(0)] = meaning.charCodeAt(0);
}

/** The text of one literal, or of several adjacent ones that are joined. */
export class LiteralText {
  /** No part is begun that could take more than `MOST_BYTES`, after one that is kept. */
  readonly bytes = new Uint8Array(MOST_BYTES + MAX_STRING * 3 + 3);
  length = 0;
  /** Not so for bytes, for long text, and for escapes that only Python can decode (`\N{DASH}`). */
  isKnown = true;
  private units = 0;

  clear(): void {
    this.length = this.units = 0;
    this.isKnown = true;
  }

  /** Appends the literal from its prefix at `start` up to `end`, the closing quotes included if `isClosed`. */
  add(source: Uint8Array, start: number, end: number, isClosed: boolean): void {
    if (!this.isKnown) return;
    let quote = start;
    let isBytes = false;
    let isRaw = false;
    let isFormat = false;
    for (; source[quote] !== 34 && source[quote] !== 39; quote++) {
      const letter = (source[quote] ?? 0) | 32;
      isBytes ||= letter === 98;
      isRaw ||= letter === 114;
      isFormat ||= letter === 102 || letter === 116;
    }
    const mark = source[quote];
    const width = source[quote + 1] === mark && source[quote + 2] === mark && end >= quote + 3 ? 3 : 1;
    const from = quote + width;
    const to = isClosed && source[end - 1] === mark ? Math.max(from, end - width) : end;
    const part = this.length;
    this.isKnown = !isBytes && to - from <= MOST_BYTES;
    if (!this.isKnown) return;
    const hasEscapes = this.copy(source, from, to, isFormat);
    if (hasEscapes && !isRaw) this.isKnown = this.unescape(part);
    this.units += codeUnits(this.bytes, part, this.length);
    this.isKnown &&= this.units <= MAX_STRING;
  }

  /** Line breaks become `\n`, and in f-strings doubled braces one. Returns whether there is a backslash. */
  private copy(source: Uint8Array, from: number, to: number, isFormat: boolean): boolean {
    const { bytes } = this;
    let { length } = this;
    let hasEscapes = false;
    for (let at = from; at < to; at++) {
      let byte = source[at] ?? 0;
      const next = at + 1 < to ? source[at + 1] : -1;
      if (byte === 13) {
        if (next === 10) at++;
        byte = 10;
      } else if (isFormat && byte === next && (byte === 123 || byte === 125)) at++;
      else if (byte === 92) hasEscapes = true;
      bytes[length++] = byte;
    }
    const cut = bytesOfCutCharacter(bytes, this.length, length);
    this.length = cut === 0 ? length : putCharacter(bytes, length - cut, 0xfffd);
    return hasEscapes;
  }

  /** Decodes the escapes from `part` on, in place: none gets longer. False if one stands for no text. */
  private unescape(part: number): boolean {
    const { bytes, length: end } = this;
    let length = part;
    for (let at = part; at < end; ) {
      const byte = bytes[at] ?? 0;
      const letter = bytes[at + 1] ?? 0;
      if (byte !== 92 || at + 1 === end) {
        bytes[length++] = byte;
        at++;
      } else if (PLAIN_ESCAPES[letter] !== 0) {
        bytes[length++] = PLAIN_ESCAPES[letter] ?? 0;
        at += 2;
      } else if (letter === 10) at += 2;
      else {
        const digits = digitsOf(bytes, at + 1, end);
        if (digits === 0) {
          if (letter === 78 && isNamed(bytes, at + 2, end)) return false;
          // An unknown escape such as `\d` stands for itself.
          bytes[length++] = byte;
          at++;
          continue;
        }
        const isOctal = isOctalDigit(letter);
        const first = isOctal ? at + 1 : at + 2;
        const code = numberOf(bytes, first, first + digits, isOctal ? 8 : 16);
        // Half a surrogate pair is no text that could be stored.
        if (code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff)) return false;
        length = putCharacter(bytes, length, code);
        at = first + digits;
      }
    }
    this.length = length;
    return true;
  }
}

/** How many digits the escape with the letter at `at` has: `\xHH`, `\uHHHH`, `\UHHHHHHHH`, `\OOO`; 0 for none. */
function digitsOf(bytes: Uint8Array, at: number, end: number): number {
  const letter = bytes[at] ?? 0;
  if (isOctalDigit(letter)) {
    let digits = 1;
    while (digits < 3 && at + digits < end && isOctalDigit(bytes[at + digits] ?? 0)) digits++;
    return digits;
  }
  const count = letter === 120 ? 2 : letter === 117 ? 4 : letter === 85 ? 8 : 0;
  if (at + count >= end) return 0;
  for (let digit = 1; digit <= count; digit++) if (!isHexDigit(bytes[at + digit] ?? 0)) return 0;
  return count;
}

function numberOf(bytes: Uint8Array, from: number, to: number, base: number): number {
  let number = 0;
  for (let at = from; at < to; at++) {
    const byte = bytes[at] ?? 0;
    number = number * base + (byte <= 57 ? byte - 48 : (byte | 32) - 87);
  }
  return number;
}

/** Where a string was never closed its end can lie within a character: how many bytes there are of that. */
function bytesOfCutCharacter(bytes: Uint8Array, start: number, end: number): number {
  let first = end - 1;
  while (first > start && ((bytes[first] ?? 0) & 0xc0) === 0x80) first--;
  const lead = first < start ? 0 : (bytes[first] ?? 0);
  const size = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : lead >= 0xc0 ? 2 : 1;
  return first + size > end ? end - first : 0;
}

/** Whether a name in braces follows `\N`. */
function isNamed(bytes: Uint8Array, at: number, end: number): boolean {
  return bytes[at] === 123 && bytes.subarray(at, end).includes(125);
}

function isOctalDigit(byte: number): boolean {
  return byte >= 48 && byte <= 55;
}

/** Writes a character as UTF-8 and returns where it ends. */
function putCharacter(bytes: Uint8Array, at: number, code: number): number {
  if (code < 0x80) {
    bytes[at++] = code;
    return at;
  }
  if (code < 0x800) bytes[at++] = 0xc0 | (code >> 6);
  else {
    if (code < 0x10000) bytes[at++] = 0xe0 | (code >> 12);
    else {
      bytes[at++] = 0xf0 | (code >> 18);
      bytes[at++] = 0x80 | ((code >> 12) & 63);
    }
    bytes[at++] = 0x80 | ((code >> 6) & 63);
  }
  bytes[at++] = 0x80 | (code & 63);
  return at;
}
