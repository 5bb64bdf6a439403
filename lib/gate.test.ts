import { describe, expect, test } from 'vitest';
import type { FileResult, Hazard } from '../scanner/snapshot';
import { fileOf, snapshotOf, usageOf } from './db/testing/snapshot';
import { gate, type GateOptions, type GateResult } from './gate';

const later = { blob: 'd'.repeat(40) };
const run = (before: FileResult[], after: FileResult[], options: Partial<GateOptions> = {}): GateResult =>
  gate(snapshotOf(before), snapshotOf(after), { failOn: 'error', ...options });

function check(before: FileResult[], after: FileResult[], expected: string[], options: Partial<GateOptions> = {}): void {
  const result = run(before, after, options);
  expect(result.findings.map((finding) => `${finding.fails ? 'fail' : 'note'} ${finding.rule} ${finding.path}:${finding.line}`)).toEqual(expected);
  expect(result.passed).toBe(!expected.some((line) => line.startsWith('fail')));
}

const hazard = (more: Partial<Hazard> = {}): Hazard => ({
  rule: 'unawaited-operation', severity: 'error', certainty: 'certain', scope: 'place', ordinal: 0, message: 'The coroutine is never awaited.', evidence: [], exempt: null,
  line: 10, column: 9, endLine: 10, endColumn: 16, ...more,
});

describe('what passes', () => {
  test('no change', () => check([fileOf('a.py', [usageOf('f', 'execute', 'sync')])], [fileOf('a.py', [usageOf('f', 'execute', 'sync')])], []));
  test('a conversion', () => check([fileOf('a.py', [usageOf('f', 'execute', 'sync')])], [fileOf('a.py', [usageOf('f', 'execute', 'async')], later)], []));
  test('new code on the new API', () => check([], [fileOf('a.py', [usageOf('f', 'execute', 'async')])], []));
  test('new legacy code with an exemption', () => check([], [fileOf('a.py', [usageOf('f', 'execute', 'exempt')])], []));
  test('moved lines', () => check([fileOf('a.py', [usageOf('f', 'execute', 'sync')])], [fileOf('a.py', [usageOf('f', 'execute', 'sync', { line: 80, endLine: 80 })], later)], []));
  test('a renamed file', () =>
    check([fileOf('a.py', [usageOf('f', 'execute', 'sync')])], [fileOf('b.py', [usageOf('f', 'execute', 'sync')], later)], [], { renames: new Map([['b.py', 'a.py']]) }));
  test('a deleted file', () => check([fileOf('a.py', [usageOf('f', 'execute', 'sync')])], [], []));
  test('a possible hazard, an exempt one, and one below the severity', () => {
    const hazards = [hazard({ certainty: 'possible' }), hazard({ exempt: 'known', scope: 'x' })];
    check([], [fileOf('a.py', [], { hazards })], []);
    check([], [fileOf('a.py', [], { hazards: [hazard({ severity: 'warning' })] })], ['note unawaited-operation a.py:10']);
  });
  test('an unknown usage is only noted', () => check([], [fileOf('a.py', [usageOf('f', 'execute', 'unknown')])], ['note new-legacy-usage a.py:10']));
});

describe('what fails', () => {
  test('new legacy code', () => check([], [fileOf('a.py', [usageOf('f', 'execute', 'sync')])], ['fail new-legacy-usage a.py:10']));
  test('one more of what is there already', () =>
    check([fileOf('a.py', [usageOf('f', 'execute', 'sync')])], [fileOf('a.py', [usageOf('f', 'execute', 'sync'), usageOf('f', 'execute', 'sync', { line: 12, endLine: 12, ordinal: 1 })], later)], ['fail new-legacy-usage a.py:12']));
  test('a regression, and it says that the file was done', () => {
    check([fileOf('a.py', [usageOf('f', 'execute', 'async')])], [fileOf('a.py', [usageOf('f', 'execute', 'sync')], later)], ['fail regression a.py:10']);
    expect(run([fileOf('a.py', [usageOf('f', 'execute', 'async')])], [fileOf('a.py', [usageOf('f', 'execute', 'sync')], later)]).findings[0]?.message).toBe(
      '`Session.execute` in `f` was async and is sync now; this file was done.',
    );
  });
  test('a regression that another file causes', () => check([fileOf('a.py', [usageOf('f', 'execute', 'async')])], [fileOf('a.py', [usageOf('f', 'execute', 'broken')])], ['fail regression a.py:10']));
  test('a fix and a regression do not cancel out', () =>
    check(
      [fileOf('a.py', [usageOf('f', 'execute', 'sync'), usageOf('g', 'execute', 'async', { line: 20, endLine: 20 })])],
      [fileOf('a.py', [usageOf('f', 'execute', 'async'), usageOf('g', 'execute', 'sync', { line: 20, endLine: 20 })], later)],
      ['fail regression a.py:20'],
    ));
  test('a new hazard at the severity', () => check([], [fileOf('a.py', [], { hazards: [hazard({ severity: 'warning' })] })], ['fail unawaited-operation a.py:10'], { failOn: 'warning' }));
  test('a broken usage, once with the hazard that explains it', () => {
    check([], [fileOf('a.py', [usageOf('place', 'commit', 'broken')])], ['fail new-broken-usage a.py:10']);
    check([], [fileOf('a.py', [usageOf('place', 'commit', 'broken')], { hazards: [hazard()] })], ['fail unawaited-operation a.py:10']);
  });
  test('a copied file', () => check([fileOf('a.py', [usageOf('f', 'execute', 'sync')])], [fileOf('a.py', [usageOf('f', 'execute', 'sync')]), fileOf('b.py', [usageOf('f', 'execute', 'sync')])], ['fail new-legacy-usage b.py:10']));
});

describe('a function with another name', () => {
  const before = [fileOf('a.py', [usageOf('load', 'execute', 'sync')])];
  const after = [fileOf('a.py', [usageOf('fetch', 'execute', 'sync')], later)];
  const functions = (old: string[], now: string[]) => ({ functions: { before: () => new Set(old), after: () => new Set(now) } });

  test('is the same when the old one is gone and the new one is new', () => check(before, after, [], functions(['load'], ['fetch'])));
  test('is new code when both existed: deleting does not pay for adding', () => check(before, after, ['fail new-legacy-usage a.py:10'], functions(['load', 'fetch'], ['load', 'fetch'])));
  test('is new code when nothing is known of the functions', () => check(before, after, ['fail new-legacy-usage a.py:10']));
  test('is new code when it holds something else', () => check(before, [fileOf('a.py', [usageOf('fetch', 'commit', 'sync')], later)], ['fail new-legacy-usage a.py:10'], functions(['load'], ['fetch'])));
  test('that became async on the way is judged by its hazards', () => check(before, [fileOf('a.py', [usageOf('fetch', 'execute', 'blocking')], later)], [], functions(['load'], ['fetch'])));
  test('that existed is not excused by a state that changed', () =>
    check(before, [fileOf('a.py', [usageOf('fetch', 'execute', 'blocking')], later)], ['fail new-legacy-usage a.py:10'], functions(['load', 'fetch'], ['load', 'fetch'])));
});

test('the trend shows both sides', () => {
  const result = run([fileOf('a.py', [usageOf('f', 'execute', 'sync'), usageOf('g', 'execute', 'async')])], [fileOf('a.py', [usageOf('f', 'execute', 'async'), usageOf('g', 'execute', 'sync')], later)]);
  expect(result.trend).toEqual({ before: { done: 1, scope: 2 }, after: { done: 1, scope: 2 }, converted: 1, hazardsFixed: 0, word: 'async' });
});

test('a finding keeps its identity when its line moves', () => {
  const [first, second] = [10, 90].map((line) => run([], [fileOf('a.py', [usageOf('f', 'execute', 'sync', { line, endLine: line })])]).findings[0]);
  expect(first?.identity).toBe(second?.identity);
});
