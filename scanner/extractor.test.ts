import { expect, test } from 'vitest';
import { extractContent } from './extract-content';
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
  const bad = { language: 'cobol' as 'python', content: Buffer.from('x') };
  await expect(extractor.extract([bad])).rejects.toThrow(/cobol/);
  await expect(extractor.extract([bad])).rejects.toThrow(/cobol/);
  expect(await extractor.extract(jobs)).toHaveLength(40);
  await extractor.close();
});
