/**
 * From the bytes of a file to the bytes the tokenizer reads: UTF-8 without byte order mark, and a table from their
 * offsets to UTF-16 code units where the two differ.
 */
import { isAscii, isUtf8 } from 'node:buffer';

export interface SourceText {
  readonly bytes: Uint8Array;
  readonly ascii: boolean;
  /** What is wrong with the file as a whole, in words. */
  readonly problem: string;
}

export function sourceTextOf(file: Uint8Array): SourceText {
  const hasMark = file[0] === 0xef && file[1] === 0xbb && file[2] === 0xbf;
  const bytes = hasMark ? file.subarray(3) : file;
  if (isAscii(bytes)) return { bytes, ascii: true, problem: '' };
  const encoding = hasMark ? 'utf-8' : declaredEncoding(bytes);
  if (encoding !== 'utf-8') return reencoded(bytes, encoding);
  if (isUtf8(bytes)) return { bytes, ascii: false, problem: '' };
  return { ...reencoded(bytes, 'utf-8'), problem: 'The file is not valid UTF-8 and names no other encoding.' };
}

/** The text whose UTF-16 code units the offsets in facts count. */
export function decodePython(file: Uint8Array): string {
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(sourceTextOf(file).bytes);
}

/** For each byte offset, up to and including the length, the offset in UTF-16 code units. */
export function utf16Offsets(bytes: Uint8Array, length: number): Int32Array {
  const offsets = new Int32Array(length + 1);
  let units = 0;
  for (let at = 0; at <= length; at++) {
    const byte = bytes[at] ?? 0;
    offsets[at] = units;
    // Continuation bytes add nothing; the first byte of a four-byte character stands for a surrogate pair.
    if ((byte & 0xc0) !== 0x80) units += byte >= 0xf0 ? 2 : 1;
  }
  return offsets;
}

function reencoded(bytes: Uint8Array, encoding: string): SourceText {
  let decoder: TextDecoder;
  let problem = '';
  try {
    decoder = new TextDecoder(encoding);
  } catch {
    decoder = new TextDecoder('utf-8', { ignoreBOM: true });
    problem = `The file's encoding ${encoding} is not known; it was read as UTF-8.`;
  }
  return { bytes: new TextEncoder().encode(decoder.decode(bytes)), ascii: false, problem };
}

/** Python's names of encodings that the WHATWG list calls otherwise. */
const ENCODING_NAMES: Readonly<Record<string, string>> = {
  utf8: 'utf-8',
  'utf-8-sig': 'utf-8',
  'latin-1': 'iso-8859-1',
  latin1: 'iso-8859-1',
  'iso-latin-1': 'iso-8859-1',
  'latin-9': 'iso-8859-15',
  cp932: 'shift_jis',
  cp936: 'gbk',
  cp949: 'euc-kr',
  cp950: 'big5',
};

/** The encoding of a comment such as `# -*- coding: latin-1 -*-` in the first two lines (PEP 263), else UTF-8. */
function declaredEncoding(bytes: Uint8Array): string {
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, 400));
  const [first = '', second = ''] = head.split(/\r\n?|\n/, 2);
  const lines = /^[ \t\f]*(#|$)/.test(first) ? [first, second] : [first];
  for (const line of lines) {
    const declared = /^[ \t\f]*#.*?coding[:=][ \t]*([-\w.]+)/.exec(line)?.[1];
    if (declared === undefined) continue;
    const name = declared.toLowerCase().replaceAll('_', '-');
    // Python reads `utf-8-unix` and `latin-1-dos` (editors write such) without their ends.
    const plain = name.replace(/^(utf-8|latin-1|iso-8859-1|iso-latin-1)-.*$/, '$1');
    return ENCODING_NAMES[plain] ?? (/^cp125\d$/.test(plain) ? `windows-${plain.slice(2)}` : plain);
  }
  return 'utf-8';
}
