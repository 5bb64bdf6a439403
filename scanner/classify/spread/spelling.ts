/** Which files spell a name at all, and what is defined: for finding the places of a few names in a project of thousands of files. */
import { NameIndex, NameSet } from '../../link/name-index';
import { Lookups } from '../../link/lookups';
import type { Footprint, Reads } from '../../link/reads';
import type { SourceFile } from '../../link/source-file';
import type { FunctionRef } from '../../link/types';
import { isRenamed } from '../base-names';

export class Spelling {
  readonly #files = new Map<string, SourceFile[]>();
  readonly #spelled: Lookups;
  readonly #methods: NameIndex<FunctionRef>;
  readonly #defined: NameSet;
  readonly #renamed: NameSet;

  constructor(reads: Reads) {
    this.#spelled = new Lookups(reads);
    this.#defined = new NameSet(reads, definedIn);
    this.#renamed = new NameSet(reads, renamedIn);
    this.#methods = new NameIndex(reads, methodsIn);
  }

  /** In no order that means anything. */
  of(name: string): readonly SourceFile[] {
    this.#spelled.note(name);
    return this.#files.get(name) ?? NONE;
  }

  /** Methods of this name. */
  methodsNamed(name: string): readonly FunctionRef[] {
    return this.#methods.of(name);
  }

  /** Whether a function or class of this name is defined in the project. */
  isDefined(name: string): boolean {
    return this.#defined.has(name);
  }

  /** Whether a function or class may be called so where it is imported, or is. */
  isCallable(name: string): boolean {
    return this.#defined.has(name) || this.#renamed.has(name);
  }

  /** Gives what stands for the names that other files spell than before, that have become defined, or are no more. */
  replace(gone: ReadonlySet<SourceFile>, come: readonly SourceFile[]): Footprint[] {
    const respelled = new Set<string>();
    for (const file of gone) {
      for (const name of spelledIn(file)) {
        respelled.add(name);
        const files = this.#files.get(name);
        const at = files?.indexOf(file) ?? -1;
        if (files !== undefined && at >= 0) files.splice(at, 1);
      }
    }
    for (const file of come) {
      for (const name of spelledIn(file)) {
        respelled.add(name);
        const files = this.#files.get(name);
        if (files === undefined) this.#files.set(name, [file]);
        else files.push(file);
      }
    }
    return [...this.#spelled.of(respelled), ...this.#defined.replace(gone, come), ...this.#renamed.replace(gone, come), ...this.#methods.replace(gone, come)];
  }
}

const NONE: readonly never[] = [];

/** What could be an annotation in quotes: `"orm.Session | None"`. */
export const ANNOTATION = /^[A-Za-z_][\w.]{0,60}(\s*[[|,].{0,120})?$/;

/** Names, and the words of what could be an annotation in quotes. */
function spelledIn(file: SourceFile): ReadonlySet<string> {
  const { names } = file.facts;
  const words = new Set(names);
  for (const name of names) if (/[.[|,]/.test(name) && ANNOTATION.test(name)) for (const [word] of name.matchAll(/\w+/g)) words.add(word);
  return words;
}

function methodsIn(file: SourceFile, add: (name: string, method: FunctionRef) => void): void {
  for (const [scope, { kind, name }] of file.facts.scopes.entries()) if (kind === 'function' && file.classAround(scope) >= 0) add(name, { file, scope });
}

function* definedIn(file: SourceFile): Iterable<string> {
  for (const { name } of file.facts.scopes) if (name !== '') yield name;
}

function* renamedIn(file: SourceFile): Iterable<string> {
  for (const row of file.facts.imports) if (isRenamed(row)) yield row.alias;
}
