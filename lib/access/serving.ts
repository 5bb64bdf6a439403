/** How the board is reached: the command that serves it says so, the pages ask. */

export interface Serving {
  /** Only programs on this machine reach it: where no users were created, it is open to whoever uses the machine. */
  local: boolean;
  /** People reach it by https: cookies are for https alone. */
  secure: boolean;
}

// The pages are bundled apart from the command; what both can reach is the process itself.
const held = globalThis as { awaitedServing?: Serving };

export function declareServing(serving: Serving): void {
  held.awaitedServing = serving;
}

/** Where nobody said how it is reached, it is as if all the world did; the development server listens on this machine alone. */
export function serving(): Serving {
  return held.awaitedServing ?? { local: process.env.NODE_ENV === 'development', secure: false };
}
