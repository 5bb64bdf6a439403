import { expect, test } from 'vitest';
import { extractContent, extractContents } from './extract-content';
import { startExtractor, WORTH_THREADS } from './extractor';

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
  const slow = { language: 'python' as const, content: Buffer.from('f(x.y)\n'.repeat(500_000)) };
  const results = extractContents([...jobs.slice(0, 2), slow, ...jobs.slice(2, 4)], 50);
  expect(results.map(({ notes }) => notes.map(({ message }) => message))).toEqual([[], [], ['Reading it took longer than 0.05 s; not read.'], [], []]);
  // What was stopped in the middle left nothing behind.
  expect(extractContents(jobs)).toEqual(jobs.map(({ language, content }) => extractContent(language, content)));
});
