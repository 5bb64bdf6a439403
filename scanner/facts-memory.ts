import type { ExtractedFile } from './analyse';
import type { FileFacts, Language } from './facts';
import { decodeFacts } from './facts-codec';
import type { StoredFacts } from './facts-store';

/**
 * The files of the states that are scanned one after another. A file that did not change is the very same object in
 * the next state, so that linking can tell by identity what it need not do again.
 */
export class FactsMemory {
  readonly #contents = new Map<string, Content>();

  stored(language: Language, blob: string): StoredFacts | undefined {
    return this.#contents.get(`${language} ${blob}`)?.stored;
  }

  /** Takes facts in; false where they are damaged and must be made anew. */
  learn(stored: StoredFacts): boolean {
    const key = `${stored.language} ${stored.blob}`;
    if (this.#contents.has(key)) return true;
    try {
      this.#contents.set(key, { stored, facts: decodeFacts(stored.body), files: new Map() });
      return true;
    } catch {
      return false;
    }
  }

  /** The content at a path. Its facts must have been learnt. */
  file(path: string, { language, blob }: StoredFacts): ExtractedFile {
    const content = this.#contents.get(`${language} ${blob}`);
    if (!content) throw new Error(`No facts of ${path}`);
    const file = content.files.get(path) ?? { path, blob, facts: content.facts };
    content.files.set(path, file);
    return file;
  }

  /** Forgets what is in none of these files. */
  keepOnly(files: readonly ExtractedFile[]): void {
    const kept = new Set(files.map((file) => file.blob));
    for (const [key, content] of this.#contents) if (!kept.has(content.stored.blob)) this.#contents.delete(key);
  }
}

interface Content {
  readonly stored: StoredFacts;
  readonly facts: FileFacts;
  readonly files: Map<string, ExtractedFile>;
}
