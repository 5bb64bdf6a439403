import { isDigit, isHexDigit } from './characters';

/** Where the number at `start` ends. Python 3 and 2: `0x_ff`, `1_000.5e-3j`, `0777L`. */
export function endOfNumber(bytes: Uint8Array, start: number): number {
  let at = start;
  const radix = (bytes[start + 1] ?? 0) | 32;
  if (bytes[start] === 48 && (radix === 120 || radix === 111 || radix === 98)) {
    at += 2;
    while (isHexDigit(bytes[at] ?? 0) || bytes[at] === 95) at++;
  } else {
    at = skipDigits(bytes, at);
    if (bytes[at] === 46) at = skipDigits(bytes, at + 1);
    if (((bytes[at] ?? 0) | 32) === 101) {
      const sign = bytes[at + 1];
      const digits = sign === 43 || sign === 45 ? at + 2 : at + 1;
      if (isDigit(bytes[digits] ?? 0)) at = skipDigits(bytes, digits);
    }
  }
  const suffix = (bytes[at] ?? 0) | 32;
  return suffix === 106 || suffix === 108 ? at + 1 : at;
}

function skipDigits(bytes: Uint8Array, from: number): number {
  let at = from;
  while (isDigit(bytes[at] ?? 0) || bytes[at] === 95) at++;
  return at;
}
