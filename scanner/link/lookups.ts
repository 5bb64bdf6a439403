import type { Footprint, Reads } from './reads';

/** Names that were looked up in one index. */
export class Lookups {
  readonly #things = new Map<string, Footprint>();

  constructor(private readonly reads: Reads) {}

  note(name: string): void {
    if (!this.reads.isKept) return;
    let thing = this.#things.get(name);
    if (thing === undefined) this.#things.set(name, (thing = this.reads.thing()));
    this.reads.note(thing);
  }

  /** What stands for those of the names that were looked up. Whoever looks them up again depends on something new. */
  of(names: Iterable<string>): Footprint[] {
    const things: Footprint[] = [];
    for (const name of names) {
      const thing = this.#things.get(name);
      if (thing !== undefined) things.push(thing);
      this.#things.delete(name);
    }
    return things;
  }
}
