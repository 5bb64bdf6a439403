/** One file's bytes → its facts, by language. */
import type { FileFacts, Language } from './facts';
import type { FactTables } from './facts-tables';
import { keptFactsOf } from './kept-facts';
import { readPython } from './python/extract';
import { readTypeScript } from './typescript/extract';

/** The language a path is read as; null for files that hold no source Awaited reads. */
export function languageOf(path: string): Language | null {
  if (/\.pyi?$/.test(path)) return 'python';
  return /\.[mc]?[jt]s$|\.[jt]sx$/.test(path) ? 'typescript' : null;
}

/** Never throws for what is in the file: that goes to `problems`. */
export function extract(language: Language, bytes: Uint8Array): FileFacts {
  return readFile(language, bytes, keptFactsOf);
}

/** Hands on what is in a file, in tables that hold until `take` returns: for who copies nothing but what is wanted. */
export function readFile<T>(language: Language, bytes: Uint8Array, take: (tables: FactTables) => T): T {
  return language === 'python' ? readPython(bytes, take) : readTypeScript(bytes, take);
}
