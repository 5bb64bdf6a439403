/**
 * Answers of which only the outcome matters to those who ask: when what one was found from changes, it is found again,
 * and only where it comes out differently does anything change for them. Whether some function called `get` may give a
 * session rests on all functions of that name, and hardly ever changes.
 */
import { Lookups, type Footprint, type Found, type Reads } from './reads';

export class ComparedAnswers<V extends string | boolean> {
  readonly #answers = new Map<string, Found<V>>();
  readonly #lookups: Lookups;

  constructor(
    private readonly reads: Reads,
    private readonly find: (key: string) => V,
  ) {
    this.#lookups = new Lookups(reads);
  }

  of(key: string): V {
    const known = this.#answers.get(key);
    const answer = known === undefined || known.reads.stale ? this.#find(key) : known.value;
    this.#lookups.note(key);
    return answer;
  }

  /** Finds again what is stale; gives what stands for the answers that are others now. */
  compare(): Footprint[] {
    const changed: string[] = [];
    for (const [key, { value, reads }] of this.#answers) if (reads.stale && this.#find(key) !== value) changed.push(key);
    return this.#lookups.of(changed);
  }

  #find(key: string): V {
    const found = this.reads.finding(() => this.find(key));
    this.#answers.set(key, found);
    return found.value;
  }
}
