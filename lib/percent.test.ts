import fc from 'fast-check';
import { expect, test } from 'vitest';
import { percent } from './percent';

test('a share is rounded down', () => {
  for (let part = 1; part <= 100; part++) expect(percent(part, 100)).toBe(`${part} %`);
  expect(percent(999, 1000)).toBe('99 %');
  expect(percent(77_366, 77_367)).toBe('99 %');
});
test('something is not nothing', () => expect(percent(1, 1000)).toBe('<1 %'));
test('nothing is nothing', () => expect(percent(0, 7)).toBe('0 %'));
test('of nothing there is no share', () => expect(percent(0, 0)).toBe('–'));

test('it says all where it is all and none where it is none, and nowhere else, however much there is', () => {
  fc.assert(fc.property(fc.integer({ min: 1, max: 1_000_000_000 }), fc.nat(1_000_000_000), (whole, any) => {
    const part = any % (whole + 1);
    expect(percent(part, whole) === '100 %').toBe(part === whole);
    expect(percent(part, whole) === '0 %').toBe(part === 0);
  }));
  for (const whole of [1, 7, 200, 1_000_000_000]) {
    expect(percent(whole - 1, whole)).not.toBe('100 %');
    expect(percent(whole, whole)).toBe('100 %');
  }
});
