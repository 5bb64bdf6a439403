/**
 * Where in a project objects of the migration get to at all. Only there a judgement is worth the type of an expression:
 * of a hundred calls of `get` ninety-nine are of dictionaries.
 */
import type { Linker } from '../../link/linker';
import { Lookups } from '../../link/lookups';
import type { Footprint } from '../../link/reads';
import type { SourceFile } from '../../link/source-file';
import type { Roles } from '../roles';
import { Carriers } from './carries';
import { libraryNames } from './library-names';
import { Places } from './places';
import { Spelling } from './spelling';
import { Trail, type Place } from './trail';
import { Uses } from './uses';

export interface Spread {
  /**
   * Takes in another state of the project; gives what stands for the files in which something else is reached now.
   * Throws `UndoneItem`, its item with the `file`, where one takes longer than `budgetMs`.
   */
  update(gone: ReadonlySet<SourceFile>, come: readonly SourceFile[], budgetMs: number): readonly Footprint[];
  /** Whether an expression may be, hold or give an object of the migration. */
  reaches(file: SourceFile, node: number): boolean;
  reachesResult(file: SourceFile, scope: number): boolean;
  reachesParameter(file: SourceFile, scope: number, index: number): boolean;
  /** Whether the project defines something of this name. */
  isDefined(name: string): boolean;
}

/** For languages whose ways of handing values on are not followed yet: everything is asked. */
export const EVERYWHERE: Spread = { update: () => [], reaches: () => true, reachesResult: () => true, reachesParameter: () => true, isDefined: () => false };

export class FollowedSpread implements Spread {
  readonly #spelling: Spelling;
  readonly #uses = new WeakMap<SourceFile, Uses>();
  readonly #lookups: Lookups;
  readonly #trail: Trail;
  #ways: { readonly places: Places; readonly sources: ReadonlySet<string> } | undefined;
  /** Expressions of a file that are met, for those files that were asked about. */
  readonly #nodes = new Map<SourceFile, ReadonlySet<number>>();

  constructor(
    private readonly linker: Linker,
    private readonly roles: Roles,
  ) {
    this.#spelling = new Spelling(linker.reads);
    this.#lookups = new Lookups(linker.reads);
    this.#trail = new Trail(linker.reads);
  }

  update(gone: ReadonlySet<SourceFile>, come: readonly SourceFile[], budgetMs: number): readonly Footprint[] {
    const { linker } = this;
    return linker.reads.unnoticed(() => {
      // What was followed by the names that are spelled elsewhere now is looked at again.
      linker.reads.change(this.#spelling.replace(gone, come));
      this.#ways ??= this.#findWays();
      const { places, sources } = this.#ways;
      // Done last: most of them are met on the way.
      const starts = linker.files.map((file) => places.telling(file));
      for (const name of sources) for (const file of this.#spelling.of(name)) starts.push(places.source(file, name));
      const changed = this.#trail.follow(starts, budgetMs);
      for (const file of changed) this.#nodes.delete(file);
      return this.#lookups.of([...changed].map(({ id }) => `${id}`));
    });
  }

  reaches(file: SourceFile, node: number): boolean {
    this.#note(file);
    let nodes = this.#nodes.get(file);
    if (nodes === undefined) this.#nodes.set(file, (nodes = new Set(this.#trail.placesIn(file).flatMap((place) => place.nodes))));
    return nodes.has(node);
  }

  reachesResult(file: SourceFile, scope: number): boolean {
    this.#note(file);
    return this.#gets(this.#ways?.places.known(file, scope));
  }

  reachesParameter(file: SourceFile, scope: number, index: number): boolean {
    this.#note(file);
    return this.#gets(this.#ways?.places.known(file, scope, index));
  }

  isDefined(name: string): boolean {
    return this.#spelling.isDefined(name);
  }

  #gets(place: Place | undefined): boolean {
    return place?.holds === true && this.#trail.comesTo(place);
  }

  #note(file: SourceFile): void {
    this.#lookups.note(`${file.id}`);
  }

  #findWays(): { readonly places: Places; readonly sources: ReadonlySet<string> } {
    const { linker, roles } = this;
    const carriers = new Carriers(linker, roles, true);
    const { sources, members } = libraryNames(linker, new Carriers(linker, roles, false), carriers);
    return { places: new Places({ linker, spelling: this.#spelling, carriers, members, usesOf: (file) => this.#usesOf(file) }), sources };
  }

  #usesOf(file: SourceFile): Uses {
    let uses = this.#uses.get(file);
    if (uses === undefined) this.#uses.set(file, (uses = new Uses(file)));
    return uses;
  }
}
