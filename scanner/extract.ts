/** One file's bytes → its facts, by language. */
import type { FileFacts, Language } from './facts';
import { extractPython } from './python/extract';
import { extractTypeScript } from './typescript/extract';

/** The language a path is read as; null for files that hold no source Awaited reads. */
export function languageOf(path: string): Language | null {
  if (/\.pyi?$/.test(path)) return 'python';
  return /\.[mc]?[jt]s$|\.[jt]sx$/.test(path) ? 'typescript' : null;
}

/** Never throws for what is in the file: that goes to `problems`. */
export function extract(language: Language, bytes: Uint8Array): FileFacts {
  return language === 'python' ? extractPython(bytes) : extractTypeScript(bytes);
}
