import { expect, test } from 'vitest';
import { neededFor, refusalOf, type Visitor } from './admission';
import { Attempts } from './attempts';
import { hashPassword, passwordProblem, verifyPassword } from './password';
import { nameKey, nameProblem } from './person-name';
import type { Role } from './roles';
import { parseScope, scopeCovers } from './scopes';

const person = (role: Role): Visitor => ({ kind: 'person', id: 1, name: 'Ada', role, signIn: 1, isDue: false });
const token = (scope: string): Visitor => ({ kind: 'token', name: 'ci', scopes: [parseScope(scope) ?? { kind: 'badge', project: '' }] });
const API = '/api/v1/projects/shop/usages';

test.each<[Visitor, Role, string | null, 'admitted' | 401 | 403]>([
  [{ kind: 'nobody' }, 'viewer', API, 401],
  [{ kind: 'local' }, 'admin', null, 'admitted'],
  [person('viewer'), 'viewer', null, 'admitted'],
  [person('viewer'), 'editor', null, 403],
  [person('editor'), 'editor', null, 'admitted'],
  [person('editor'), 'admin', null, 403],
  [person('admin'), 'admin', null, 'admitted'],
  [token('read'), 'viewer', API, 'admitted'],
  [token('read'), 'editor', API, 403],
  [token('read'), 'viewer', null, 403],
  [token('badge'), 'viewer', API, 403],
])('%o for what needs %s: %s', (visitor, needed, path, expected) => {
  expect(refusalOf(visitor, needed, path)?.status ?? 'admitted').toBe(expected);
});

test.each([
  ['read', ['/api/v1/projects', '/api/v1/openapi.json', API, '/badge/shop.svg', '/p/shop/report/export/md'], ['/p/shop', '/', '/p/shop/live', '/account']],
  ['read:shop', [API, '/api/v1/projects/shop', '/badge/shop.svg', '/p/shop/report/export/csv'], ['/api/v1/projects', '/api/v1/projects/other/usages', '/badge/other.svg', '/p/other/report/export/md', '/api/v1/projects/shop2', '/api/v1/projects/%E0%A4%A']],
  ['badge', ['/badge/shop.svg', '/badge/other.svg'], [API, '/api/v1/projects', '/p/shop/report/export/md']],
  ['badge:shop', ['/badge/shop.svg'], ['/badge/other.svg', '/badge/shop.svg/x', API]],
])('the scope %s covers what it says and no more', (scope, covered, not) => {
  const parsed = parseScope(scope);
  for (const path of covered) expect([path, parsed !== null && scopeCovers(parsed, path)]).toEqual([path, true]);
  for (const path of not) expect([path, parsed !== null && scopeCovers(parsed, path)]).toEqual([path, false]);
});

test.each(['', 'write', 'read:', 'read:a:b', 'READ'])('%j is no scope', (text) => expect(parseScope(text)).toBeNull());

test.each([
  ['GET', '/p/shop', 'viewer'],
  ['HEAD', '/', 'viewer'],
  ['GET', '/no/such/page', 'viewer'],
  ['POST', '/p/shop/files/1', 'editor'],
  ['DELETE', '/api/v1/projects', 'editor'],
  ['POST', '/account', 'viewer'],
  ['POST', '/sign-in/session', null],
  ['GET', '/sign-in', null],
])('%s %s takes %s', (method, path, role) => expect(neededFor(method, path)).toBe(role));

test('a password is known again, written in either form, and no other is', async () => {
  const stored = await hashPassword('café au lait, grand');
  expect(stored).toMatch(/^scrypt\$15\$8\$3\$[\w-]{22}\$[\w-]{43}$/);
  expect(await verifyPassword('cafe\u0301 au lait, grand', stored)).toBe(true);
  expect(await verifyPassword('cafe au lait, grand', stored)).toBe(false);
  expect(await verifyPassword('', stored)).toBe(false);
  expect(await hashPassword('café au lait, grand')).not.toBe(stored);
});

test('nobody has no password', async () => {
  expect(await verifyPassword('', null)).toBe(false);
});

test.each([
  ['a few words in a row', null],
  ['too short', /at least 12/],
  ['aaaaaaaaaaaaaaaa', /too easy/],
  ['grace-grace-grace', /too easy/],
  ['x'.repeat(201), /at most 200/],
])('the new password %j', (password, problem) => {
  if (problem === null) expect(passwordProblem(password, 'Grace')).toBeNull();
  else expect(passwordProblem(password, 'Grace')).toMatch(problem);
});

test('names', () => {
  for (const name of ['ada', 'Ada Lovelace', 'ada@example.org', '名前', "O'Neill", 'a']) expect([name, nameProblem(name)]).toEqual([name, null]);
  for (const name of ['', ' ada', 'ada ', '=ada', '-ada', 'a\nb', '<b>', 'a|b', '\u202eada', 'a'.repeat(61)]) expect(nameProblem(name), name).toMatch(/^A name has/);
  expect(nameKey('ＡＤＡ')).toBe(nameKey('ada'));
});

test('tries run out, come back with time, and are forgotten oldest first', () => {
  const attempts = new Attempts(2, 1000);
  expect([attempts.take('ada', 0), attempts.take('ada', 400), attempts.take('ada', 400), attempts.take('grace', 400)]).toEqual([0, 0, 600, 0]);
  attempts.giveBack('ada');
  expect([attempts.take('ada', 500), attempts.take('ada', 500), attempts.take('ada', 1000)]).toEqual([0, 500, 0]);
  attempts.take('ada', 1000);
  attempts.forget('ada');
  expect(attempts.take('ada', 1000)).toBe(0);
  for (let address = 0; address < 20_000; address++) attempts.take(`10.0.0.${address}`, 1000);
  expect(attempts.take('ada', 1000)).toBe(0);
});
