import type { ExtractedFile } from './analyse';
import { languageOf } from './extract';
import { isNotRead } from './extract-content';
import { startExtractor, type Extractor } from './extractor';
import type { Language } from './facts';
import type { FactsMemory } from './facts-memory';
import type { FactsStore, StoredFacts } from './facts-store';
import { SideBySide } from './side-by-side';
import type { QualityNote } from './snapshot';
import type { Source, SourceContent, SourceFile } from './source';

export interface ExtractProgress {
  readonly files: number;
  readonly bytes: number;
}

export interface ExtractOptions {
  readonly memory: FactsMemory;
  readonly store: FactsStore;
  readonly note: (note: QualityNote) => void;
  readonly onProgress?: (done: ExtractProgress) => void;
}

/** A task of one thread, in bytes. */
const TASK_BYTES = 512 * 1024;
/** So many tasks are read, or being extracted, at a time: bounds the memory, and no thread waits for the next one. */
const TASKS_AHEAD = 16;
/** Facts are stored in pieces of at least so many bytes of sources. */
const STORED_BYTES = 4 * 1024 * 1024;

/** Facts of the source files: from memory or the store where they have them, extracted and stored where not. In the order of `files`. */
export async function extractFiles(source: Source, files: readonly SourceFile[], options: ExtractOptions): Promise<ExtractedFile[]> {
  const done = { files: 0, bytes: 0 };
  const found = new Map<string, StoredFacts>();
  const add = (file: SourceFile, facts: StoredFacts) => {
    found.set(file.path, facts);
    for (const content of facts.notes) options.note({ ...content, path: file.path });
    done.files++;
    done.bytes += file.size;
  };
  const unseen = files.filter((file) => {
    const facts = file.blob === null ? undefined : options.memory.stored(language(file), file.blob);
    if (facts) add(file, facts);
    return !facts;
  });
  const known = await storedFacts(unseen, (file) => file.blob, options);
  const missing = unseen.filter((file) => {
    const facts = known(file, file.blob);
    if (facts) add(file, facts);
    return !facts;
  });
  options.onProgress?.(done);
  const extractor = startExtractor(missing.reduce((sum, file) => sum + file.size, 0));
  const tasks = new SideBySide(TASKS_AHEAD);
  const storing = new StoringBehind(options.store);
  try {
    for await (const task of tasksOf(source.read(missing, options.note))) {
      await tasks.add(async () => {
        const fresh = await extractTask(task, extractor, options, add);
        options.onProgress?.({ ...done });
        await storing.put(fresh, bytesOf(task));
      });
    }
    await tasks.end();
    await storing.end();
  } finally {
    await extractor.close();
  }
  return files.flatMap((file) => {
    const facts = found.get(file.path);
    return facts && !isNotRead(facts.notes) ? [options.memory.file(file.path, facts)] : [];
  });
}

/** Gives what is to be stored. */
async function extractTask(
  task: readonly SourceContent[],
  extractor: Extractor,
  options: ExtractOptions,
  add: (file: SourceFile, facts: StoredFacts) => void,
): Promise<StoredFacts[]> {
  const edited = task.filter(({ file, blob }) => file.blob !== blob);
  const known = await storedFacts(edited.map(({ file, blob }) => ({ ...file, blob })), (file) => file.blob, options);
  const unknown = new Map<string, SourceContent>();
  for (const content of task) if (!known(content.file, content.blob)) unknown.set(keyOf(content.file, content.blob), content);
  const contents = [...unknown.values()];
  const results = await extractor.extract(contents.map(({ file, content }) => ({ language: language(file), content })));
  const fresh = new Map<string, StoredFacts>();
  results.forEach((result, index) => {
    const content = contents[index];
    if (!content) return;
    const facts = { ...result, blob: content.blob, language: language(content.file) };
    options.memory.learn(facts);
    fresh.set(keyOf(content.file, content.blob), facts);
  });
  for (const { file, blob } of task) {
    const facts = known(file, blob) ?? fresh.get(keyOf(file, blob));
    if (facts) add(file, facts);
  }
  // A machine that stood still must not be remembered as a fault of the file.
  return [...fresh.values()].filter(({ notes }) => !notes.some(({ kind }) => kind === 'over-budget'));
}

/** The database writes one piece while the next ones are read and extracted. */
class StoringBehind {
  readonly #store: FactsStore;
  #entries: StoredFacts[] = [];
  #bytes = 0;
  #writing = Promise.resolve();

  constructor(store: FactsStore) {
    this.#store = store;
  }

  /** Waits where the database has not come after. */
  async put(entries: readonly StoredFacts[], bytes: number): Promise<void> {
    this.#entries.push(...entries);
    this.#bytes += bytes;
    if (this.#bytes >= STORED_BYTES) await this.#write();
  }

  async end(): Promise<void> {
    await this.#write();
    await this.#writing;
  }

  async #write(): Promise<void> {
    const entries = this.#entries;
    this.#entries = [];
    this.#bytes = 0;
    const before = this.#writing;
    this.#writing = before.then(() => this.#store.put(entries));
    // Where it fails that is said at the next piece, or at the end: nobody waits for it before.
    this.#writing.catch(() => {});
    await before;
  }
}

/** Looks up many at once; gives the facts of a file with a blob. Damaged ones count as missing. */
async function storedFacts(
  files: readonly SourceFile[],
  blobOf: (file: SourceFile) => string | null,
  { store, memory }: ExtractOptions,
): Promise<(file: SourceFile, blob: string | null) => StoredFacts | undefined> {
  const byLanguage = new Map<Language, Set<string>>();
  for (const file of files) {
    const blob = blobOf(file);
    if (blob === null) continue;
    const blobs = byLanguage.get(language(file)) ?? new Set();
    byLanguage.set(language(file), blobs.add(blob));
  }
  const found = new Map<Language, ReadonlyMap<string, StoredFacts>>();
  for (const [name, blobs] of byLanguage) {
    const stored = await store.get(name, [...blobs]);
    found.set(name, new Map([...stored].filter(([, facts]) => memory.learn(facts))));
  }
  return (file, blob) => (blob === null ? undefined : found.get(language(file))?.get(blob));
}

function keyOf(file: SourceFile, blob: string): string {
  return `${language(file)} ${blob}`;
}

function language(file: SourceFile): Language {
  const found = languageOf(file.path);
  if (!found) throw new Error(`Not a source file: ${file.path}`);
  return found;
}

async function* tasksOf(contents: AsyncIterable<SourceContent>): AsyncGenerator<SourceContent[]> {
  let task: SourceContent[] = [];
  let bytes = 0;
  for await (const content of contents) {
    task.push(content);
    bytes += content.content.length;
    if (bytes < TASK_BYTES) continue;
    yield task;
    task = [];
    bytes = 0;
  }
  if (task.length > 0) yield task;
}

function bytesOf(task: readonly SourceContent[]): number {
  return task.reduce((sum, { content }) => sum + content.length, 0);
}
