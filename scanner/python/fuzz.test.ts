import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decodeFacts, encodeFacts } from '../facts-codec';
import { contentsOf } from '../testing/facts-contents';
import { factsProblem } from '../testing/facts-problem';
import { sampleFiles } from './testing/samples';
import { extractPython } from './extract';
import { readFileSync } from 'node:fs';

const WORDS = (
  'x f ( ) [ ] { } , : ; . = := == -> + - * ** / | @ ~ ! ... += < "a" \'b\' """ \'\'\' f" f\'{ } { if else elif for in ' +
  'while try except finally with as async await def class return yield from import lambda not and or is global match case ' +
  'type _ 1 0x1 \\ # é “ \t \f \0 \r'
).split(' ');
const SPACES = [' ', ' ', ' ', '\n', '\n    ', '\n  ', '\n        ', ''];

test('no input throws or gives facts that contradict each other', () => {
  const soup = fc.array(fc.tuple(fc.constantFrom(...WORDS), fc.constantFrom(...SPACES)), { maxLength: 60 });
  fc.assert(
    fc.property(soup, (parts) => {
      checkConsistent(new TextEncoder().encode(parts.flat().join('')));
    }),
    { numRuns: 1500, seed: 1 },
  );
});

test('no bytes throw', () => {
  fc.assert(fc.property(fc.uint8Array({ maxLength: 80 }), checkConsistent), { numRuns: 1000, seed: 2 });
});

test('damaged samples', () => {
  const samples = sampleFiles().map((path) => readFileSync(path));
  const edit = fc.record({ sample: fc.nat(samples.length - 1), at: fc.nat(), length: fc.nat(20), word: fc.constantFrom(...WORDS) });
  fc.assert(
    fc.property(edit, ({ sample, at, length, word }) => {
      const bytes = samples[sample] ?? Buffer.alloc(0);
      const from = at % bytes.length;
      checkConsistent(Buffer.concat([bytes.subarray(0, from), Buffer.from(word), bytes.subarray(from + length)]));
    }),
    { numRuns: 250, seed: 3 },
  );
});

function checkConsistent(source: Uint8Array): void {
  const facts = extractPython(source);
  expect(factsProblem(facts)).toBe(null);
  expect(contentsOf(decodeFacts(encodeFacts(facts)))).toEqual(contentsOf(facts));
}
