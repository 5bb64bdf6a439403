/** Token kinds: one number each for operators and keywords too, so that the parser compares a single number. */
const TOKENS = {
  End: 0,
  Newline: 1,
  Indent: 2,
  Dedent: 3,
  Name: 4,
  Number: 5,
  String: 6,
  /** An f-string or t-string up to its opening quote; `strings.ts` reads the rest. */
  Format: 7,
  /** A character that begins no token. */
  Unknown: 8,

  LeftParen: 10,
  LeftBracket: 11,
  LeftBrace: 12,
  RightParen: 13,
  RightBracket: 14,
  RightBrace: 15,
  Comma: 16,
  Colon: 17,
  Semicolon: 18,
  Dot: 19,
  Equal: 20,
  ColonEqual: 21,
  Arrow: 22,
  Exclamation: 23,
  Ellipsis: 24,
  At: 25,
  Star: 26,
  DoubleStar: 27,
  Plus: 28,
  Minus: 29,
  Tilde: 30,
  Bar: 31,
  /** Arithmetic operators that nothing else is done with: `/ // % & ^ << >>`. */
  Arithmetic: 32,
  /** `< > <= >= == != <>` */
  Comparison: 33,
  /** `+= -= …` */
  Augmented: 34,

  // Keywords, in the order of KEYWORDS.
  False: 40,
  None: 41,
  True: 42,
  And: 43,
  As: 44,
  Assert: 45,
  Async: 46,
  Await: 47,
  Break: 48,
  Class: 49,
  Continue: 50,
  Def: 51,
  Del: 52,
  Elif: 53,
  Else: 54,
  Except: 55,
  Finally: 56,
  For: 57,
  From: 58,
  Global: 59,
  If: 60,
  Import: 61,
  In: 62,
  Is: 63,
  Lambda: 64,
  Nonlocal: 65,
  Not: 66,
  Or: 67,
  Pass: 68,
  Raise: 69,
  Return: 70,
  Try: 71,
  While: 72,
  With: 73,
  Yield: 74,
};

/** Typed as plain numbers: the compiler would else take a token for the same one after `next()`. */
export const T: Readonly<Record<keyof typeof TOKENS, number>> = TOKENS;

export const KEYWORDS: readonly string[] = [
  'False', 'None', 'True', 'and', 'as', 'assert', 'async', 'await', 'break', 'class', 'continue', 'def', 'del', 'elif',
  'else', 'except', 'finally', 'for', 'from', 'global', 'if', 'import', 'in', 'is', 'lambda', 'nonlocal', 'not', 'or',
  'pass', 'raise', 'return', 'try', 'while', 'with', 'yield',
];

/** Names that are keywords only where a statement or pattern begins; they follow the keywords in the name table. */
export const SOFT_KEYWORDS: readonly string[] = ['match', 'case', 'type', '_'];
export const SoftKeyword = {
  match: KEYWORDS.length + 1,
  case: KEYWORDS.length + 2,
  type: KEYWORDS.length + 3,
  wildcard: KEYWORDS.length + 4,
} as const;

/** Keywords hold the first places of the name table: name `n` is token `n + KEYWORD_TOKENS`. */
export const KEYWORD_TOKENS = T.False - 1;

const TOKEN_KINDS = T.Yield + 1;

/** How tightly a token binds its operands together when it stands between two; 0: it does not. */
export const Level = { Or: 1, And: 2, Not: 3, Comparison: 4, Union: 5, Arithmetic: 6 } as const;
export const LEVEL = new Uint8Array(TOKEN_KINDS);
LEVEL[T.Or] = Level.Or;
LEVEL[T.And] = Level.And;
for (const token of [T.Comparison, T.In, T.Is, T.Not]) LEVEL[token] = Level.Comparison;
LEVEL[T.Bar] = Level.Union;
for (const token of [T.Plus, T.Minus, T.Star, T.DoubleStar, T.At, T.Arithmetic]) LEVEL[token] = Level.Arithmetic;

/** Tokens with which an expression, a starred one included, can begin. */
export const STARTS_EXPRESSION = table([
  T.Name, T.Number, T.String, T.Format, T.False, T.None, T.True, T.LeftParen, T.LeftBracket, T.LeftBrace, T.Plus,
  T.Minus, T.Tilde, T.Star, T.Ellipsis, T.Not, T.Lambda, T.Await, T.Yield,
]);

/** Keywords that never stand inside an expression: at the start of a line they end any bracket left open. */
export const STATEMENT_ONLY = table([
  T.Assert, T.Break, T.Class, T.Continue, T.Def, T.Del, T.Elif, T.Except, T.Finally, T.Global, T.Import, T.Nonlocal,
  T.Pass, T.Raise, T.Return, T.Try, T.While, T.With,
]);

function table(tokens: readonly number[]): Uint8Array {
  const marks = new Uint8Array(TOKEN_KINDS);
  for (const token of tokens) marks[token] = 1;
  return marks;
}
