/** Several pieces of work at a time, and no more than so many. The first failure is that of all. */
export class SideBySide {
  readonly #most: number;
  readonly #running = new Set<Promise<void>>();

  constructor(most: number) {
    this.#most = most;
  }

  /** Begins a piece, as soon as there is room. */
  async add(work: () => Promise<void>): Promise<void> {
    while (this.#running.size >= this.#most) await Promise.race(this.#running);
    // One that fails stays, so that whoever waits next learns of it.
    const piece = work().then(() => void this.#running.delete(piece));
    piece.catch(() => {});
    this.#running.add(piece);
  }

  /** Waits for all of them. */
  async end(): Promise<void> {
    await Promise.all(this.#running);
  }
}
