/** Tables of numbers as the objects of the contract, made when somebody first asks. */
import type {
  Binding,
  Block,
  Exit,
  FileFacts,
  Import,
  Marker,
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

const tablesOfFacts = new WeakMap<FileFacts, FactTables>();

/** The tables behind facts; only facts made by `factsOf` have them. */
export function tablesOf(facts: FileFacts): FactTables | undefined {
  return tablesOfFacts.get(facts);
}

/** Facts over tables. Rows become objects at the first look at each kind, so that facts nobody links cost nothing. */
export function factsOf(tables: FactTables): FileFacts {
  const rows = new Rows(tables);
  const facts: FileFacts = {
    language: tables.language,
    get names() {
      return rows.names;
    },
    get lineStarts() {
      return tables.lineStarts;
    },
    length: tables.length,
    get nodes() {
      return tables.nodes;
    },
    get lists() {
      return tables.lists;
    },
    get scopes() {
      return (rows.scopes ??= rows.readScopes());
    },
    get blocks() {
      return (rows.blocks ??= rows.readBlocks());
    },
    get bindings() {
      return (rows.bindings ??= rows.readBindings());
    },
    get withItems() {
      return (rows.withItems ??= rows.readWithItems());
    },
    get imports() {
      return (rows.imports ??= rows.readImports());
    },
    get exits() {
      return (rows.exits ??= rows.readExits());
    },
    get effects() {
      return (rows.effects ??= Array.from(tables.effects));
    },
    get exports() {
      return (rows.exports ??= Array.from(tables.exports, (name) => rows.names[name] ?? ''));
    },
    get markers() {
      return (rows.markers ??= rows.readMarkers());
    },
    get problems() {
      return (rows.problems ??= rows.readProblems());
    },
  };
  tablesOfFacts.set(facts, tables);
  return facts;
}

const NO_NUMBERS: readonly number[] = [];
const NO_STRINGS: readonly string[] = [];

class Rows {
  scopes: readonly Scope[] | undefined;
  blocks: readonly Block[] | undefined;
  bindings: readonly Binding[] | undefined;
  withItems: readonly WithItem[] | undefined;
  imports: readonly Import[] | undefined;
  exits: readonly Exit[] | undefined;
  effects: readonly number[] | undefined;
  exports: readonly string[] | undefined;
  markers: readonly Marker[] | undefined;
  problems: readonly Problem[] | undefined;

  #names: readonly string[] | undefined;

  constructor(private readonly tables: FactTables) {}

  get names(): readonly string[] {
    return (this.#names ??= stringsOf(this.tables.names));
  }

  readScopes(): Scope[] {
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
      parameters: this.numbers(cell(ScopeRow.parameters)).map((row) => this.parameter(row)),
      returns: cell(ScopeRow.returns),
      bases: this.numbers(cell(ScopeRow.bases)),
      typeParameters: this.strings(cell(ScopeRow.typeParameters)),
      bounds: this.numbers(cell(ScopeRow.bounds)),
    }));
  }

  readBlocks(): Block[] {
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

  readBindings(): Binding[] {
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

  readWithItems(): WithItem[] {
    return this.rows(this.tables.withItems, WithRow.width, (cell) => ({
      isAsync: cell(WithRow.isAsync) !== 0,
      context: cell(WithRow.context),
      target: cell(WithRow.target),
      block: cell(WithRow.block),
      body: cell(WithRow.body),
      start: cell(WithRow.start),
    }));
  }

  readImports(): Import[] {
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

  readExits(): Exit[] {
    return this.rows(this.tables.exits, ExitRow.width, (cell) => ({
      kind: word(EXIT_KINDS, cell(ExitRow.kind)),
      scope: cell(ExitRow.scope),
      block: cell(ExitRow.block),
      value: cell(ExitRow.value),
      start: cell(ExitRow.start),
    }));
  }

  readMarkers(): Marker[] {
    return this.rows(this.tables.markers, MarkerRow.width, (cell) => ({
      start: cell(MarkerRow.start),
      text: this.name(cell(MarkerRow.text)),
    }));
  }

  readProblems(): Problem[] {
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

  private parameter(row: number): Parameter {
    const table = this.tables.parameters;
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
    const scope = this.tables.blocks[block * BlockRow.width + BlockRow.scope] ?? 0;
    return this.tables.scopes[scope * ScopeRow.width + ScopeRow.block] ?? 0;
  }

  private path(list: number): readonly PathPart[] {
    return list === 0 ? NO_NUMBERS : this.numbers(list).map((part) => (part < -1 ? this.name(-2 - part) : part));
  }

  private name(index: number): string {
    return this.names[index] ?? '';
  }

  private numbers(list: number): readonly number[] {
    if (list === 0) return NO_NUMBERS;
    const lists = this.tables.lists;
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
