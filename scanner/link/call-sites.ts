/**
 * Where things are called, by the last name in the text: `save` for `save(x)` and `self.repo.save(x)`. A name is only a
 * hint where to look; whether a call enters a function is decided by the type of its callee.
 */
import { Node, type Binding } from '../facts';
import { NameIndex, type AddPlace } from './name-index';
import type { Footprint, Reads } from './reads';
import type { SourceFile } from './source-file';

export interface CallSite {
  readonly file: SourceFile;
  readonly node: number;
}

/** A function passed by name: `add_task(send_mail, order)`. */
export interface Reference {
  readonly file: SourceFile;
  readonly call: number;
  /** The argument node that names the function. */
  readonly argument: number;
}

export interface DefinedScope {
  readonly file: SourceFile;
  readonly scope: number;
}

export interface AttributeAssignment {
  readonly file: SourceFile;
  readonly binding: Binding;
}

export class CallSites {
  readonly #calls: NameIndex<CallSite>;
  readonly #constructing: NameIndex<CallSite>;
  readonly #references: NameIndex<Reference>;
  readonly #assignments: NameIndex<AttributeAssignment>;
  readonly #decorations: NameIndex<DefinedScope>;
  readonly #subclasses: NameIndex<DefinedScope>;
  readonly #aliases: NameIndex<{ readonly file: SourceFile; readonly alias: string }>;

  readonly #aliasNames = new Map<string, readonly string[]>();
  /** Places of a name together with those of its aliases. */
  readonly #withAliases = {
    calls: new Map<string, readonly CallSite[]>(),
    references: new Map<string, readonly Reference[]>(),
    decorations: new Map<string, readonly DefinedScope[]>(),
    subclasses: new Map<string, readonly DefinedScope[]>(),
  };

  constructor(reads: Reads) {
    const call = (file: SourceFile, node: number): CallSite => ({ file, node });
    const defined = (file: SourceFile, scope: number): DefinedScope => ({ file, scope });
    this.#calls = new NameIndex(reads, callsOf, call);
    this.#constructing = new NameIndex(reads, constructingCallsOf, call);
    this.#references = new NameIndex(reads, referencesOf, (file, node, argument) => ({ file, call: node, argument }));
    this.#assignments = new NameIndex(reads, assignmentsOf, attributeAssignment);
    this.#decorations = new NameIndex(reads, decorationsOf, defined);
    this.#subclasses = new NameIndex(reads, subclassesOf, defined);
    this.#aliases = new NameIndex(reads, aliasesOf, (file, row) => ({ file, alias: file.facts.imports[row]?.alias ?? '' }), ({ alias }) => alias);
  }

  /** Gives what stands for the names whose places are others now. */
  replace(gone: ReadonlySet<SourceFile>, come: readonly SourceFile[]): Footprint[] {
    this.#aliasNames.clear();
    for (const lists of Object.values(this.#withAliases)) lists.clear();
    const indexes = [this.#calls, this.#constructing, this.#references, this.#assignments, this.#decorations, this.#subclasses, this.#aliases];
    return indexes.flatMap((index) => index.replace(gone, come));
  }

  /** Calls whose callee ends in the name or in an import's alias of it. */
  of(name: string): readonly CallSite[] {
    return this.#named(this.#calls, this.#withAliases.calls, name);
  }

  /** Calls of `super().__init__(…)`, `Base.__init__(…)`, `cls(…)` and `super(…)` within the classes of this name. */
  constructing(className: string): readonly CallSite[] {
    return this.#constructing.of(className);
  }

  /** Calls that are given something of this name as an argument. */
  referencesTo(name: string): readonly Reference[] {
    return this.#named(this.#references, this.#withAliases.references, name);
  }

  /** Definitions decorated with something of this name. */
  decoratedWith(name: string): readonly DefinedScope[] {
    return this.#named(this.#decorations, this.#withAliases.decorations, name);
  }

  /** Classes that name this class as a base. */
  subclassesOf(name: string): readonly DefinedScope[] {
    return this.#named(this.#subclasses, this.#withAliases.subclasses, name);
  }

  /** `x.name = …` anywhere in the project. */
  attributeAssignments(name: string): readonly AttributeAssignment[] {
    return this.#assignments.of(name);
  }

  /** Other names that imports give to something of this name. */
  aliasesOf(name: string): readonly string[] {
    const imported = this.#aliases.of(name);
    if (imported.length === 0) return NONE;
    let names = this.#aliasNames.get(name);
    if (names === undefined) this.#aliasNames.set(name, (names = [...new Set(imported.map(({ alias }) => alias))]));
    return names;
  }

  #named<T extends { readonly file: SourceFile }>(index: NameIndex<T>, lists: Map<string, readonly T[]>, name: string): readonly T[] {
    const aliases = this.aliasesOf(name);
    const own = index.of(name);
    if (aliases.length === 0) return own;
    for (const alias of aliases) index.note(alias);
    // A name with many aliases is asked for again and again.
    let known = lists.get(name);
    if (known === undefined) lists.set(name, (known = [...own, ...aliases.flatMap((alias) => index.of(alias))]));
    return known;
  }
}

const NONE: readonly never[] = [];

function callsOf(file: SourceFile, add: AddPlace): void {
  for (const node of file.calls()) add(lastName(file, file.a(node)), node);
}

function constructingCallsOf(file: SourceFile, add: AddPlace): void {
  for (const node of file.calls()) {
    const name = lastName(file, file.a(node));
    // Python's `super()` is no constructor by itself.
    if (name === '__init__' || name === 'cls' || (name === 'super' && file.facts.language === 'typescript')) add(classAround(file, node), node);
  }
}

function referencesOf(file: SourceFile, add: AddPlace): void {
  for (const call of file.calls()) {
    const list = file.b(call);
    const count = file.lengthOf(list);
    for (let at = 0; at < count; at++) {
      const argument = file.item(list, at);
      const value = file.kind(argument) === Node.Keyword ? file.b(argument) : argument;
      const kind = file.kind(value);
      if (kind === Node.Name || kind === Node.Attribute) add(lastName(file, value), call, value);
    }
  }
}

function assignmentsOf(file: SourceFile, add: AddPlace): void {
  for (const [index, binding] of file.facts.bindings.entries()) {
    if (binding.name === '' && file.kind(binding.target) === Node.Attribute) add(file.name(file.b(binding.target)), index);
  }
}

function attributeAssignment(file: SourceFile, index: number): AttributeAssignment {
  const binding = file.facts.bindings[index];
  if (binding === undefined) throw new Error(`${file.path}: binding ${index} does not exist`);
  return { file, binding };
}

function decorationsOf(file: SourceFile, add: AddPlace): void {
  for (const [scope, { decorators }] of file.facts.scopes.entries()) for (const decorator of decorators) add(lastName(file, decorator), scope);
}

function subclassesOf(file: SourceFile, add: AddPlace): void {
  for (const [scope, { kind, bases }] of file.facts.scopes.entries()) if (kind === 'class') for (const base of bases) add(lastName(file, base), scope);
}

function aliasesOf(file: SourceFile, add: AddPlace): void {
  for (const [row, { name, alias }] of file.facts.imports.entries()) if (alias !== '' && alias !== name) add(name, row);
}

/** Name of the class whose method a call stands in; '' outside of classes. */
function classAround(file: SourceFile, node: number): string {
  for (let scope = file.scopeOfNode(node); scope > 0; scope = file.scope(scope).parent) {
    if (file.scope(scope).kind === 'class') return file.scope(scope).name;
  }
  return '';
}

/** `c` for `a.b.c`, `c[…]` and `c(…)`; '' where there is no name. */
export function lastName(file: SourceFile, node: number): string {
  switch (file.kind(node)) {
    case Node.Name:
      return file.name(file.a(node));
    case Node.Attribute:
      return file.name(file.b(node));
    case Node.Call:
    case Node.Subscript:
      return lastName(file, file.a(node));
    default:
      return '';
  }
}
