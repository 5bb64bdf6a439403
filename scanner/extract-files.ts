import type { ExtractedFile } from './analyse';
import { languageOf } from './extract';
import { isNotRead } from './extract-content';
import { startExtractor, type Extractor } from './extractor';
import type { Language } from './facts';
import type { FactsMemory } from './facts-memory';
import type { FactsStore, StoredFacts } from './facts-store';
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

/** Contents read ahead of the extractor, in bytes: bounds the memory and gives each thread enough to do. */
const BATCH_BYTES = 4 * 1024 * 1024;
/** A task of one thread. */
const TASK_BYTES = 512 * 1024;

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
  try {
    let storing = Promise.resolve();
    for await (const batch of batchesOf(source.read(missing, options.note))) {
      const fresh = await extractBatch(batch, extractor, options, add);
      // The database writes while the next batch is read and extracted.
      await storing;
      storing = options.store.put(fresh);
      // Where it fails that is said at the next batch, or at the end: nobody waits for it before.
      storing.catch(() => {});
      options.onProgress?.({ ...done });
    }
    await storing;
  } finally {
    await extractor.close();
  }
  return files.flatMap((file) => {
    const facts = found.get(file.path);
    return facts && !isNotRead(facts.notes) ? [options.memory.file(file.path, facts)] : [];
  });
}

async function extractBatch(
  batch: readonly SourceContent[],
  extractor: Extractor,
  options: ExtractOptions,
  add: (file: SourceFile, facts: StoredFacts) => void,
): Promise<StoredFacts[]> {
  const fresh = new Map<string, StoredFacts>();
  const edited = batch.filter(({ file, blob }) => file.blob !== blob);
  const known = await storedFacts(edited.map(({ file, blob }) => ({ ...file, blob })), (file) => file.blob, options);
  const unknown = new Map<string, SourceContent>();
  for (const content of batch) if (!known(content.file, content.blob)) unknown.set(keyOf(content.file, content.blob), content);
  const tasks = [...tasksOf([...unknown.values()])].map(async (task) => {
    const results = await extractor.extract(task.map(({ file, content }) => ({ language: language(file), content })));
    results.forEach((result, index) => {
      const content = task[index];
      if (!content) return;
      const facts = { ...result, blob: content.blob, language: language(content.file) };
      options.memory.learn(facts);
      fresh.set(keyOf(content.file, content.blob), facts);
    });
  });
  await Promise.all(tasks);
  for (const { file, blob } of batch) {
    const facts = known(file, blob) ?? fresh.get(keyOf(file, blob));
    if (facts) add(file, facts);
  }
  // A machine that stood still must not be remembered as a fault of the file.
  return [...fresh.values()].filter(({ notes }) => !notes.some(({ kind }) => kind === 'over-budget'));
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

async function* batchesOf(contents: AsyncIterable<SourceContent>): AsyncGenerator<SourceContent[]> {
  let batch: SourceContent[] = [];
  let bytes = 0;
  for await (const content of contents) {
    batch.push(content);
    bytes += content.content.length;
    if (bytes < BATCH_BYTES) continue;
    yield batch;
    batch = [];
    bytes = 0;
  }
  if (batch.length > 0) yield batch;
}

function* tasksOf(contents: readonly SourceContent[]): Generator<SourceContent[]> {
  let task: SourceContent[] = [];
  let bytes = 0;
  for (const content of contents) {
    task.push(content);
    bytes += content.content.length;
    if (bytes < TASK_BYTES) continue;
    yield task;
    task = [];
    bytes = 0;
  }
  if (task.length > 0) yield task;
}
