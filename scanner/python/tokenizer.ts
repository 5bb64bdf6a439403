/**
 * Reads tokens from bytes, one at a time: nothing is kept of a token but where it is and which name it holds.
 * The bytes end with a zero beyond their length, so that no look ahead leaves the array.
 */
import { First, FIRST, isBlank, isDigit, isLineBreak, NAME_PART } from './characters';
import { afterLineBreak, endOfLine, startOfBlanks } from './lines';
import type { NameTable } from './name-table';
import { endOfNumber } from './number-token';
import { ALONE, operatorAt, TOKEN_BITS, TOKEN_WIDTH } from './operator-token';
import { endOfLongString, endOfString } from './string-token';
import { KEYWORD_TOKENS, KEYWORDS, T } from './tokens';

/** Indentation deeper than this is taken for the same depth; CPython refuses 100. */
const MOST_INDENTS = 1 << 12;

/** So often, in one file, a quote is taken for a stray one; each time costs a look through the rest of the file. */
const MOST_STRAY_QUOTES = 20;

export class Tokenizer {
  bytes = new Uint8Array(1);
  length = 0;
  ascii = true;

  /** The current token, where it starts and ends, and its name if it is one. */
  token: number = T.End;
  start = 0;
  tokenEnd = 0;
  name = 0;
  /** End of the token before. */
  lastEnd = 0;

  /** Where the next token is looked for. */
  pos = 0;
  /** Brackets open: inside them lines do not end statements. */
  depth = 0;
  /** The bracket depth at which `:` ends an f-string's expression (so that `:=` is no operator there); −1 outside. */
  formatDepth = -1;

  atLineStart = true;
  pendingDedents = 0;
  private strayQuotes = 0;
  readonly indents = new Int32Array(MOST_INDENTS);
  indentCount = 1;

  constructor(readonly names: NameTable) {}

  /** Begins with a new text. Call `next` for the first token. */
  protected open(source: Uint8Array, ascii: boolean): void {
    this.length = source.length;
    if (this.bytes.length <= source.length) this.bytes = new Uint8Array(source.length * 2 + 4);
    this.bytes.set(source);
    // Four zeros: the longest look ahead is three bytes.
    this.bytes.fill(0, source.length, source.length + 4);
    this.ascii = ascii;
    this.token = T.Newline;
    this.start = this.tokenEnd = this.lastEnd = this.pos = this.depth = 0;
    this.pendingDedents = this.strayQuotes = 0;
    this.formatDepth = -1;
    this.atLineStart = true;
    this.indents[0] = 0;
    this.indentCount = 1;
  }

  /**
   * Moves to the next token. All of it in one function, which the engine compiles once: it would put a short one, and what
   * that calls, into each of the hundreds of places that ask for a token, and take a second over it.
   */
  next(): void {
    this.lastEnd = this.tokenEnd;
    if (this.pendingDedents > 0) {
      this.pendingDedents--;
      this.token = T.Dedent;
      return;
    }
    if (this.atLineStart && this.depth === 0 && this.readIndentation()) return;
    const bytes = this.bytes;
    let at = this.pos;
    let byte = bytes[at] ?? 0;
    for (;;) {
      if (isBlank(byte)) at++;
      else if (isLineBreak(byte) && this.depth > 0) at++;
      else if (byte === 35) at = this.skipComment(at);
      else if (byte === 92 && isLineBreak(bytes[at + 1] ?? 0)) at = afterLineBreak(bytes, at + 1);
      else break;
      byte = bytes[at] ?? 0;
    }
    this.start = at;
    switch (FIRST[byte]) {
      case First.Name: {
        let hash = byte;
        byte = bytes[++at] ?? 0;
        while (NAME_PART[byte] === 1) {
          hash = (Math.imul(hash, 31) + byte) | 0;
          byte = bytes[++at] ?? 0;
        }
        if ((byte === 39 || byte === 34) && at - this.start <= 2 && this.readPrefixedString(this.start, at)) return;
        this.pos = this.tokenEnd = at;
        const name = this.names.ofBytes(bytes, this.start, at, hash);
        this.name = name;
        if (name <= KEYWORDS.length) this.token = name + KEYWORD_TOKENS;
        else {
          this.token = T.Name;
          if (!this.ascii) this.normalizeName();
        }
        return;
      }
      case First.Digit:
        return this.readNumber();
      case First.Quote:
        this.token = T.String;
        return this.readString(at);
      case First.LineBreak:
        return this.finishLine(at);
      case First.Zero:
        if (at >= this.length) return this.readEnd();
        return this.readOperator(at);
      case First.Opening:
        this.depth++;
        break;
      case First.Closing:
        if (this.depth > 0) this.depth--;
        break;
      case First.Alone:
        break;
      case First.Dot:
        if (isDigit(bytes[at + 1] ?? 0)) return this.readNumber();
        return this.readOperator(at);
      default:
        return this.readOperator(at);
    }
    this.token = ALONE[byte] ?? 0;
    this.pos = this.tokenEnd = at + 1;
  }

  /** Called for each comment that may be addressed to us, with its `#` and the end of its line. */
  protected comment(_start: number, _end: number): void {}

  /** Gives up what is open and goes on with the line the current token is the first of. */
  protected resumeAtLine(): void {
    this.pos = startOfBlanks(this.bytes, this.start);
    this.depth = 0;
    this.formatDepth = -1;
    this.atLineStart = true;
    this.token = T.Newline;
    this.start = this.tokenEnd = this.lastEnd;
  }

  /** At the start of a line outside brackets: skips blank lines; true if the indentation changed, which is a token. */
  private readIndentation(): boolean {
    const bytes = this.bytes;
    let at = this.pos;
    let column = 0;
    for (;;) {
      column = 0;
      let byte = bytes[at] ?? 0;
      for (;;) {
        if (byte === 32) column++;
        else if (byte === 9) column = (column | 7) + 1;
        else if (byte === 12) column = 0;
        else break;
        byte = bytes[++at] ?? 0;
      }
      if (byte === 35) {
        at = this.skipComment(at);
        byte = bytes[at] ?? 0;
      }
      if (byte === 10 || byte === 13) {
        at++;
        continue;
      }
      // A line that holds only `\` goes on with the next one and keeps the first one's indentation.
      if (byte === 92 && isLineBreak(bytes[at + 1] ?? 0)) {
        at += 2;
        if (bytes[at - 1] === 13 && bytes[at] === 10) at++;
        while (isBlank(bytes[at] ?? 0)) at++;
      }
      break;
    }
    this.pos = at;
    this.atLineStart = false;
    if (at >= this.length) return false;
    return this.changeIndentation(column);
  }

  private changeIndentation(column: number): boolean {
    const current = this.indents[this.indentCount - 1] ?? 0;
    if (column === current) return false;
    this.start = this.pos;
    if (column > current) {
      if (this.indentCount >= MOST_INDENTS) return false;
      this.indents[this.indentCount++] = column;
      this.token = T.Indent;
      return true;
    }
    let dedents = 0;
    // A column between two levels counts as the deeper one: most often a line that slipped by a space.
    while (this.indentCount > 1 && (this.indents[this.indentCount - 2] ?? 0) >= column) {
      this.indentCount--;
      dedents++;
    }
    if (this.indents[this.indentCount - 1] !== column) this.misindented();
    if (dedents === 0) return false;
    this.pendingDedents = dedents - 1;
    this.token = T.Dedent;
    return true;
  }

  /** Called for a line whose indentation matches no enclosing one. */
  protected misindented(): void {}

  private skipComment(at: number): number {
    const bytes = this.bytes;
    const start = at;
    let byte = bytes[++at] ?? 0;
    while (byte !== 10 && byte !== 13 && (byte !== 0 || at < this.length)) byte = bytes[++at] ?? 0;
    // `# awaited: …` is for us: look closer only at comments with an `a` in the right place.
    if (bytes[start + 1] === 97 || bytes[start + 2] === 97) this.comment(start, at);
    return at;
  }

  private readNumber(): void {
    this.token = T.Number;
    this.pos = this.tokenEnd = endOfNumber(this.bytes, this.start);
  }

  /** `tokenEnd` stays where the code ends, so that statements do not reach over their comment. */
  private finishLine(at: number): void {
    this.token = T.Newline;
    this.start = at;
    this.pos = afterLineBreak(this.bytes, at);
    this.atLineStart = true;
  }

  /** At the end of the text: a last line break if there was none, then what closes the open blocks. */
  private readEnd(): void {
    const end = this.length;
    this.pos = this.start = end;
    this.depth = 0;
    const token = this.token;
    if (token !== T.Newline && token !== T.Dedent && token !== T.Indent && token !== T.End) this.token = T.Newline;
    else if (this.indentCount > 1) {
      this.indentCount--;
      this.token = T.Dedent;
    } else this.token = T.End;
  }

  /** For a name that may hold bytes from 128. */
  private normalizeName(): void {
    if (!hasHighByte(this.bytes, this.start, this.tokenEnd)) return;
    this.name = this.names.normalize(this.name);
    if (this.name === 0) this.token = T.Unknown;
  }

  /** `rb"…"`, `f'…'`: prefixes in any case and order. False if the letters are no prefix. */
  private readPrefixedString(start: number, quote: number): boolean {
    let format = false;
    for (let at = start; at < quote; at++) {
      const letter = (this.bytes[at] ?? 0) | 32;
      if (letter === 102 || letter === 116) format = true;
      else if (letter !== 114 && letter !== 98 && letter !== 117) return false;
    }
    if (format) {
      this.token = T.Format;
      this.pos = this.tokenEnd = quote;
    } else {
      this.token = T.String;
      this.readString(quote);
    }
    return true;
  }

  /** From the opening quote to behind the closing one; `start` and `token` are set. */
  private readString(quote: number): void {
    const bytes = this.bytes;
    const mark = bytes[quote] ?? 0;
    const triple = bytes[quote + 1] === mark && bytes[quote + 2] === mark;
    const end = triple ? endOfLongString(bytes, quote + 3, mark, this.length) : endOfString(bytes, quote + 1, mark, this.length);
    this.pos = this.tokenEnd = end >= 0 ? end : this.endOfUnclosedString(quote, triple);
  }

  private endOfUnclosedString(quote: number, triple: boolean): number {
    const end = endOfLine(this.bytes, quote, this.length);
    this.unterminatedString(triple ? quote + 3 : end);
    // Rather a stray quote than all the rest a string; but not again and again, which would take ever longer.
    if (triple) return this.strayQuotes++ < MOST_STRAY_QUOTES ? end : this.length;
    return end;
  }

  /** A string over several lines that does not fit is rather a stray quote: the token is cut off at its line's end. */
  cutLongString(): void {
    const end = endOfLine(this.bytes, this.start, this.length);
    if (this.token === T.String && end < this.tokenEnd && this.strayQuotes++ < MOST_STRAY_QUOTES) {
      this.pos = this.tokenEnd = end;
    }
  }

  /**
   * Text in quotes that goes on after its closing quotes, as a docstring with a quote too many does: the token is
   * extended to the next such quotes, if a line ends there. False if it is not so.
   */
  protected extendLongString(): boolean {
    const mark = this.bytes[this.tokenEnd - 1] ?? 0;
    if (this.strayQuotes++ >= MOST_STRAY_QUOTES) return false;
    for (let at = this.tokenEnd; at < this.length; at++) {
      if (this.bytes[at] !== mark || this.bytes[at + 1] !== mark || this.bytes[at + 2] !== mark) continue;
      const end = at + 3;
      let after = end;
      while (isBlank(this.bytes[after] ?? 0)) after++;
      if (after < this.length && !isLineBreak(this.bytes[after] ?? 0)) return false;
      this.pos = this.tokenEnd = end;
      return true;
    }
    return false;
  }

  /** Called for a string that is open where its line, or the text, ends. */
  protected unterminatedString(_end: number): void {}

  private readOperator(start: number): void {
    const operator = operatorAt(this.bytes, start);
    this.token = operator & TOKEN_BITS;
    this.pos = this.tokenEnd = start + (operator >> TOKEN_WIDTH);
    if (this.token === T.ColonEqual && this.depth === this.formatDepth) {
      this.token = T.Colon;
      this.pos = this.tokenEnd = start + 1;
    }
  }
}

function hasHighByte(bytes: Uint8Array, start: number, end: number): boolean {
  for (let at = start; at < end; at++) if ((bytes[at] ?? 0) >= 128) return true;
  return false;
}
