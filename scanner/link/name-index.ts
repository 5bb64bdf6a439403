/** Places of the whole project by name, kept while files come and go. Who looks a name up depends on who has it. */
import { Lookups } from './lookups';
import type { Footprint, Reads } from './reads';
import type { SourceFile } from './source-file';

interface Placed {
  readonly file: SourceFile;
}

/** Tells each entry that a file has under a name. */
export type EntriesOf<T> = (file: SourceFile, add: (name: string, entry: T) => void) => void;

const NONE: readonly never[] = [];

export class NameIndex<T extends Placed> {
  readonly #entries = new Map<string, T[]>();
  readonly #lookups: Lookups;
  #isFilled = false;

  constructor(
    reads: Reads,
    private readonly entriesOf: EntriesOf<T>,
  ) {
    this.#lookups = new Lookups(reads);
  }

  /** Tells that a name was looked up, by somebody who knows what is there. */
  note(name: string): void {
    this.#lookups.note(name);
  }

  /** In the order of the files, and of the places within each. */
  of(name: string): readonly T[] {
    this.#lookups.note(name);
    return this.#entries.get(name) ?? NONE;
  }

  /** Gives what stands for the names that some file has gained or lost; the first files stand in order. */
  replace(gone: ReadonlySet<SourceFile>, come: readonly SourceFile[]): Footprint[] {
    const first = !this.#isFilled;
    this.#isFilled = true;
    const before = new Map<string, Set<string>>();
    for (const file of gone) this.entriesOf(file, (name) => void remember(before, name, file.path));
    const after = new Map<string, Set<string>>();
    for (const name of before.keys()) this.#entries.set(name, (this.#entries.get(name) ?? []).filter((entry) => !gone.has(entry.file)));
    for (const file of come) {
      this.entriesOf(file, (name, entry) => {
        if (!first) remember(after, name, file.path);
        if (name === '') return;
        const entries = this.#entries.get(name);
        if (entries === undefined) this.#entries.set(name, [entry]);
        else entries.push(entry);
      });
    }
    for (const name of after.keys()) this.#entries.get(name)?.sort(byFile);
    for (const name of before.keys()) if (this.#entries.get(name)?.length === 0) this.#entries.delete(name);
    return first ? [] : this.#lookups.of(different(before, after));
  }
}

/** Whether any file has a name; who asks depends on the answer alone. */
export class NameSet {
  readonly #counts = new Map<string, number>();
  readonly #lookups: Lookups;

  constructor(
    reads: Reads,
    private readonly namesOf: (file: SourceFile) => Iterable<string>,
  ) {
    this.#lookups = new Lookups(reads);
  }

  has(name: string): boolean {
    this.#lookups.note(name);
    return this.#counts.has(name);
  }

  /** Gives what stands for the names that nothing had before or nothing has now. */
  replace(gone: Iterable<SourceFile>, come: Iterable<SourceFile>): Footprint[] {
    const had = new Map<string, boolean>();
    const count = (file: SourceFile, by: number): void => {
      for (const name of new Set(this.namesOf(file))) {
        const counted = this.#counts.get(name) ?? 0;
        if (!had.has(name)) had.set(name, counted > 0);
        if (counted + by > 0) this.#counts.set(name, counted + by);
        else this.#counts.delete(name);
      }
    };
    for (const file of gone) count(file, -1);
    for (const file of come) count(file, 1);
    return this.#lookups.of([...had].flatMap(([name, before]) => (before === this.#counts.has(name) ? [] : [name])));
  }
}

function remember(places: Map<string, Set<string>>, name: string, path: string): void {
  const paths = places.get(name);
  if (paths === undefined) places.set(name, new Set([path]));
  else paths.add(path);
}

function different(before: ReadonlyMap<string, ReadonlySet<string>>, after: ReadonlyMap<string, ReadonlySet<string>>): string[] {
  const names = new Set([...before.keys(), ...after.keys()]);
  return [...names].filter((name) => {
    const [left, right] = [before.get(name), after.get(name)];
    return left?.size !== right?.size || ![...(left ?? [])].every((path) => right?.has(path));
  });
}

/** Library descriptions first, then by path: the order in which a project is read. */
function byFile(left: Placed, right: Placed): number {
  if (left.file === right.file) return 0;
  if (left.file.library !== right.file.library) return left.file.library ? -1 : 1;
  return left.file.path < right.file.path ? -1 : 1;
}
