/** What modules hand on whole: `from module import *`, `export * from 'module'`. */
import type { Linker } from './linker';
import { found, type Found } from './reads';
import type { SourceFile } from './source-file';

/** What a module hands on, from so many star imports away. */
export interface HandedOn<T> {
  readonly value: T;
  readonly distance: number;
}

export type HandedOnTable<T> = Map<string, Found<HandedOn<T> | undefined>>;

/**
 * What a file gets through its star imports: of several modules that have it the nearest, of equally near ones the one
 * imported last, as Python binds it. Worked out once for all modules on the way, so that modules which all ask each
 * other for a name cost their number and not its square.
 * @param question equal where `own` is equal
 * @param own what a module has itself
 */
export function throughStars<T>(linker: Linker, tableOf: (file: SourceFile) => HandedOnTable<T>, file: SourceFile, question: string, own: (file: SourceFile) => T | undefined): T | undefined {
  if (starTargets(linker, file).length === 0) return undefined;
  const { reads } = linker;
  const known = tableOf(file).get(question);
  if (known !== undefined && !known.reads.stale) {
    reads.note(known.reads);
    return known.value?.value;
  }
  const walk = reads.finding(() => {
    const region = new Region<T>(linker, (next) => {
      const value = own(next);
      if (value !== undefined) return { value, distance: 0 };
      const before = tableOf(next).get(question);
      if (before === undefined || before.reads.stale) return 'ask';
      reads.note(before.reads);
      return before.value;
    });
    return region.answers(file);
  });
  reads.note(walk.reads);
  for (const [asked, value] of walk.value) tableOf(asked).set(question, { value, reads: walk.reads });
  return walk.value.get(file)?.value;
}

/** A library that a module passes on whole, itself or through others: what is not found elsewhere may come from there. */
export function outsideStar(linker: Linker, file: SourceFile): string | undefined {
  const own = (module: SourceFile): string | undefined => {
    for (const row of module.facts.imports) {
      const target = row.kind === 'star' ? linker.modules.resolve(module, row.module) : undefined;
      if (target?.kind === 'external') return target.key;
    }
    return undefined;
  };
  return own(file) ?? throughStars(linker, (one) => linker.outsideStars.of(one), file, '', own);
}

/** Whether a module may have names that its text does not show: it answers for them itself, passes on a library whole, or could not be read to its end. */
export function isOpenEnded(linker: Linker, file: SourceFile): boolean {
  const own = (module: SourceFile): true | undefined => (module.bindingsOf(0).has('__getattr__') || module.facts.problems.length > 0 ? true : undefined);
  return (own(file) ?? throughStars(linker, (one) => linker.openEnds.of(one), file, '', own)) === true || outsideStar(linker, file) !== undefined;
}

/** The modules behind a file's star imports, the preferred ones first. */
function starTargets(linker: Linker, file: SourceFile): readonly SourceFile[] {
  return found(linker.reads, linker.starTargets.of(file), '', () => {
    const targets = file.facts.imports.flatMap((row) => {
      const target = row.kind === 'star' ? linker.modules.resolve(file, row.module) : undefined;
      if (target === undefined || target.kind === 'external' || target.file === undefined) return [];
      // Another version of it is another target.
      target.file.noteRead();
      return [target.file];
    });
    return [...new Set(targets.reverse())];
  });
}

/** The modules that a question must be put to. */
class Region<T> {
  readonly #importers = new Map<SourceFile, SourceFile[]>();
  readonly #given = new Map<SourceFile, HandedOn<T>>();

  /** @param knownOf what a module hands on, if that is known */
  constructor(
    private readonly linker: Linker,
    private readonly knownOf: (file: SourceFile) => HandedOn<T> | undefined | 'ask',
  ) {}

  /** What each module of the region gets through its star imports; undefined for those that get nothing. */
  answers(file: SourceFile): Map<SourceFile, HandedOn<T> | undefined> {
    const asked = new Map<SourceFile, HandedOn<T> | undefined>();
    const waiting = [file];
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      if (asked.has(next)) continue;
      asked.set(next, undefined);
      for (const target of starTargets(this.linker, next)) {
        const importers = this.#importers.get(target);
        if (importers !== undefined) {
          importers.push(next);
          continue;
        }
        this.#importers.set(target, [next]);
        const known = this.knownOf(target);
        if (known === 'ask') waiting.push(target);
        else if (known !== undefined) this.#given.set(target, known);
      }
    }
    this.#spread(asked);
    return asked;
  }

  /** From those who have it outwards, one import after another. */
  #spread(asked: Map<SourceFile, HandedOn<T> | undefined>): void {
    const byDistance: SourceFile[][] = [];
    const reached = new Set<SourceFile>();
    const reach = (file: SourceFile, distance: number) => {
      if (reached.has(file)) return;
      reached.add(file);
      (byDistance[distance] ??= []).push(file);
    };
    // A module may hand on to itself what it has, by way of others.
    const handed = (file: SourceFile) => this.#given.get(file) ?? asked.get(file);
    let least = Infinity;
    for (const [file, { distance }] of this.#given) {
      (byDistance[distance] ??= []).push(file);
      least = Math.min(least, distance);
    }
    for (let distance = least; distance < byDistance.length; distance++) {
      for (const file of byDistance[distance] ?? []) {
        if (asked.has(file)) {
          const from = starTargets(this.linker, file).map(handed).find((one) => one?.distance === distance - 1);
          if (from !== undefined) asked.set(file, { value: from.value, distance });
        }
        for (const importer of this.#importers.get(file) ?? []) if (asked.has(importer)) reach(importer, distance + 1);
      }
    }
  }
}
