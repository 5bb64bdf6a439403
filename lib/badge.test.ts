import { expect, test } from 'vitest';
import { badgeSvg } from './badge';

test.each([
  [{ done: 62, scope: 100, broken: 0 }, 'async: 62 %', '#1d6fa5'],
  [{ done: 100, scope: 100, broken: 0 }, 'async: 100 %', '#14617f'],
  [{ done: 999, scope: 1000, broken: 0 }, 'async: 99 %', '#1d6fa5'],
  [{ done: 62, scope: 100, broken: 3 }, 'async: 62 % · 3 broken', '#a8252f'],
  [{ done: 0, scope: 0, broken: 0 }, 'async: no usages', '#676b74'],
])('%j', (counts, label, colour) => {
  const svg = badgeSvg({ label: 'async', ...counts });
  expect(svg).toContain(`aria-label="${label}"`);
  expect(svg).toContain(`fill="${colour}"`);
});

test('a label never becomes markup', () => {
  const svg = badgeSvg({ label: '"><script>x</script>', done: 0, scope: 1, broken: 0 });
  expect(svg).not.toMatch(/<script|"">/);
});
