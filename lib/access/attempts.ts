/** So many names or addresses are remembered; the oldest go first. */
const REMEMBERED = 10_000;

interface Tries {
  count: number;
  endsAt: number;
}

/** Counts tries under a key, such as a name or an address, in windows of time. */
export class Attempts {
  readonly #tries = new Map<string, Tries>();

  constructor(
    private readonly most: number,
    private readonly windowMs: number,
  ) {}

  /** Takes a try. Gives the milliseconds to wait until there is one; 0 where it was there. */
  take(key: string, now: number): number {
    const known = this.#tries.get(key);
    const tries = known && known.endsAt > now ? known : { count: 0, endsAt: now + this.windowMs };
    if (tries.count >= this.most) return tries.endsAt - now;
    tries.count += 1;
    this.#tries.delete(key);
    this.#tries.set(key, tries);
    for (const oldest of this.#tries.keys()) {
      if (this.#tries.size <= REMEMBERED) break;
      this.#tries.delete(oldest);
    }
    return 0;
  }

  /** Gives one try back: it was a good one. */
  giveBack(key: string): void {
    const tries = this.#tries.get(key);
    if (tries) tries.count = Math.max(0, tries.count - 1);
  }

  forget(key: string): void {
    this.#tries.delete(key);
  }
}
