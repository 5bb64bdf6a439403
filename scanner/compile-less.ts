import { setFlagsFromString } from 'node:v8';

/**
 * The engine copies functions into the functions that call them, up to a limit meant for programs that run for hours. A scan
 * runs for seconds, each thread compiles for itself, and a third of its processor time was compiling. With a lower limit reading
 * takes a third less of it and linking a fifth, in projects of common size, and in none more. No result depends on it. To be
 * called when the engine has loaded what it has of its own: that it keeps compiled, for the limit it had before.
 */
export function compileLess(): void {
  // The engines of Node 20 to 24; of a flag that it does not know an engine would complain aloud.
  if (KNOWN_ENGINES.has(Number.parseInt(process.versions.v8, 10))) setFlagsFromString('--max-inlined-bytecode-size-cumulative=200');
}

const KNOWN_ENGINES = new Set([11, 12, 13]);
