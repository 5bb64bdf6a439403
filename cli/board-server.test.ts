import { expect, test } from 'vitest';
import { refusalOf } from './board-server';

function check(expected: 'served' | RegExp, headers: Record<string, string>, method = 'GET'): void {
  const refusal = refusalOf({ headers, method });
  if (expected === 'served') expect(refusal).toBeNull();
  else expect(refusal).toMatch(expected);
}

test('this machine is served under each of its names', () => {
  for (const host of ['127.0.0.1:4310', 'localhost:4310', 'LOCALHOST', '[::1]:4310']) check('served', { host });
});

test('a name that somebody else points here is not', () => {
  for (const host of ['evil.example:4310', 'localhost.evil.example', '127.0.0.1.evil.example', 'evil.example#127.0.0.1', '']) check(/localhost only/, { host });
  check(/localhost only/, {});
});

test('another site reads nothing into our forms', () => {
  const host = 'localhost:4310';
  check('served', { host, origin: 'http://localhost:4310' }, 'POST');
  check('served', { host, origin: 'http://evil.example' }, 'GET');
  check(/another site/, { host, origin: 'http://evil.example' }, 'POST');
  check(/another site/, { host, origin: 'http://localhost:9999' }, 'POST');
  check(/another site/, { host, origin: 'null' }, 'DELETE');
});
