/** Projects made to hurt: linking ends, and four times the project takes nowhere near sixteen times as long. */
import { describe, expect, test } from 'vitest';
import { analyse } from '../analyse';
import { withinTime } from '../deadline';
import { extract } from '../extract';
import { packNamed } from '../packs/built-in';
import { NASTY } from './testing/nasty';

/** None takes a second where nothing is wrong. */
const HANG_MS = 60_000;
const SMALL = 60;

describe.each(Object.entries(NASTY))('%s', (_, [project, usages]) => {
  test('are linked to their end, and four times as many take less than sixteen times as long', () => {
    analyseAll(project(SMALL));
    const small = analyseAll(project(SMALL));
    let large = analyseAll(project(4 * SMALL));
    expect(large.usages).toBeGreaterThanOrEqual(usages(4 * SMALL));
    // Twenty milliseconds may be anything; a second look tells growth from somebody else's load.
    if (large.ms > 16 * Math.max(small.ms, 20)) large = analyseAll(project(4 * SMALL));
    expect(large.ms).toBeLessThan(16 * Math.max(small.ms, 20));
  });
});

function analyseAll(project: Readonly<Record<string, string>>): { ms: number; usages: number } {
  const files = Object.entries(project).map(([path, text]) => ({ path, blob: '', facts: extract('python', Buffer.from(text)) }));
  const from = process.cpuUsage();
  const { files: results } = withinTime(HANG_MS, () => analyse(files, [], { roots: [], services: {}, exempt: [] }, packNamed('sqlalchemy-async')));
  return { ms: process.cpuUsage(from).user / 1000, usages: results.reduce((sum, file) => sum + file.usages.length, 0) };
}
