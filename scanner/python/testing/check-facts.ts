/** The shared check of the parser's tests: facts as the lines of `describe-facts.ts`. */
import { expect } from 'vitest';
import type { FileFacts } from '../../facts';
import { positionOf } from '../../facts';
import { describeFacts } from './describe-facts';
import { extractPython } from '../extract';

/**
 * Facts of `source` are `expected`: one fact a line, places as `line:column` with columns from 0. Only facts of the
 * kinds that `expected` mentions are compared; `problem LINE MESSAGE` always is.
 */
export function check(source: string | Uint8Array, expected: string): FileFacts {
  const facts = extractPython(typeof source === 'string' ? new TextEncoder().encode(source) : source);
  const wanted = expected.split('\n').map((line) => line.trim()).filter((line) => line !== '');
  const kinds = new Set(['problem', ...wanted.map(kindOf)]);
  const lines = [...describeFacts(facts, true), ...problemLines(facts)].filter((line) => kinds.has(kindOf(line)));
  expect(lines.sort()).toEqual(wanted.sort());
  return facts;
}

function problemLines(facts: FileFacts): string[] {
  return facts.problems.map(({ message, start }) => `problem ${positionOf(facts, start).line} ${message}`);
}

function kindOf(line: string): string {
  return line.split(' ', 1)[0] ?? '';
}
