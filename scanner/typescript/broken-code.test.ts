/** Found by damaging real files: code that does not parse, or that nobody writes, still has facts that fit together. */
import { expect, test } from 'vitest';
import { factsProblem } from '../testing/facts-problem';
import { extractTypeScript } from './extract';

test.each([
  ['a pattern with a type, which stands before its value', 'const { total }: Order = load()'],
  ['an index signature without a type', 'class Order { [key: string]\n total: }'],
  ['an index that is missing', 'const f = (order) => order[\n\n  next'],
  ['a name that is missing', 'ship(order, , ).\n\n  then'],
  ['a type that is missing', 'let order: = load(), []: [] ='],
])('%s', (_, text) => {
  expect(factsProblem(extractTypeScript(new TextEncoder().encode(text)))).toBe(null);
});
