import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type FileFacts, listOf, Node } from '../facts';
import { decodeFacts, encodeFacts } from '../facts-codec';
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
  const { nodes, blocks, scopes } = facts;
  for (let node = 1; node < nodes.count; node++) {
    const [start, end] = [nodes.start[node] ?? 0, nodes.end[node] ?? 0];
    if (start < 0 || end < start || end > facts.length) fail(facts, `node ${node} spans ${start} to ${end}`);
    if (blocks[nodes.block[node] ?? 0] === undefined) fail(facts, `node ${node} stands in no block`);
    for (const child of childrenOf(facts, node)) {
      if (child >= node) fail(facts, `node ${node} comes before its child ${child}`);
    }
  }
  blocks.forEach((block, row) => {
    if (block.end < block.start) fail(facts, `block ${row} ends before it starts`);
    if (row > 0 && (block.parent < 0 || block.parent === row)) fail(facts, `block ${row} has no parent`);
    if (scopes[block.scope] === undefined) fail(facts, `block ${row} belongs to no scope`);
  });
  for (const row of [...facts.bindings, ...facts.withItems, ...facts.imports, ...facts.exits]) {
    if (blocks[row.block] === undefined) fail(facts, `${JSON.stringify(row)} stands in no block`);
  }
  for (const item of facts.withItems) {
    if (blocks[item.body]?.kind !== 'with') fail(facts, `${JSON.stringify(item)} has no body`);
  }
  expect(decodeFacts(encodeFacts(facts))).toEqual(facts);
}

function childrenOf(facts: FileFacts, node: number): number[] {
  const { kind, a, b } = facts.nodes;
  switch (kind[node]) {
    case Node.Opaque:
    case Node.Tuple:
    case Node.Dict:
    case Node.Compare:
    case Node.Conditional:
      return [...listOf(facts, a[node] ?? 0)];
    case Node.Call:
      return [a[node] ?? 0, ...listOf(facts, b[node] ?? 0)];
    case Node.Attribute:
    case Node.Await:
    case Node.Not:
    case Node.Yield:
      return [a[node] ?? 0];
    case Node.And:
    case Node.Or:
    case Node.Union:
    case Node.Subscript:
    case Node.Named:
      return [a[node] ?? 0, b[node] ?? 0];
    default:
      return [];
  }
}

function fail(facts: FileFacts, message: string): never {
  throw new Error(`${message}; names: ${facts.names.join(' ')}`);
}
