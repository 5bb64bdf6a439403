import { expect, test } from 'vitest';
import { percent } from './format';

function check(done: number, scope: number, expected: string): void {
  expect(percent(done / scope)).toBe(expected);
}

test('a share is rounded down, and never below what it is', () => {
  for (let done = 1; done <= 100; done++) check(done, 100, `${done} %`);
  check(999, 1000, '99 %');
  check(77_366, 77_367, '99 %');
});
test('something is not nothing', () => check(1, 1000, '<1 %'));
test('nothing is nothing', () => check(0, 7, '0 %'));
test('a share of nothing', () => expect(percent(null)).toBe('–'));
