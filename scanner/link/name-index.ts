/** Places of the whole project by name, kept while files come and go. Who looks a name up depends on who has it. */
import { Lookups } from './lookups';
import type { Footprint, Reads } from './reads';
import { PackedPlaces } from './packed-places';
import type { SourceFile } from './source-file';

interface Placed {
  readonly file: SourceFile;
}

/** Tells each place that a file has under a name, as one or two numbers. */
export type PlacesOf = (file: SourceFile, add: AddPlace) => void;
export type AddPlace = (name: string, place: number, second?: number) => void;

const NONE: readonly never[] = [];

export class NameIndex<T extends Placed> {
  /** Of the files that came first: nobody ever asks for most of their names. */
  readonly #first = new PackedPlaces();
  /** Of the names that were asked for, or that files have gained or lost since. */
  readonly #entries = new Map<string, readonly T[]>();
  readonly #lookups: Lookups;
  #isFilled = false;

  /**
   * @param entryOf what stands at the place of a file
   * @param sayingOf what an entry says to those who never look at its file; without it they only know that there is one
   */
  constructor(
    private readonly reads: Reads,
    private readonly placesOf: PlacesOf,
    private readonly entryOf: (file: SourceFile, place: number, second: number) => T,
    private readonly sayingOf?: (entry: T) => string,
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
    return this.#known(name);
  }

  /** Gives what stands for the names that some file has gained or lost, or says something else of; all files stand in order. */
  replace(gone: ReadonlySet<SourceFile>, come: readonly SourceFile[]): Footprint[] {
    if (!this.#isFilled) {
      this.#isFilled = true;
      for (const file of come) this.placesOf(file, (name, place, second = 0) => void (name === '' || this.#first.add(name, file, place, second)));
      return [];
    }
    const before = new Map<string, string[]>();
    for (const file of gone) this.placesOf(file, (name, place, second = 0) => this.#remember(before, name, file, place, second));
    const after = new Map<string, string[]>();
    const added = new Map<string, T[]>();
    for (const file of come) {
      this.placesOf(file, (name, place, second = 0) => {
        this.#remember(after, name, file, place, second);
        if (name !== '') append(added, name, this.entryOf(file, place, second));
      });
    }
    for (const name of new Set([...before.keys(), ...added.keys()])) {
      const stayed = this.#known(name).filter((entry) => !gone.has(entry.file));
      this.#entries.set(name, [...stayed, ...(added.get(name) ?? NONE)].sort(byFile));
    }
    this.#first.forget(gone);
    return this.#lookups.of(different(before, after));
  }

  #remember(told: Map<string, string[]>, name: string, file: SourceFile, place: number, second: number): void {
    if (this.sayingOf !== undefined) append(told, name, `${file.path} ${this.sayingOf(this.entryOf(file, place, second))}`);
    // Files are told one after the other.
    else if (told.get(name)?.at(-1) !== file.path) append(told, name, file.path);
  }

  #known(name: string): readonly T[] {
    const known = this.#entries.get(name);
    if (known !== undefined) return known;
    const entries: T[] = [];
    // Who asks depends on the name, not on each of the files.
    this.reads.unnoticed(() => this.#first.each(name, (file, place, second) => entries.push(this.entryOf(file, place, second))));
    if (entries.length > 0) this.#entries.set(name, entries);
    return entries;
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

function append<T>(lists: Map<string, T[]>, name: string, entry: T): void {
  const list = lists.get(name);
  if (list === undefined) lists.set(name, [entry]);
  else list.push(entry);
}

/** Names of which something else is told than before. Both go by the order of the files. */
function different(before: ReadonlyMap<string, readonly string[]>, after: ReadonlyMap<string, readonly string[]>): string[] {
  const names = new Set([...before.keys(), ...after.keys()]);
  return [...names].filter((name) => {
    const [left, right] = [before.get(name) ?? NONE, after.get(name) ?? NONE];
    return left.length !== right.length || left.some((told, index) => told !== right[index]);
  });
}

/** Library descriptions first, then by path: the order in which a project is read. */
function byFile(left: Placed, right: Placed): number {
  if (left.file === right.file) return 0;
  if (left.file.library !== right.file.library) return left.file.library ? -1 : 1;
  return left.file.path < right.file.path ? -1 : 1;
}
