/** TypeScript made to hurt: it is read to its end, and four times the input takes nowhere near sixteen times as long. */
import { expect, test } from 'vitest';
import { factsProblem } from '../testing/facts-problem';
import { extractTypeScript } from './extract';
import { NASTY } from './testing/nasty';

const SMALL = 10_000;

test.each(Object.entries(NASTY))('%s', (_, source) => {
  read(source(SMALL));
  const small = read(source(SMALL));
  let large = read(source(4 * SMALL));
  // Fifty milliseconds may be anything; a second look tells growth from somebody else's load.
  if (large > 16 * Math.max(small, 50)) large = read(source(4 * SMALL));
  expect(large).toBeLessThan(16 * Math.max(small, 50));
});

/** Milliseconds of processor time. */
function read(text: string): number {
  const from = process.cpuUsage();
  const facts = extractTypeScript(Buffer.from(text));
  const ms = process.cpuUsage(from).user / 1000;
  expect(factsProblem(facts)).toBe(null);
  return ms;
}
