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

  file(path: string, stored: StoredFacts): ExtractedFile {
    const key = `${stored.language} ${stored.blob}`;
    const content = this.#contents.get(key) ?? { stored, facts: null, files: new Map<string, ExtractedFile>() };
    this.#contents.set(key, content);
    const file = content.files.get(path) ?? new LazyFile(path, content);
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
  facts: FileFacts | null;
  readonly files: Map<string, ExtractedFile>;
}

/** Decodes when somebody looks; the same content at several paths is decoded once. */
class LazyFile implements ExtractedFile {
  readonly path: string;
  readonly #content: Content;

  constructor(path: string, content: Content) {
    this.path = path;
    this.#content = content;
  }

  get blob(): string {
    return this.#content.stored.blob;
  }

  get facts(): FileFacts {
    return (this.#content.facts ??= decodeFacts(this.#content.stored.body));
  }
}
