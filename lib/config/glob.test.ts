import { expect, test } from 'vitest';
import { globProblem, matcherOf } from './glob';

test.each([
  ['scripts/**', 'scripts/cron/nightly.py', true],
  ['scripts', 'scripts/cron/nightly.py', true],
  ['scripts/', 'scripts/nightly.py', true],
  ['scripts', 'my_scripts/nightly.py', false],
  ['**/*.py', 'setup.py', true],
  ['**/*.py', 'src/.hidden/setup.py', true],
  ['*.py', 'src/setup.py', false],
  ['src/{api,web}/*.py', 'src/web/users.py', true],
  ['app/(auth)/[slug]/page.tsx', 'app/(auth)/[slug]/page.tsx', true],
  ['app/[slug]/page.tsx', 'app/s/page.tsx', false],
  ['a?.py', 'ab.py', true],
  ['odd/**', 'odd/line\nbreak.py', true],
])('%s and %s', (glob, path, expected) => {
  expect(globProblem(glob)).toBeNull();
  expect(matcherOf([glob])(path)).toBe(expected);
});

test.each(['', '/etc/**', '!src/**', 'src\\api', '../x', '**/a/**/b/**/c/**', '*a*a*a*a', '{a,b}{a,b}{a,b}{a,b}', '{a,{b,c}}'])('%j is refused', (glob) => {
  expect(globProblem(glob)).not.toBeNull();
});

test('the worst pattern that is allowed comes to an end on the worst path', () => {
  const matches = matcherOf(['**/a*a*a*/**/b*', '{a,a}{a,a}{a,a}/**/*a*a*a']);
  expect(matches(`${'a'.repeat(200)}/`.repeat(10) + 'c')).toBe(false);
});
