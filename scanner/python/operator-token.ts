import { T } from './tokens';

/** The tokens of one character that no other joins, by that. */
export const ALONE = new Uint8Array(256);
for (const [character, token] of Object.entries({
  '(': T.LeftParen,
  ')': T.RightParen,
  '[': T.LeftBracket,
  ']': T.RightBracket,
  '{': T.LeftBrace,
  '}': T.RightBrace,
  ',': T.Comma,
  ';': T.Semicolon,
  '~': T.Tilde,
})) {
  ALONE[character.charCodeAt(0)] = token;
}

/** The token takes the low bits of what `operatorAt` returns, its length the others. */
export const TOKEN_WIDTH = 8;
export const TOKEN_BITS = (1 << TOKEN_WIDTH) - 1;

/** The operator that starts at `at` and is none of `ALONE`, the longest there can be; T.Unknown for any other character. */
export function operatorAt(bytes: Uint8Array, at: number): number {
  const byte = bytes[at] ?? 0;
  const second = bytes[at + 1] ?? 0;
  switch (byte) {
    case 46: // . ...
      return second === 46 && bytes[at + 2] === 46 ? sized(T.Ellipsis, 3) : one(T.Dot);
    case 61: // = ==
      return second === 61 ? sized(T.Comparison, 2) : one(T.Equal);
    case 58: // : :=
      return second === 61 ? sized(T.ColonEqual, 2) : one(T.Colon);
    case 45: // - -> -=
      return second === 62 ? sized(T.Arrow, 2) : arithmetic(T.Minus, 1, second);
    case 43: // + +=
      return arithmetic(T.Plus, 1, second);
    case 42: // * ** *= **=
      return second === 42 ? arithmetic(T.DoubleStar, 2, bytes[at + 2]) : arithmetic(T.Star, 1, second);
    case 64: // @ @=
      return arithmetic(T.At, 1, second);
    case 124: // | |=
      return arithmetic(T.Bar, 1, second);
    case 47: // / // /= //=
      return second === 47 ? arithmetic(T.Arithmetic, 2, bytes[at + 2]) : arithmetic(T.Arithmetic, 1, second);
    case 37: // % %=
    case 38: // & &=
    case 94: // ^ ^=
      return arithmetic(T.Arithmetic, 1, second);
    case 60: // < <= << <<= <>
    case 62: // > >= >> >>=
      if (second === byte) return arithmetic(T.Arithmetic, 2, bytes[at + 2]);
      return second === 61 || (byte === 60 && second === 62) ? sized(T.Comparison, 2) : one(T.Comparison);
    case 33: // ! !=
      return second === 61 ? sized(T.Comparison, 2) : one(T.Exclamation);
    default:
      return one(T.Unknown);
  }
}

function one(token: number): number {
  return token | (1 << TOKEN_WIDTH);
}

function sized(token: number, length: number): number {
  return token | (length << TOKEN_WIDTH);
}

/** An operator that `=` makes an assignment. */
function arithmetic(token: number, length: number, next: number | undefined): number {
  return next === 61 ? sized(T.Augmented, length + 1) : sized(token, length);
}
