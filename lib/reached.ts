import { AsyncLocalStorage } from 'node:async_hooks';

/** How far a request came. */
export interface Progress {
  /** Whether it was understood, so that code of ours began to answer it. */
  isReached: boolean;
}

// The pages are bundled apart from the command; what both can reach is the process itself.
const held = globalThis as { awaitedProgress?: AsyncLocalStorage<Progress> };
const progress = (held.awaitedProgress ??= new AsyncLocalStorage<Progress>());

export function following<Result>(mine: Progress, work: () => Result): Result {
  return progress.run(mine, work);
}

export function reached(): void {
  const mine = progress.getStore();
  if (mine) mine.isReached = true;
}
