import { expect, test } from 'vitest';
import { extractContent, extractContents, overBudget } from './extract-content';
import { extractFiles } from './extract-files';
import { startExtractor, WORTH_THREADS } from './extractor';
import { FactsMemory } from './facts-memory';
import { NO_STORE } from './facts-store';
import type { QualityNote } from './snapshot';
import type { Source } from './source';

const jobs = Array.from({ length: 40 }, (_, index) => ({ language: 'python' as const, content: Buffer.from(`def order_${index}(db):\n    db.commit()\n`) }));

async function check(bytes: number, cores: number): Promise<void> {
  const extractor = startExtractor(bytes, cores);
  try {
    const halves = await Promise.all([extractor.extract(jobs.slice(0, 20)), extractor.extract(jobs.slice(20))]);
    const expected = jobs.map(({ language, content }) => extractContent(language, content));
    expect(halves.flat().map(({ body }) => Buffer.from(body))).toEqual(expected.map(({ body }) => Buffer.from(body)));
  } finally {
    await extractor.close();
  }
}

test('little is extracted here', () => check(1000, 8));
test('much is extracted in threads, with the same result', () => check(WORTH_THREADS, 2));
test('with one core there are no threads', () => check(WORTH_THREADS, 1));

test('a thread that dies costs nothing but time', async () => {
  const extractor = startExtractor(WORTH_THREADS, 2);
  const bad = { language: 'python' as const, content: null as unknown as Uint8Array };
  await expect(extractor.extract([bad])).rejects.toThrow(TypeError);
  await expect(extractor.extract([bad])).rejects.toThrow(TypeError);
  expect(await extractor.extract(jobs)).toHaveLength(40);
  await extractor.close();
});

test('what waits for a thread when all is given up is not done here instead', async () => {
  const extractor = startExtractor(WORTH_THREADS, 2);
  const waiting = Array.from({ length: 5 }, () => extractor.extract(jobs));
  const settled = Promise.allSettled(waiting);
  await extractor.close();
  expect((await settled).map(({ status }) => status)).toEqual(Array.from({ length: 5 }, () => 'rejected'));
});

test('what takes all the memory of a thread is named, and neither this process nor the other threads die of it', async () => {
  const extractor = startExtractor(WORTH_THREADS, 2, 1);
  try {
    const results = await extractor.extract(jobs.slice(0, 3));
    expect(results.map(({ notes }) => notes)).toEqual(Array.from({ length: 3 }, () => [{ kind: 'over-budget', line: null, message: 'Reading it took more than 1 MB of memory; not read.' }]));
  } finally {
    await extractor.close();
  }
});

test('a content that takes too long is named, and the others are read', () => {
  // Stands for a fault of the parser: no content is known that it does not come to the end of.
  const endless = { get length(): number { for (;;); } } as Uint8Array;
  const slow = { language: 'python' as const, content: endless };
  const results = extractContents([...jobs.slice(0, 2), slow, ...jobs.slice(2, 4)], 1000);
  expect(results.map(({ notes }) => notes.map(({ message }) => message))).toEqual([[], [], ['Reading it took longer than 1 s; not read.'], [], []]);
  // What was stopped in the middle left nothing behind.
  expect(extractContents(jobs)).toEqual(jobs.map(({ language, content }) => extractContent(language, content)));
});

test('a file that was not read is named and takes no part in the scan', async () => {
  const files = ['slow.py', 'orders.py'].map((path) => ({ path, blob: path, size: 10 }));
  const memory = new FactsMemory();
  memory.learn({ ...overBudget('python', 'Reading it took longer than 30 s; not read.'), blob: 'slow.py', language: 'python' });
  memory.learn({ ...extractContent('python', Buffer.from('x = 1\n')), blob: 'orders.py', language: 'python' });
  const notes: QualityNote[] = [];
  const source = { read: async function* () {} } as unknown as Source;
  const read = await extractFiles(source, files, { memory, store: NO_STORE, note: (note) => void notes.push(note) });
  expect(read.map(({ path }) => path)).toEqual(['orders.py']);
  expect(notes).toEqual([{ kind: 'over-budget', path: 'slow.py', line: null, message: 'Reading it took longer than 30 s; not read.' }]);
});
