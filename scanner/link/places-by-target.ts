/**
 * The places of a name, each resolved once to what it leads to: calls of `save` to the functions that they enter. Who
 * asks for the places of one function does not look again at those that lead to another: in a large project a thousand
 * functions may share a name with ten thousand calls.
 */
import type { Answers } from './answers';
import type { Footprint, Reads } from './reads';
import type { SourceFile } from './source-file';
import type { ClassRef, FunctionRef } from './types';

/** A place that leads to the target asked for, with what its resolving told. */
export interface Led<P, T> {
  readonly place: P;
  readonly found: T;
}

/** One target of a place. */
export interface Target<T> {
  readonly of: ClassRef | FunctionRef;
  readonly found: T;
}

interface Indexed<P, T> extends Led<P, T> {
  readonly index: number;
}

interface Resolved<P, T> {
  readonly places: readonly P[];
  /** Indexes of the places whose targets are not settled, ascending. */
  open: readonly number[];
  readonly settled: Uint8Array;
  readonly byTarget: Map<number, Indexed<P, T>[]>;
  /** What the places and their targets rest on. */
  reads: Footprint;
}

export class PlacesByTarget<P extends { readonly file: SourceFile }, T> {
  readonly #names = new Map<string, Resolved<P, T>>();

  constructor(
    private readonly reads: Reads,
    private readonly answers: Answers,
    private readonly placesOf: (name: string) => readonly P[],
  ) {}

  /**
   * Those of the places that lead to the target, in their order.
   * @param targetsOf what a place leads to, the same for all that ask
   * @param isWanted leaves out places before anything is asked about them
   */
  leadingTo(target: ClassRef | FunctionRef, name: string, targetsOf: (place: P) => readonly Target<T>[], isWanted: (place: P) => boolean = () => true): readonly Led<P, T>[] {
    const resolved = this.#of(name);
    const key = keyOf(target);
    const unsettled: Indexed<P, T>[] = [];
    const prints: Footprint[] = [];
    for (const index of resolved.open) {
      const place = resolved.places[index];
      // Settled by a question that came up on the way.
      if (place === undefined || resolved.settled[index] === 1 || !isWanted(place)) continue;
      const { value, reads, final } = this.answers.finding(() => targetsOf(place));
      if (final && resolved.settled[index] === 0) {
        settle(resolved, index, place, value);
        prints.push(reads);
      } else if (!final) {
        const led = value.find(({ of }) => keyOf(of) === key);
        if (led !== undefined) unsettled.push({ index, place, found: led.found });
      }
    }
    if (prints.length > 0) {
      resolved.open = resolved.open.filter((index) => resolved.settled[index] === 0);
      resolved.reads = this.reads.finding(() => {
        for (const print of [resolved.reads, ...prints]) this.reads.note(print);
      }).reads;
    }
    this.reads.note(resolved.reads);
    const settled = (resolved.byTarget.get(key) ?? []).filter(({ place }) => isWanted(place));
    return [...settled, ...unsettled].sort((left, right) => left.index - right.index);
  }

  #of(name: string): Resolved<P, T> {
    const known = this.#names.get(name);
    // Of places that nobody wanted, or that are not settled, only those who asked have read the file.
    if (known !== undefined && !known.reads.stale && !known.open.some((index) => known.places[index]?.file.print.stale)) return known;
    const { value: places, reads } = this.reads.finding(() => this.placesOf(name));
    const fresh = { places, open: [...places.keys()], settled: new Uint8Array(places.length), byTarget: new Map<number, Indexed<P, T>[]>(), reads };
    this.#names.set(name, fresh);
    return fresh;
  }
}

function settle<P, T>(resolved: Resolved<P, T>, index: number, place: P, targets: readonly Target<T>[]): void {
  resolved.settled[index] = 1;
  for (const { of, found } of targets) {
    const led = resolved.byTarget.get(keyOf(of));
    if (led === undefined) resolved.byTarget.set(keyOf(of), [{ index, place, found }]);
    // A place leads to a target once; what else it leads to is met right after.
    else if (led.at(-1)?.index !== index) led.push({ index, place, found });
  }
}

const MAX_SCOPES = 2 ** 24;

function keyOf({ file, scope }: ClassRef | FunctionRef): number {
  return file.id * MAX_SCOPES + scope;
}
