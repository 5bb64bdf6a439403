import { expect, test } from 'vitest';
import type { State, UsageKind } from './migration';
import { movesOf, type MovedUsage } from './moves';

/** `enqueue.execute:sync` */
function usage(text: string, kind: UsageKind = 'session-operation'): MovedUsage {
  const [, scope = '', method = '', state = ''] = /^(\w+)\.(\w+):(\w+)$/.exec(text) ?? [];
  return { scope, method, state: state as State, kind, api: `Session.${method}`, line: 1 };
}

function check(before: MovedUsage[], after: MovedUsage[], expected: string[]): void {
  expect(movesOf(before, after).map((move) => `${move.kind} ${(move.after ?? move.before)?.scope}`).sort()).toEqual(expected);
}

test('what stays the same is no move', () => {
  check([usage('enqueue.execute:sync')], [usage('enqueue.execute:sync')], []);
});
test('sync to async is a conversion', () => {
  check([usage('enqueue.execute:sync')], [usage('enqueue.execute:async')], ['converted enqueue']);
});
test('the others of a scope do not move when one does', () => {
  const before = [usage('enqueue.execute:sync'), usage('enqueue.execute:sync'), usage('enqueue.execute:async')];
  check(before, [usage('enqueue.execute:sync'), usage('enqueue.execute:async')], ['removed enqueue']);
});
test('a query that becomes an awaited execute is a conversion', () => {
  check([usage('enqueue.query:sync', 'legacy-query')], [usage('enqueue.execute:async')], ['converted enqueue']);
});
test('a conversion in a function that got a new name', () => {
  check([usage('enqueue.execute:sync')], [usage('enqueue_async.execute:async')], ['converted enqueue_async']);
});
test('async to anything else is a regression', () => {
  check([usage('enqueue.execute:async')], [usage('enqueue.execute:broken')], ['regressed enqueue']);
});
test('a fix and a regression never cancel out', () => {
  const before = [usage('enqueue.execute:async'), usage('claim.execute:sync')];
  check(before, [usage('enqueue.execute:sync'), usage('claim.execute:async')], ['converted claim', 'regressed enqueue']);
});
test('new legacy code and deleted code', () => {
  check([usage('enqueue.get:sync')], [usage('claim.get:sync')], ['added claim', 'removed enqueue']);
});
