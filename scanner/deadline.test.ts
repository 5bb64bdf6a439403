import { expect, test } from 'vitest';
import { eachWithinTime, excessOf, Overdue, OverdueItem, UndoneItem, withinTime } from './deadline';

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

test('of many pieces of work each is done once, and the one that does not end is named', () => {
  const names = Array.from({ length: 500 }, (_, index) => ({ name: `part_${index}` }));
  const done: string[] = [];
  eachWithinTime(names, 60_000, ({ name }) => done.push(name));
  expect(done).toEqual(names.map(({ name }) => name));
  done.length = 0;
  const stuck = () => eachWithinTime(names, 200, ({ name }) => {
    if (name === 'part_321') for (;;);
    done.push(name);
  });
  expect(stuck).toThrow(OverdueItem);
  expect(done).toHaveLength(321);
  try {
    stuck();
  } catch (error) {
    expect(error).toMatchObject({ item: { name: 'part_321' } });
  }
});

test('work that fails says how, and is nobody’s delay', () => {
  expect(() => eachWithinTime([{}, {}], 60_000, () => decodeURIComponent('%'))).toThrow(URIError);
});

test('of many pieces of work the one that runs out of stack is named, too', () => {
  const names = Array.from({ length: 500 }, (_, index) => ({ name: `part_${index}` }));
  const done: string[] = [];
  const deep = (depth: number): number => deep(depth + 1) + 1;
  const stuck = () => eachWithinTime(names, 60_000, ({ name }) => {
    if (name === 'part_321') deep(0);
    done.push(name);
  });
  expect(stuck).toThrow(UndoneItem);
  expect(done).toHaveLength(321);
  try {
    stuck();
  } catch (error) {
    expect(error).toMatchObject({ item: { name: 'part_321' }, excess: 'depth' });
    expect(error).not.toBeInstanceOf(OverdueItem);
  }
});

test('other errors of the same class exceed nothing', () => {
  expect(excessOf(new RangeError('Invalid array length'))).toBe(undefined);
  expect(excessOf(new Overdue())).toBe('time');
});
