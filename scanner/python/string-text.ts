/** The text a string literal stands for. */
import { MAX_STRING } from '../facts';

const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

const SIMPLE_ESCAPES: Readonly<Record<string, string>> = {
  '\n': '',
  '\\': '\\',
  "'": "'",
  '"': '"',
  a: '\x07',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
};

/**
 * Text of the literal from its prefix at `start` up to `end`, the closing quotes included if `isClosed`.
 * null for bytes, for long text, and for escapes that only Python can decode (`\N{DASH}`).
 */
export function textOfLiteral(bytes: Uint8Array, start: number, end: number, isClosed: boolean): string | null {
  let quote = start;
  let isRaw = false;
  let isFormat = false;
  for (; bytes[quote] !== 34 && bytes[quote] !== 39; quote++) {
    const letter = (bytes[quote] ?? 0) | 32;
    if (letter === 98) return null;
    isRaw ||= letter === 114;
    isFormat ||= letter === 102 || letter === 116;
  }
  const mark = bytes[quote];
  const width = bytes[quote + 1] === mark && bytes[quote + 2] === mark && end >= quote + 3 ? 3 : 1;
  const from = quote + width;
  const to = isClosed && bytes[end - 1] === mark ? Math.max(from, end - width) : end;
  // Four bytes can be two code units, an escape of ten characters one.
  if (to - from > MAX_STRING * 10) return null;
  let text = decoder.decode(bytes.subarray(from, to));
  if (text.includes('\r')) text = text.replace(/\r\n?/g, '\n');
  if (isFormat) text = text.replaceAll('{{', '{').replaceAll('}}', '}');
  const plain = isRaw || !text.includes('\\') ? text : unescaped(text);
  return plain === null || plain.length > MAX_STRING ? null : plain;
}

function unescaped(text: string): string | null {
  let isDecodable = true;
  const plain = text.replace(
    /\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|([0-7]{1,3})|(N\{[^}]*\})|([^]))/g,
    (whole: string, x?: string, u?: string, U?: string, octal?: string, _named?: string, other?: string) => {
      const hex = x ?? u ?? U;
      const code = hex === undefined ? Number.parseInt(octal ?? '', 8) : Number.parseInt(hex, 16);
      const isSurrogate = code >= 0xd800 && code <= 0xdfff;
      if (code <= 0x10ffff && !isSurrogate) return String.fromCodePoint(code);
      // Half a surrogate pair is no text that could be stored.
      if (other === undefined) {
        isDecodable = false;
        return whole;
      }
      // An unknown escape such as `\d` stands for itself.
      return SIMPLE_ESCAPES[other] ?? whole;
    },
  );
  return isDecodable ? plain : null;
}
