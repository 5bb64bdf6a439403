/** Inputs made to hurt: nothing overflows, nothing takes more than linear time, and the next statement is found. */
import { describe, expect, test } from 'vitest';
import { Node, type FileFacts } from '../facts';
import { decodeFacts, encodeFacts } from '../facts-codec';
import { extractPython } from './extract';
import { NASTY } from './testing/nasty';

describe.each(Object.entries(NASTY))('%s', (_, [source, calls]) => {
  test('are read to their end', () => {
    const facts = read(source(10_000));
    expect(countCalls(facts)).toBeGreaterThanOrEqual(calls(10_000) + 1);
    expect(() => decodeFacts(encodeFacts(facts)).scopes).not.toThrow();
  });
});

test('four times the input takes about four times as long', () => {
  const slow: string[] = [];
  for (const [name, [source]] of Object.entries(NASTY)) {
    const [small, large] = [timeOf(source(2500)), timeOf(source(10_000))];
    // Indentation grows with the square of its depth, and so does the text.
    if (large > 16 * Math.max(small, 5)) slow.push(`${name}: ${small} ms, then ${large} ms`);
  }
  expect(slow).toEqual([]);
});

function read(source: string): FileFacts {
  return extractPython(new TextEncoder().encode(`${source}\nlast()\n`));
}

function countCalls(facts: FileFacts): number {
  return facts.nodes.kind.reduce((count, kind) => count + (kind === Node.Call ? 1 : 0), 0);
}

/** Milliseconds of processor time, the better of two. */
function timeOf(source: string): number {
  const times = [0, 1].map(() => {
    const from = process.cpuUsage();
    read(source);
    return process.cpuUsage(from).user / 1000;
  });
  return Math.min(...times);
}
