import { expect, test } from 'vitest';
import type { FileResult, Hazard } from '../scanner/snapshot';
import { compareFiles } from './compare-files';
import { fileOf, usageOf } from './db/testing/snapshot';

const hazard = (line: number, more: Partial<Hazard> = {}): Hazard => ({
  rule: 'unawaited-operation', severity: 'error', certainty: 'certain', scope: 'place', ordinal: 0, message: 'never awaited', evidence: [], exempt: null,
  line, column: 1, endLine: line, endColumn: 2, ...more,
});

/** `orders.py: regressed place.execute`, and `+`/`-` rule for hazards. */
function check(before: FileResult[], after: FileResult[], expected: string[], renames?: Map<string, string>): void {
  const found = compareFiles(before, after, renames).flatMap((change) => {
    const path = (change.after ?? change.before)?.path;
    return [
      ...change.moves.map((move) => `${path}: ${move.kind} ${(move.after ?? move.before)?.scope}`),
      ...change.newHazards.map((found) => `${path}: + ${found.rule}`),
      ...change.goneHazards.map((found) => `${path}: - ${found.rule}`),
    ];
  });
  expect(found).toEqual(expected);
}

const place = usageOf('OrderService.place', 'execute', 'sync');
const pay = usageOf('OrderService.pay', 'commit', 'sync');
const other = { blob: 'd'.repeat(40) };

test('moved lines are no news', () => {
  check([fileOf('orders.py', [place])], [fileOf('orders.py', [{ ...place, line: 99, endLine: 99 }], other)], []);
});

test('a renamed file is no news, as git says or by its content or by its usages', () => {
  check([fileOf('orders.py', [place])], [fileOf('sales.py', [usageOf('OrderService.place', 'execute', 'async')], other)], ['sales.py: converted OrderService.place'], new Map([['sales.py', 'orders.py']]));
  check([fileOf('orders.py', [place])], [fileOf('sales.py', [place])], []);
  check([fileOf('orders.py', [place, pay])], [fileOf('sales.py', [place, pay, usageOf('OrderService.ship', 'get', 'sync')], other)], ['sales.py: added OrderService.ship']);
});

test('a copy is new', () => {
  check([fileOf('orders.py', [place])], [fileOf('copy.py', [place]), fileOf('orders.py', [place])], ['copy.py: added OrderService.place']);
});

test('a function that moves to another file with all it holds is no news', () => {
  check([fileOf('a.py', [place, pay]), fileOf('b.py', [])], [fileOf('a.py', [pay], other), fileOf('b.py', [place], other)], []);
});

test('deleting legacy code in one place does not pay for new legacy code elsewhere', () => {
  check(
    [fileOf('a.py', [place]), fileOf('b.py', [pay])],
    [fileOf('b.py', [pay, usageOf('OrderService.ship', 'execute', 'sync')], other)],
    ['a.py: removed OrderService.place', 'b.py: added OrderService.ship'],
  );
});

test('hazards are told apart by rule and function; possible and exempt ones do not count', () => {
  check(
    [fileOf('a.py', [], { hazards: [hazard(3), hazard(4, { rule: 'await-on-sync' })] })],
    [fileOf('a.py', [], { ...other, hazards: [hazard(30), hazard(31), hazard(5, { certainty: 'possible', rule: 'x' }), hazard(6, { exempt: 'known', rule: 'y' })] })],
    ['a.py: + unawaited-operation', 'a.py: - await-on-sync'],
  );
});

test('the same content with another verdict is a change: another file changed what its names mean', () => {
  check([fileOf('a.py', [place])], [fileOf('a.py', [{ ...place, state: 'broken' }])], ['a.py: changed OrderService.place']);
});
