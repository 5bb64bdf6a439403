/** Tables of numbers as the objects of the contract, made when somebody first asks. */
import type {
  Binding,
  Block,
  Exit,
  FileFacts,
  Import,
  Language,
  Marker,
  Nodes,
  Parameter,
  PathPart,
  Problem,
  Scope,
  WithItem,
} from './facts';
import {
  ACCESSES,
  BINDING_KINDS,
  BindingRow,
  BLOCK_KINDS,
  BlockRow,
  EXIT_KINDS,
  ExitRow,
  type FactTables,
  IMPORT_KINDS,
  ImportRow,
  MarkerRow,
  PARAMETER_KINDS,
  ParameterRow,
  ProblemRow,
  SCOPE_KINDS,
  ScopeRow,
  WithRow,
} from './facts-tables';
import { stringsOf } from './text-list';

/** The tables behind facts; only facts made by `factsOf` have them. */
export function tablesOf(facts: FileFacts): FactTables | undefined {
  return facts instanceof TableFacts ? facts.tables : undefined;
}

/** Facts over tables. Rows become objects at the first look at each kind, so that facts nobody links cost nothing. */
export function factsOf(tables: FactTables): FileFacts {
  return new TableFacts(tables);
}

const NO_NUMBERS: readonly number[] = [];
const NO_STRINGS: readonly string[] = [];

/** One class rather than an object of closures for each file: a project has thousands. */
class TableFacts implements FileFacts {
  private namesRead: readonly string[] | undefined;
  private lineStartsRead: Int32Array | undefined;
  private nodesRead: Nodes | undefined;
  private listsRead: Int32Array | undefined;
  private scopesRead: readonly Scope[] | undefined;
  private blocksRead: readonly Block[] | undefined;
  private bindingsRead: readonly Binding[] | undefined;
  private withItemsRead: readonly WithItem[] | undefined;
  private importsRead: readonly Import[] | undefined;
  private exitsRead: readonly Exit[] | undefined;
  private effectsRead: readonly number[] | undefined;
  private exportsRead: readonly string[] | undefined;
  private markersRead: readonly Marker[] | undefined;
  private problemsRead: readonly Problem[] | undefined;

  readonly language: Language;
  readonly length: number;

  constructor(readonly tables: FactTables) {
    this.language = tables.language;
    this.length = tables.length;
  }

  get names(): readonly string[] {
    return (this.namesRead ??= stringsOf(this.tables.names));
  }

  get lineStarts(): Int32Array {
    return (this.lineStartsRead ??= this.tables.lineStarts);
  }

  get nodes(): Nodes {
    return (this.nodesRead ??= this.tables.nodes);
  }

  get lists(): Int32Array {
    return (this.listsRead ??= this.tables.lists);
  }

  get scopes(): readonly Scope[] {
    return (this.scopesRead ??= this.readScopes());
  }

  get blocks(): readonly Block[] {
    return (this.blocksRead ??= this.readBlocks());
  }

  get bindings(): readonly Binding[] {
    return (this.bindingsRead ??= this.readBindings());
  }

  get withItems(): readonly WithItem[] {
    return (this.withItemsRead ??= this.readWithItems());
  }

  get imports(): readonly Import[] {
    return (this.importsRead ??= this.readImports());
  }

  get exits(): readonly Exit[] {
    return (this.exitsRead ??= this.readExits());
  }

  get effects(): readonly number[] {
    return (this.effectsRead ??= Array.from(this.tables.effects));
  }

  get exports(): readonly string[] {
    return (this.exportsRead ??= Array.from(this.tables.exports, (name) => this.name(name)));
  }

  get markers(): readonly Marker[] {
    return (this.markersRead ??= this.readMarkers());
  }

  get problems(): readonly Problem[] {
    return (this.problemsRead ??= this.readProblems());
  }

  private readScopes(): Scope[] {
    const { parameters } = this.tables;
    return this.rows(this.tables.scopes, ScopeRow.width, (cell) => ({
      kind: word(SCOPE_KINDS, cell(ScopeRow.kind)),
      name: this.name(cell(ScopeRow.name)),
      parent: cell(ScopeRow.parent),
      block: cell(ScopeRow.block),
      start: cell(ScopeRow.start),
      end: cell(ScopeRow.end),
      nameStart: cell(ScopeRow.nameStart),
      nameEnd: cell(ScopeRow.nameEnd),
      isAsync: cell(ScopeRow.isAsync) !== 0,
      isGenerator: cell(ScopeRow.isGenerator) !== 0,
      access: word(ACCESSES, cell(ScopeRow.access)),
      decorators: this.numbers(cell(ScopeRow.decorators)),
      parameters: this.numbers(cell(ScopeRow.parameters)).map((row) => this.parameter(parameters, row)),
      returns: cell(ScopeRow.returns),
      bases: this.numbers(cell(ScopeRow.bases)),
      typeParameters: this.strings(cell(ScopeRow.typeParameters)),
      bounds: this.numbers(cell(ScopeRow.bounds)),
    }));
  }

  private readBlocks(): Block[] {
    return this.rows(this.tables.blocks, BlockRow.width, (cell) => ({
      kind: word(BLOCK_KINDS, cell(BlockRow.kind)),
      parent: cell(BlockRow.parent),
      scope: cell(BlockRow.scope),
      start: cell(BlockRow.start),
      end: cell(BlockRow.end),
      statement: cell(BlockRow.statement),
      guard: cell(BlockRow.guard),
      exits: cell(BlockRow.exits) !== 0,
    }));
  }

  private readBindings(): Binding[] {
    return this.rows(this.tables.bindings, BindingRow.width, (cell) => ({
      kind: word(BINDING_KINDS, cell(BindingRow.kind)),
      name: this.name(cell(BindingRow.name)),
      target: cell(BindingRow.target),
      block: cell(BindingRow.block),
      at: cell(BindingRow.at),
      value: cell(BindingRow.value),
      annotation: cell(BindingRow.annotation),
      home: cell(BindingRow.home) === 0 ? this.ownBlock(cell(BindingRow.block)) : cell(BindingRow.home) - 1,
      path: this.path(cell(BindingRow.path)),
      isAsync: cell(BindingRow.isAsync) !== 0,
      row: cell(BindingRow.row),
    }));
  }

  private readWithItems(): WithItem[] {
    return this.rows(this.tables.withItems, WithRow.width, (cell) => ({
      isAsync: cell(WithRow.isAsync) !== 0,
      context: cell(WithRow.context),
      target: cell(WithRow.target),
      block: cell(WithRow.block),
      body: cell(WithRow.body),
      start: cell(WithRow.start),
    }));
  }

  private readImports(): Import[] {
    return this.rows(this.tables.imports, ImportRow.width, (cell) => ({
      kind: word(IMPORT_KINDS, cell(ImportRow.kind)),
      module: this.name(cell(ImportRow.module)),
      name: this.name(cell(ImportRow.name)),
      alias: this.name(cell(ImportRow.alias)),
      block: cell(ImportRow.block),
      start: cell(ImportRow.start),
      end: cell(ImportRow.end),
    }));
  }

  private readExits(): Exit[] {
    return this.rows(this.tables.exits, ExitRow.width, (cell) => ({
      kind: word(EXIT_KINDS, cell(ExitRow.kind)),
      scope: cell(ExitRow.scope),
      block: cell(ExitRow.block),
      value: cell(ExitRow.value),
      start: cell(ExitRow.start),
    }));
  }

  private readMarkers(): Marker[] {
    return this.rows(this.tables.markers, MarkerRow.width, (cell) => ({
      start: cell(MarkerRow.start),
      text: this.name(cell(MarkerRow.text)),
    }));
  }

  private readProblems(): Problem[] {
    return this.rows(this.tables.problems, ProblemRow.width, (cell) => ({
      message: this.name(cell(ProblemRow.message)),
      start: cell(ProblemRow.start),
      end: cell(ProblemRow.end),
    }));
  }

  private rows<Row>(table: Int32Array, width: number, read: (cell: (column: number) => number) => Row): Row[] {
    const rows: Row[] = [];
    let offset = 0;
    const cell = (column: number): number => table[offset + column] ?? 0;
    for (; offset < table.length; offset += width) rows.push(read(cell));
    return rows;
  }

  private parameter(table: Int32Array, row: number): Parameter {
    const offset = row * ParameterRow.width;
    return {
      name: this.name(table[offset + ParameterRow.name] ?? 0),
      kind: word(PARAMETER_KINDS, table[offset + ParameterRow.kind] ?? 0),
      annotation: table[offset + ParameterRow.annotation] ?? 0,
      default: table[offset + ParameterRow.default] ?? 0,
      start: table[offset + ParameterRow.start] ?? 0,
      end: table[offset + ParameterRow.end] ?? 0,
      decorators: this.numbers(table[offset + ParameterRow.decorators] ?? 0),
    };
  }

  /** The block of the scope that a block belongs to. */
  private ownBlock(block: number): number {
    return this.scopes[this.blocks[block]?.scope ?? 0]?.block ?? 0;
  }

  private path(list: number): readonly PathPart[] {
    return list === 0 ? NO_NUMBERS : this.numbers(list).map((part) => (part < -1 ? this.name(-2 - part) : part));
  }

  private name(index: number): string {
    return this.names[index] ?? '';
  }

  private numbers(list: number): readonly number[] {
    if (list === 0) return NO_NUMBERS;
    const { lists } = this;
    return Array.from(lists.subarray(list + 1, list + 1 + (lists[list] ?? 0)));
  }

  private strings(list: number): readonly string[] {
    return list === 0 ? NO_STRINGS : this.numbers(list).map((name) => this.name(name));
  }
}

function word<Word>(words: readonly Word[], index: number): Word {
  const found = words[index];
  if (found === undefined) throw new Error(`Facts are damaged: ${index} stands for no kind of row.`);
  return found;
}
