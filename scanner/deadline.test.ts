import { expect, test } from 'vitest';
import { Overdue, withinTime } from './deadline';

test('work that ends gives its value', () => expect(withinTime(60_000, () => 42)).toBe(42));

test('work that throws throws what it throws', () => {
  expect(() => withinTime(60_000, () => decodeURIComponent('%'))).toThrow(URIError);
});

test('work without end is stopped, and cannot carry on', () => {
  let caught = 0;
  const stubborn = () => {
    for (;;) {
      try {
        for (;;);
      } catch {
        caught++;
      } finally {
        caught++;
      }
    }
  };
  expect(() => withinTime(20, stubborn)).toThrow(Overdue);
  expect(caught).toBe(0);
  expect(withinTime(60_000, () => 'as before')).toBe('as before');
});

test('a regular expression that explodes is stopped, too', () => {
  expect(() => withinTime(20, () => /(a+)+$/.test(`${'a'.repeat(60)}b`))).toThrow(Overdue);
});
