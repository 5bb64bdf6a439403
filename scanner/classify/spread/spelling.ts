/** Which files spell a name at all, and what is defined: for finding the places of a few names in a project of thousands of files. */
import { NameIndex, NameSet, type AddPlace } from '../../link/name-index';
import { Lookups } from '../../link/lookups';
import type { Footprint, Reads } from '../../link/reads';
import type { SourceFile } from '../../link/source-file';
import type { FunctionRef } from '../../link/types';
import { isRenamed } from '../base-names';

export class Spelling {
  readonly #files: NameIndex<{ readonly file: SourceFile }>;
  /** Told even where the same files spell a name, in another edition. */
  readonly #spelled: Lookups;
  readonly #methods: NameIndex<FunctionRef>;
  readonly #defined: NameSet;
  readonly #renamed: NameSet;
  #isFilled = false;

  constructor(reads: Reads) {
    this.#files = new NameIndex(reads, (file, add) => spelledIn(file).forEach((name) => add(name, 0)), (file) => ({ file }));
    this.#spelled = new Lookups(reads);
    this.#defined = new NameSet(reads, definedIn);
    this.#renamed = new NameSet(reads, renamedIn);
    this.#methods = new NameIndex(reads, methodsIn, (file, scope) => ({ file, scope }));
  }

  /** In no order that means anything. */
  of(name: string): readonly SourceFile[] {
    this.#spelled.note(name);
    return this.#files.of(name).map(({ file }) => file);
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
    // Before anything was looked up there is nothing to tell.
    if (this.#isFilled) for (const file of [...gone, ...come]) for (const name of spelledIn(file)) respelled.add(name);
    this.#isFilled = true;
    return [...this.#spelled.of(respelled), ...this.#files.replace(gone, come), ...this.#defined.replace(gone, come), ...this.#renamed.replace(gone, come), ...this.#methods.replace(gone, come)];
  }
}

/** What could be an annotation in quotes: `"orm.Session | None"`. */
export const ANNOTATION = /^[A-Za-z_][\w.]{0,60}(\s*[[|,].{0,120})?$/;

/** Names, and the words of what could be an annotation in quotes. */
function spelledIn(file: SourceFile): ReadonlySet<string> {
  const { names } = file.facts;
  const words = new Set(names);
  for (const name of names) if (/[.[|,]/.test(name) && ANNOTATION.test(name)) for (const [word] of name.matchAll(/\w+/g)) words.add(word);
  return words;
}

function methodsIn(file: SourceFile, add: AddPlace): void {
  for (const [scope, { kind, name }] of file.facts.scopes.entries()) if (kind === 'function' && file.classAround(scope) >= 0) add(name, scope);
}

function* definedIn(file: SourceFile): Iterable<string> {
  for (const { name } of file.facts.scopes) if (name !== '') yield name;
}

function* renamedIn(file: SourceFile): Iterable<string> {
  for (const row of file.facts.imports) if (isRenamed(row)) yield row.alias;
}
