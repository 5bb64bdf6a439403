/**
 * Remembers what the evaluator has concluded, and keeps its recursion finite.
 *
 * A question that is asked again while it is being answered gets `never`, the bottom of the lattice: alternatives
 * found on the other ways remain. What was concluded on the strength of such an unfinished answer is provisional: it
 * serves until the question that closed the circle is answered, and is then forgotten and found anew when needed.
 */
import type { Footprint, Reads } from './reads';
import { NEVER, type Type } from './types';

export interface Answer {
  value: Type;
  /** Depth of the question on the stack; 0 when final. */
  depth: number;
  /** What it was concluded from; undefined while it is being found. */
  reads: Footprint | undefined;
}

/** One remembered answer for each key. */
export type AnswerTable<K> = Map<K, Answer>;

/** Deeper chains of questions than this end in `unknown`. The deepest met in real code are between 200 and 300; ten thousand files took less than four fifths of the stack. */
const MAX_DEPTH = 300;

/** Leaning on nothing: deeper than any question. A small whole number, as engines put all others into a box for each answer. */
const NOTHING = 2 ** 30;

/** Larger circles of questions are gone round only once. */
const MAX_CIRCLE = 60;

export class Answers {
  #depth = 0;
  /** Shallowest unfinished question that the current one leaned on. */
  #lowest = NOTHING;
  /** Whether a chain ended since the last look. */
  #isCut = false;
  readonly #walks = new Set<unknown>();
  #provisional: { readonly forget: () => void; readonly answer: Answer }[] = [];

  constructor(private readonly reads: Reads) {}

  /** The answer to a question that was asked before; undefined where it must be found. */
  known<K>(table: AnswerTable<K>, key: K): Type | undefined {
    const known = table.get(key);
    if (known === undefined || known.reads?.stale === true) return undefined;
    if (known.depth > 0 && known.depth < this.#lowest) this.#lowest = known.depth;
    if (known.reads !== undefined) this.reads.note(known.reads);
    return known.value;
  }

  ask<K>(table: AnswerTable<K>, key: K, answer: () => Type): Type {
    return this.known(table, key) ?? this.find(table, key, answer);
  }

  /** Finds the answer to a question that is not known. */
  find<K>(table: AnswerTable<K>, key: K, answer: () => Type): Type {
    if (this.#depth >= MAX_DEPTH) {
      // Those who asked keep what they conclude: asked anew by the same they would come no further, by others they might.
      this.reads.note(this.reads.everything);
      this.#isCut = true;
      return { kind: 'unknown' };
    }
    const depth = ++this.#depth;
    const entry: Answer = { value: NEVER, depth, reads: undefined };
    table.set(key, entry);
    const outer = this.#lowest;
    this.#lowest = NOTHING;
    const start = this.#provisional.length;
    this.reads.begin();
    try {
      entry.value = answer();
    } catch (error) {
      table.delete(key);
      throw error;
    } finally {
      this.#depth--;
      entry.reads = this.reads.end();
    }
    const lowest = this.#lowest;
    if (lowest >= depth) {
      entry.depth = 0;
      this.#forget(start, depth, entry.reads);
      this.#lowest = outer;
    } else {
      // Leans on a question further out: good until that one is answered.
      entry.depth = lowest;
      this.#provisional.push({ forget: () => table.delete(key), answer: entry });
      this.#lowest = Math.min(outer, lowest);
    }
    return entry.value;
  }

  /** Whether what was found so far for the question being answered leans on one further out: there may be more to find. */
  get isLeaning(): boolean {
    return this.#lowest < this.#depth;
  }

  /** Finds something that is remembered elsewhere; `final` is false where others, or the same later, may find more. */
  finding<T>(find: () => T): { readonly value: T; readonly reads: Footprint; readonly final: boolean } {
    const outer = this.#lowest;
    const wasCut = this.#isCut;
    this.#lowest = NOTHING;
    this.#isCut = false;
    this.reads.begin();
    const value = find();
    const reads = this.reads.end();
    const final = this.#lowest === NOTHING && !this.#isCut;
    this.#lowest = Math.min(outer, this.#lowest);
    this.#isCut ||= wasCut;
    return { value, reads, final };
  }

  /** Guards a walk that is not a question, such as a chain of star imports: false where it is under way already. */
  entering(walk: unknown): boolean {
    if (!this.#walks.has(walk)) {
      this.#walks.add(walk);
      return true;
    }
    this.#isCut = true;
    return false;
  }

  leaving(walk: unknown): void {
    this.#walks.delete(walk);
  }

  /**
   * Forgets what was found since `start` on the strength of the question at `depth`, now that this one is answered. A
   * large circle is left as it was found: to go round it once more from each of its members costs its square.
   */
  #forget(start: number, depth: number, reads: Footprint): void {
    const found = this.#provisional.splice(start);
    const settled = found.length > MAX_CIRCLE;
    for (const entry of found) {
      if (entry.answer.depth < depth) this.#provisional.push(entry);
      else if (settled) {
        entry.answer.depth = 0;
        // Each member of the circle rests on all of it.
        entry.answer.reads = reads;
      } else entry.forget();
    }
  }
}
