/**
 * Where in a project objects of the migration get to at all. Only there a judgement is worth the type of an expression:
 * of a hundred calls of `get` ninety-nine are of dictionaries.
 */
import type { Linker } from '../../link/linker';
import { Lookups, type Footprint } from '../../link/reads';
import type { SourceFile } from '../../link/source-file';
import type { Roles } from '../roles';
import { Carriers } from './carries';
import { libraryNames, type LibraryNames } from './library-names';
import { Propagation, type Reached } from './propagate';
import { Spelling } from './spelling';
import { Uses } from './uses';

export interface Spread {
  /**
   * Takes in another state of the project; gives what stands for the files in which something else is reached now.
   * Throws `OverdueItem` with a file that takes longer than `budgetMs`.
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
  #library: LibraryNames | undefined;
  #reached: ReadonlyMap<SourceFile, Reached> = new Map();

  constructor(
    private readonly linker: Linker,
    private readonly roles: Roles,
  ) {
    this.#spelling = new Spelling(linker.reads);
    this.#lookups = new Lookups(linker.reads);
  }

  update(gone: ReadonlySet<SourceFile>, come: readonly SourceFile[], budgetMs: number): readonly Footprint[] {
    return this.linker.reads.unnoticed(() => {
      const defined = this.#spelling.replace(gone, come);
      const carriers = new Carriers(this.linker, this.roles, true);
      this.#library ??= libraryNames(this.linker, new Carriers(this.linker, this.roles, false), carriers);
      const propagation = new Propagation(this.linker, this.#spelling, (file) => this.#usesOf(file), carriers, this.#library);
      propagation.run(budgetMs);
      const before = this.#reached;
      this.#reached = propagation.reached;
      const changed = this.linker.files.filter((file) => !isSame(before.get(file), propagation.reached.get(file)));
      return [...defined, ...this.#lookups.of(changed.map(({ id }) => `${id}`))];
    });
  }

  reaches(file: SourceFile, node: number): boolean {
    return this.#of(file)?.nodes.has(node) === true;
  }

  reachesResult(file: SourceFile, scope: number): boolean {
    return this.#of(file)?.functions.has(scope) === true;
  }

  reachesParameter(file: SourceFile, scope: number, index: number): boolean {
    return this.#of(file)?.parameters.has(`${scope} ${index}`) === true;
  }

  isDefined(name: string): boolean {
    return this.#spelling.isDefined(name);
  }

  #of(file: SourceFile): Reached | undefined {
    this.#lookups.note(`${file.id}`);
    return this.#reached.get(file);
  }

  #usesOf(file: SourceFile): Uses {
    let uses = this.#uses.get(file);
    if (uses === undefined) this.#uses.set(file, (uses = new Uses(file)));
    return uses;
  }
}

function isSame(left: Reached | undefined, right: Reached | undefined): boolean {
  return isEqual(left?.nodes, right?.nodes) && isEqual(left?.functions, right?.functions) && isEqual(left?.parameters, right?.parameters);
}

function isEqual<T>(left: ReadonlySet<T> = new Set(), right: ReadonlySet<T> = new Set()): boolean {
  return left.size === right.size && [...left].every((item) => right.has(item));
}
