/** One file's bytes → its facts, by language. */
import type { FileFacts, Language } from './facts';
import { extractPython } from './python/extract';

/** The language a path is read as; null for files that hold no source Awaited reads. */
export function languageOf(path: string): Language | null {
  return /\.pyi?$/.test(path) ? 'python' : null;
}

/** Never throws for what is in the file: that goes to `problems`. */
export function extract(language: Language, bytes: Uint8Array): FileFacts {
  if (language === 'python') return extractPython(bytes);
  throw new Error(`Awaited cannot read ${language} yet.`);
}
