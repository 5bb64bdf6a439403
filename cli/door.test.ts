import type { IncomingMessage } from 'node:http';
import { hostname } from 'node:os';
import { describe, expect, test } from 'vitest';
import { ADDRESS_HEADER, cleanRequest, isLocal, refusalOf, type Reach } from './door';

const HERE: Reach = { host: '127.0.0.1', url: null };
const EVERYWHERE: Reach = { host: '0.0.0.0', url: null };
const BEHIND_PROXY: Reach = { host: '127.0.0.1', url: new URL('https://awaited.example.org') };

function check(expected: 'served' | RegExp, headers: Record<string, string>, method = 'GET', reach = HERE): void {
  const refusal = refusalOf({ headers, method }, reach);
  if (expected === 'served') expect([headers, refusal]).toEqual([headers, null]);
  else expect(refusal, JSON.stringify(headers)).toMatch(expected);
}

describe('on this machine alone', () => {
  test('it is served under each of its names', () => {
    for (const host of ['127.0.0.1:4310', 'localhost:4310', 'LOCALHOST', '[::1]:4310']) check('served', { host });
  });

  test('a name that somebody else points here is not', () => {
    for (const host of ['evil.example:4310', 'localhost.evil.example', '127.0.0.1.evil.example', 'evil.example#127.0.0.1', 'evil.example@127.0.0.1', '', '10.0.0.5:4310']) check(/localhost only/, { host });
    check(/localhost only/, {});
  });

  test('another site reads nothing into our forms', () => {
    const host = 'localhost:4310';
    check('served', { host, origin: 'http://localhost:4310' }, 'POST');
    check('served', { host, origin: 'http://evil.example' }, 'GET');
    check(/another site/, { host, origin: 'http://evil.example' }, 'POST');
    check(/another site/, { host, origin: 'http://localhost:9999' }, 'POST');
    check(/another site/, { host, origin: 'https://localhost:4310' }, 'POST');
    check(/another site/, { host, origin: 'null' }, 'DELETE');
  });

  test('a proxy that leads here from elsewhere is found out', () => {
    for (const name of ['forwarded', 'via', 'x-forwarded-for', 'x-forwarded-host', 'x-real-ip']) check(/--url/, { host: 'localhost:4310', [name]: '10.0.0.5' });
  });
});

test('beyond this machine it answers to addresses, its own name and the one it was told', () => {
  for (const host of ['10.0.0.5:4310', '[fe80::1]:4310', 'localhost:4310', `${hostname()}:4310`]) check('served', { host }, 'GET', EVERYWHERE);
  for (const host of ['evil.example', 'awaited.example.org', '10.0.0.5.evil.example', '']) check(/does not answer to that name/, { host }, 'GET', EVERYWHERE);
  check('served', { host: 'awaited.example.org' }, 'GET', BEHIND_PROXY);
  check('served', { host: 'AWAITED.example.org', 'x-forwarded-for': '10.0.0.5' }, 'GET', BEHIND_PROXY);
  check(/does not answer/, { host: 'awaited.example.org:8443' }, 'GET', BEHIND_PROXY);
});

test('what is https outside takes forms from https alone', () => {
  check('served', { host: 'awaited.example.org', origin: 'https://awaited.example.org' }, 'POST', BEHIND_PROXY);
  check(/another site/, { host: 'awaited.example.org', origin: 'http://awaited.example.org' }, 'POST', BEHIND_PROXY);
  check(/another site/, { host: 'awaited.example.org', origin: 'https://example.org' }, 'POST', BEHIND_PROXY);
});

test('where others could reach it', () => {
  for (const host of ['127.0.0.1', '127.8.8.8', '::1', 'localhost']) expect([host, isLocal({ host, url: null })]).toEqual([host, true]);
  for (const host of ['0.0.0.0', '::', '10.0.0.5', 'board.example.org', '127.0.0.1.example.org']) expect([host, isLocal({ host, url: null })]).toEqual([host, false]);
  expect(isLocal(BEHIND_PROXY)).toBe(false);
  expect(isLocal({ host: '127.0.0.1', url: new URL('http://localhost:8080') })).toBe(true);
});

test('what a request says of its way is not believed', () => {
  const cleaned = (remoteAddress: string, headers: Record<string, string>, reach: Reach) => {
    const request = { headers, socket: { remoteAddress } } as unknown as IncomingMessage;
    cleanRequest(request, reach);
    return request.headers;
  };
  const lies = { host: '10.0.0.5', 'x-forwarded-for': '1.2.3.4', 'x-forwarded-host': 'evil.example', 'x-middleware-subrequest': 'proxy', [ADDRESS_HEADER]: '1.2.3.4' };
  expect(cleaned('10.0.0.9', { ...lies }, EVERYWHERE)).toEqual({ host: '10.0.0.5', [ADDRESS_HEADER]: '10.0.0.9' });
  const own = { host: 'awaited.example.org', 'x-forwarded-host': 'awaited.example.org', 'x-forwarded-proto': 'https' };
  expect(cleaned('127.0.0.1', { ...lies, 'x-forwarded-for': '1.2.3.4, 10.0.0.9' }, BEHIND_PROXY)).toEqual({ ...own, [ADDRESS_HEADER]: '10.0.0.9' });
  expect(cleaned('10.0.0.9', { ...lies }, BEHIND_PROXY)).toEqual({ ...own, [ADDRESS_HEADER]: '10.0.0.9' });
});
