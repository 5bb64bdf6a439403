/** What all parts of the front end share while one tree is read: the tree, the facts being built, and the place in both. */
import type { ts } from 'ts-morph';
import { type BlockKind, MAX_STRING, Node, type NodeKind, type ScopeKind } from '../facts';
import { FactsBuilder } from '../facts-builder';
import { BLOCK_KINDS, BlockRow, MarkerRow, ProblemRow, SCOPE_KINDS, ScopeRow } from '../facts-tables';
import type { Compiler } from './compiler';

/** Expressions nested deeper are left out; no hand-written code comes near. */
const MOST_NESTING = 1500;

export class Walk {
  readonly facts = new FactsBuilder();
  file: ts.SourceFile;
  /** The scope statements are in; `facts.block` is the block. */
  scope = 0;
  nesting = 0;
  /** Whether `this` was read since the function around was entered, arrow functions passed through. */
  usesThis = false;
  /** Names and the blocks that declare them, in pairs. */
  readonly declared: number[] = [];
  /** Rows of bindings that give a value to a variable declared elsewhere. */
  readonly assigned: number[] = [];
  #statements = 0;
  readonly #names = new Map<string, number>();

  readonly #noTree: ts.SourceFile;

  constructor(readonly ts: Compiler) {
    this.file = this.#noTree = ts.createSourceFile('', '', ts.ScriptTarget.Latest);
  }

  /** No tree outlives its file. */
  forgetTree(): void {
    this.file = this.#noTree;
  }

  begin(file: ts.SourceFile): void {
    this.file = file;
    this.facts.reset();
    this.#names.clear();
    this.declared.length = this.assigned.length = 0;
    this.scope = this.nesting = this.#statements = 0;
    this.usesThis = false;
    this.addScope('module', 0);
    this.facts.blocks.set(this.addBlock('module', 0, 0, 0, file.end), BlockRow.parent, -1);
  }

  /** Where a node's own text begins, comments before it passed over. */
  start(node: ts.Node): number {
    // What the parser supplied where something is missing is empty, and what it "starts with" lies behind it.
    return Math.min(node.getStart(this.file, false), node.end);
  }

  /** The index of a name among the names of the file. */
  name(text: string): number {
    if (text === '') return 0;
    let index = this.#names.get(text);
    if (index === undefined) this.#names.set(text, (index = this.facts.names.addString(text)));
    return index;
  }

  /** The index of a literal's text; 0 if it is too long to keep. */
  literal(text: string): number {
    return text.length > MAX_STRING ? 0 : this.name(text);
  }

  node(kind: NodeKind, start: number, end: number, a: number, b = 0): number {
    return this.facts.node(kind, start, end, a, b);
  }

  /** A node over `from`, which begins where its first operand does. */
  over(kind: NodeKind, first: number, from: ts.Node, a: number, b = 0): number {
    return this.facts.node(kind, first === 0 ? this.start(from) : (this.facts.start[first] ?? 0), from.end, a, b);
  }

  nameNode(text: string, start: number, end: number): number {
    return this.facts.node(Node.Name, start, end, this.name(text), 0);
  }

  /** `read` over each of several, as a list. */
  list<T>(items: readonly T[], read: (item: T) => number): number {
    const mark = this.facts.beginList();
    for (const item of items) this.facts.push(read(item));
    return this.facts.endList(mark);
  }

  /** Runs `read` unless expressions are nested too deeply already. */
  nested(node: ts.Node, read: () => number): number {
    if (this.nesting >= MOST_NESTING) {
      this.problem('Nested too deeply to be read.', node.pos, node.end);
      return 0;
    }
    this.nesting++;
    try {
      return read();
    } finally {
      this.nesting--;
    }
  }

  newStatement(): number {
    return ++this.#statements;
  }

  addScope(kind: ScopeKind, start: number): number {
    const { scopes } = this.facts;
    const row = scopes.add();
    scopes.set(row, ScopeRow.kind, SCOPE_KINDS.indexOf(kind));
    scopes.set(row, ScopeRow.parent, this.scope);
    for (const column of [ScopeRow.start, ScopeRow.nameStart, ScopeRow.nameEnd]) scopes.set(row, column, start);
    return row;
  }

  /** A block inside the current one, for the current scope or one that lies in it. */
  addBlock(kind: BlockKind, scope: number, statement: number, guard: number, end: number, start = 0): number {
    const { blocks } = this.facts;
    const row = blocks.add();
    blocks.set(row, BlockRow.kind, BLOCK_KINDS.indexOf(kind));
    blocks.set(row, BlockRow.parent, this.facts.block);
    blocks.set(row, BlockRow.scope, scope);
    blocks.set(row, BlockRow.start, start);
    blocks.set(row, BlockRow.end, end);
    blocks.set(row, BlockRow.statement, statement);
    blocks.set(row, BlockRow.guard, guard);
    return row;
  }

  inBlock<T>(block: number, read: () => T): T {
    const outer = this.facts.block;
    this.facts.block = block;
    const result = read();
    this.facts.block = outer;
    return result;
  }

  /** Reads what lies in a scope, into its own block. */
  inScope<T>(scope: number, block: number, read: () => T): T {
    const outer = this.scope;
    this.facts.scopes.set(scope, ScopeRow.block, block);
    this.scope = scope;
    const result = this.inBlock(block, read);
    this.scope = outer;
    return result;
  }

  /** The block that holds the variables of the whole function, as `var` declares them. */
  get rootBlock(): number {
    return this.facts.scopes.get(this.scope, ScopeRow.block);
  }

  /** Other files may import the name. */
  export(name: string): void {
    this.facts.exports.set(this.facts.exports.add(), 0, this.name(name));
  }

  marker(start: number, text: string): void {
    const row = this.facts.markers.add();
    this.facts.markers.set(row, MarkerRow.start, start);
    this.facts.markers.set(row, MarkerRow.text, this.name(text));
  }

  problem(message: string, start: number, end: number): void {
    const row = this.facts.problems.add();
    this.facts.problems.set(row, ProblemRow.message, this.name(message));
    this.facts.problems.set(row, ProblemRow.start, start);
    this.facts.problems.set(row, ProblemRow.end, end);
  }
}
