/** TypeScript's own parser, loaded with the first file that needs it: a scan of Python never pays for it. */
import { createRequire } from 'node:module';
import type { ts } from 'ts-morph';

export type Compiler = typeof ts;

let loaded: Compiler | undefined;

export function compiler(): Compiler {
  return (loaded ??= (createRequire(import.meta.url)('ts-morph') as { readonly ts: Compiler }).ts);
}
