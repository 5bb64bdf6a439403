import { AsyncResource } from 'node:async_hooks';
import type { IncomingMessage, ServerResponse } from 'node:http';

/**
 * So many pages are made at once; the others wait, first come, first served. All at once would take as long in all, but
 * hold the memory of all, and finish some long after others that came later.
 */
const AT_ONCE = 6;
/** Whoever reads slowly keeps no one else waiting for longer. */
const LONGEST_MS = 3000;

export class Turns {
  readonly #waiting: (() => void)[] = [];
  #taken = 0;

  constructor(
    private readonly atOnce = AT_ONCE,
    private readonly longestMs = LONGEST_MS,
  ) {}

  /** Begins an answer when it is its turn. What changes something, and what goes on for as long as a page is open, waits for nobody. */
  take({ method, url = '' }: IncomingMessage, response: ServerResponse, answer: () => void): void {
    if ((method !== 'GET' && method !== 'HEAD') || /^[^?]*\/live(\?|$)/.test(url)) return answer();
    // In its own context, not in that of whoever made room.
    const begin = AsyncResource.bind(() => {
      // Whoever left while waiting takes no turn.
      if (response.destroyed) return this.#next();
      this.#taken++;
      let isOver = false;
      const end = () => {
        if (isOver) return;
        isOver = true;
        clearTimeout(timer);
        this.#taken--;
        this.#next();
      };
      const timer = setTimeout(end, this.longestMs);
      response.once('finish', end).once('close', end);
      answer();
    });
    if (this.#taken < this.atOnce) begin();
    else this.#waiting.push(begin);
  }

  #next(): void {
    if (this.#taken < this.atOnce) this.#waiting.shift()?.();
  }
}
