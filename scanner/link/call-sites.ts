/**
 * Where things are called, by the last name in the text: `save` for `save(x)` and `self.repo.save(x)`. A name is only a
 * hint where to look; whether a call enters a function is decided by the type of its callee.
 */
import { Node, type Binding } from '../facts';
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

export class CallSites {
  readonly #calls = new Lists<CallSite>();
  readonly #references = new Lists<Reference>();
  readonly #assignments = new Map<string, { file: SourceFile; binding: Binding }[]>();
  readonly #decorations = new Lists<{ file: SourceFile; scope: number }>();
  #constructing: Map<string, CallSite[]> | undefined;
  readonly #aliases = new Map<string, Set<string>>();
  readonly #subclasses = new Lists<{ file: SourceFile; scope: number }>();

  constructor(files: readonly SourceFile[]) {
    for (const file of files) {
      this.#addCalls(file);
      for (const binding of file.facts.bindings) {
        if (binding.name === '' && file.kind(binding.target) === Node.Attribute) {
          append(this.#assignments, file.name(file.b(binding.target)), { file, binding });
        }
      }
      for (const row of file.facts.imports) {
        if (row.alias === '' || row.alias === row.name) continue;
        let aliases = this.#aliases.get(row.name);
        if (aliases === undefined) this.#aliases.set(row.name, (aliases = new Set()));
        aliases.add(row.alias);
      }
      for (const [scope, info] of file.facts.scopes.entries()) {
        if (info.kind === 'class') for (const base of info.bases) append(this.#subclasses.named, lastName(file, base), { file, scope });
        for (const decorator of info.decorators) append(this.#decorations.named, lastName(file, decorator), { file, scope });
      }
    }
  }

  #addCalls(file: SourceFile): void {
    const { kind, count } = file.facts.nodes;
    for (let node = 1; node < count; node++) {
      if (kind[node] !== Node.Call && kind[node] !== Node.New) continue;
      append(this.#calls.named, lastName(file, file.a(node)), { file, node });
      for (const argument of file.list(file.b(node))) {
        const value = file.kind(argument) === Node.Keyword ? file.b(argument) : argument;
        const of = file.kind(value);
        if (of === Node.Name || of === Node.Attribute) append(this.#references.named, lastName(file, value), { file, call: node, argument: value });
      }
    }
  }

  /** Calls whose callee ends in the name or in an import's alias of it. */
  of(name: string): readonly CallSite[] {
    return this.#named(this.#calls, name);
  }

  /** Calls of `super().__init__(…)`, `Base.__init__(…)`, `cls(…)` and `super(…)` within the classes of these names. */
  constructing(classNames: ReadonlySet<string>): readonly CallSite[] {
    if (this.#constructing === undefined) {
      this.#constructing = new Map();
      for (const name of ['__init__', 'cls', 'super']) {
        for (const site of this.of(name)) {
          // Python's `super()` is no constructor by itself.
          if (name !== 'super' || site.file.facts.language === 'typescript') append(this.#constructing, classAround(site), site);
        }
      }
    }
    return [...classNames].flatMap((name) => this.#constructing?.get(name) ?? []);
  }

  /** Calls that are given something of this name as an argument. */
  referencesTo(name: string): readonly Reference[] {
    return this.#named(this.#references, name);
  }

  /** Definitions decorated with something of this name. */
  decoratedWith(name: string): readonly { readonly file: SourceFile; readonly scope: number }[] {
    return this.#named(this.#decorations, name);
  }

  /** Classes that name this class as a base. */
  subclassesOf(name: string): readonly { readonly file: SourceFile; readonly scope: number }[] {
    return this.#named(this.#subclasses, name);
  }

  /** `x.name = …` anywhere in the project. */
  attributeAssignments(name: string): readonly { readonly file: SourceFile; readonly binding: Binding }[] {
    return this.#assignments.get(name) ?? [];
  }

  /** Other names that imports give to something of this name. */
  aliasesOf(name: string): readonly string[] {
    return [...(this.#aliases.get(name) ?? [])];
  }

  #named<T>(lists: Lists<T>, name: string): readonly T[] {
    const aliases = this.#aliases.get(name);
    if (aliases === undefined) return lists.named.get(name) ?? [];
    // A name with many aliases is asked for again and again.
    let known = lists.withAliases.get(name);
    if (known === undefined) lists.withAliases.set(name, (known = [name, ...aliases].flatMap((each) => lists.named.get(each) ?? [])));
    return known;
  }
}

/** Places by the name in the text; with the import's aliases of a name once somebody asked. */
class Lists<T> {
  readonly named = new Map<string, T[]>();
  readonly withAliases = new Map<string, readonly T[]>();
}

/** Name of the class whose method a call stands in; '' outside of classes. */
function classAround({ file, node }: CallSite): string {
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

function append<T>(lists: Map<string, T[]>, key: string, value: T): void {
  if (key === '') return;
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [value]);
  else list.push(value);
}
