/** What all parts of the parser share: the tokens, the facts being built, and the place in both. */
import { type BlockKind, MAX_STRING, type NodeKind, type ScopeKind } from '../facts';
import { FactsBuilder } from '../facts-builder';
import { BLOCK_KINDS, BlockRow, MarkerRow, ProblemRow, SCOPE_KINDS, ScopeRow } from '../facts-tables';
import { isBlank, isLineBreak } from './characters';
import { LineStarts } from './line-starts';
import { LiteralText } from './literal-text';
import { isFirstOnLine, startOfBlanks, widthOfBlanks } from './lines';
import { hashOf, NameTable } from './name-table';
import { Tokenizer } from './tokenizer';
import { STATEMENT_ONLY, T } from './tokens';

/** Brackets, lambdas and f-strings nested deeper are read without recursion, see `loose.ts`. CPython's limit is 200. */
export const MOST_NESTING = 200;

/** Further problems of one file are not told. */
const MOST_PROBLEMS = 100;

const MARKER = 'awaited:';

const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

export class Parser extends Tokenizer {
  readonly facts = new FactsBuilder();
  readonly lines = new LineStarts();
  /** The scope statements are in; `facts.block` is the block. */
  scope = 0;
  /** How deep expressions are nested. */
  nesting = 0;
  /** Whether the last statement read always leaves its block. */
  exits = false;
  /** Constants in displays of the current statement, and the nodes they share past an allowance: see `displays.ts`. */
  constants = 0;
  sharedNumber = 0;
  sharedString = 0;

  /** Spare ones: a literal with fields can hold further literals. */
  private readonly literals: LiteralText[] = [];

  /** How deep blocks are nested. */
  levels = 0;

  statements = 0;
  /** Whether the current statement's problem has been told: what follows from it is not. */
  told = false;

  constructor() {
    super(new NameTable());
  }

  begin(source: Uint8Array, ascii: boolean): void {
    this.names.startFile();
    this.facts.reset();
    this.scope = this.nesting = this.levels = this.statements = 0;
    this.told = this.exits = false;
    this.open(source, ascii);
  }

  /** A node that ends with the last token read. */
  node(kind: NodeKind, start: number, a: number, b: number): number {
    return this.facts.node(kind, start, this.lastEnd, a, b);
  }

  /** The file's index of a name of the name table. */
  local(name: number): number {
    return this.names.localOf(name, this.facts.names);
  }

  localText(text: string): number {
    return text === '' ? 0 : this.local(this.names.ofText(text));
  }

  /** The index of the name that stands between two offsets: a number, an operator. */
  localSlice(start: number, end: number): number {
    return this.local(this.names.ofBytes(this.bytes, start, end, hashOf(this.bytes, start, end)));
  }

  /** The index of a string literal's text; 0 if it has none worth keeping. */
  localLiteral(start: number, end: number): number {
    const { bytes } = this;
    const mark = bytes[start] ?? 0;
    const length = end - start - 2;
    // Most literals are `'plain'`: their text is as it stands there.
    if ((mark === 34 || mark === 39) && bytes[end - 1] === mark && length > 0 && length <= MAX_STRING) {
      if (bytes[start + 1] !== mark && !needsDecoding(bytes, start + 1, end - 1)) return this.localSlice(start + 1, end - 1);
    }
    const text = this.takeLiteral();
    text.add(bytes, start, end, true);
    return this.localOfLiteral(text);
  }

  /** To collect the text of adjacent literals in; hand it to `localOfLiteral`. */
  takeLiteral(): LiteralText {
    const text = this.literals.pop() ?? new LiteralText();
    text.clear();
    return text;
  }

  /** The index of a text, 0 if it is not known; it may be taken again from now on. */
  localOfLiteral(text: LiteralText): number {
    this.literals.push(text);
    const { bytes, length } = text;
    return text.isKnown && length > 0 ? this.local(this.names.ofBytes(bytes, 0, length, hashOf(bytes, 0, length))) : 0;
  }

  accept(token: number): boolean {
    if (this.token !== token) return false;
    this.next();
    return true;
  }

  newStatement(): number {
    return ++this.statements;
  }

  beginStatement(): void {
    this.told = false;
    this.exits = false;
    this.constants = this.sharedNumber = this.sharedString = 0;
    this.nesting = 0;
  }

  /** Tells of something unreadable, once in each statement. */
  problem(message: string, start: number = this.start, end: number = Math.max(this.tokenEnd, start)): void {
    if (this.told) return;
    this.told = true;
    if (start === this.start) this.cutLongString();
    const { problems } = this.facts;
    if (problems.rows >= MOST_PROBLEMS) return;
    const row = problems.add();
    problems.set(row, ProblemRow.message, this.localText(message));
    problems.set(row, ProblemRow.start, start);
    problems.set(row, ProblemRow.end, end);
  }

  /** Whether something in the current statement could not be read. */
  get isBroken(): boolean {
    return this.told;
  }

  addScope(kind: ScopeKind, start: number): number {
    const { scopes } = this.facts;
    const row = scopes.add();
    scopes.set(row, ScopeRow.kind, SCOPE_KINDS.indexOf(kind));
    scopes.set(row, ScopeRow.parent, this.scope);
    scopes.set(row, ScopeRow.start, start);
    scopes.set(row, ScopeRow.nameStart, start);
    scopes.set(row, ScopeRow.nameEnd, start);
    return row;
  }

  /** A block inside the current one, for the current scope or one that lies in it. */
  addBlock(kind: BlockKind, scope: number, statement: number, guard: number): number {
    const { blocks } = this.facts;
    const row = blocks.add();
    blocks.set(row, BlockRow.kind, BLOCK_KINDS.indexOf(kind));
    blocks.set(row, BlockRow.parent, this.facts.block);
    blocks.set(row, BlockRow.scope, scope);
    blocks.set(row, BlockRow.start, this.start);
    blocks.set(row, BlockRow.end, this.start);
    blocks.set(row, BlockRow.statement, statement);
    blocks.set(row, BlockRow.guard, guard);
    return row;
  }

  /**
   * Whether the current token is the first on its line and begins something that cannot be inside the brackets that
   * are open: they were never closed, and the line is the next statement.
   */
  beginsStatementInside(): boolean {
    if (this.depth === 0 || !isFirstOnLine(this.bytes, this.start)) return false;
    // Within an f-string: the string goes on, or ends here.
    if (this.formatDepth >= 0) return true;
    if (this.token === T.RightParen || this.token === T.RightBracket || this.token === T.RightBrace) return false;
    if (STATEMENT_ONLY[this.token] === 1) return true;
    const column = widthOfBlanks(this.bytes, startOfBlanks(this.bytes, this.start));
    return column <= (this.indents[this.indentCount - 1] ?? 0);
  }

  /** Whether the string that begins a statement was closed too early; it then is longer now. */
  recoverDocstring(): boolean {
    const end = this.tokenEnd;
    if (this.bytes[end - 1] !== this.bytes[end - 3] || !this.extendLongString()) return false;
    this.problem('The string is closed too early.', end - 3, end);
    return true;
  }

  /** Takes the current line for a new statement although brackets are open. */
  abandonBrackets(): void {
    this.resumeAtLine();
  }

  /**
   * Whether the current token is a colon at the end of its line within parentheses or brackets: it ends a header
   * whose bracket was never closed, such as `def total(order:`.
   */
  colonEndsLine(): boolean {
    if (this.token !== T.Colon || this.formatDepth >= 0) return false;
    let at = this.pos;
    while (isBlank(this.bytes[at] ?? 0)) at++;
    return isLineBreak(this.bytes[at] ?? 0) || this.bytes[at] === 35;
  }

  protected override misindented(): void {
    this.told = false;
    this.problem('The indentation matches no block around it.', this.pos, this.pos);
  }

  protected override unterminatedString(end: number): void {
    this.problem('The string is not closed.', this.start, end);
  }

  protected override comment(start: number, end: number): void {
    let at = start + 1;
    while (this.bytes[at] === 32) at++;
    if (this.bytes[at + MARKER.length - 1] !== 58) return;
    const text = decoder.decode(this.bytes.subarray(at, end));
    if (!text.startsWith(MARKER)) return;
    const { markers } = this.facts;
    const row = markers.add();
    markers.set(row, MarkerRow.start, start);
    markers.set(row, MarkerRow.text, this.localText(text.slice(MARKER.length).trim()));
  }
}

/** Whether a literal's text differs from how it is written, or is not plain ASCII. */
function needsDecoding(bytes: Uint8Array, start: number, end: number): boolean {
  for (let at = start; at < end; at++) {
    const byte = bytes[at] ?? 0;
    if (byte === 92 || byte >= 128) return true;
  }
  return false;
}
