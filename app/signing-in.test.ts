import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { hashPassword } from '../lib/access/password';
import { declareServing } from '../lib/access/serving';
import { addAccount } from '../lib/db/access/accounts';
import { findSignIn } from '../lib/db/access/sign-ins';
import { database } from './database';
import { ownPath, signIn, signOut } from './signing-in';

vi.mock('server-only', () => ({}));
vi.mock('next/headers', () => ({ headers: () => Promise.resolve(new Headers()) }));

const PASSWORD = 'four words in a row';
const folder = mkdtempSync(join(tmpdir(), 'awaited-sign-in-'));
beforeAll(async () => {
  vi.stubEnv('AWAITED_DB', join(folder, 'awaited.db'));
  await addAccount(await database(), { name: 'Ada', role: 'viewer', password: await hashPassword(PASSWORD) }, { who: 'root', at: '' });
});
afterAll(async () => {
  await (await database()).destroy();
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
});

const post = (body: string | URLSearchParams, headers: Record<string, string> = {}) => new Request('http://127.0.0.1/sign-in/session', { method: 'POST', body, headers });
const form = (fields: Record<string, string>, headers?: Record<string, string>) => signIn(post(new URLSearchParams(fields), headers));
const cookieIn = (response: Response) => response.headers.get('set-cookie') ?? '';
const whoHas = async (cookie: string) => (await findSignIn(await database(), /=([\w-]*)/.exec(cookie)?.[1] ?? '', new Date()))?.account.name ?? 'nobody';

test.each([
  [false, /^awaited=[\w-]{43}; Path=\/; Max-Age=2592000; HttpOnly; SameSite=Lax$/],
  [true, /^__Host-awaited=[\w-]{43}; Path=\/; Max-Age=2592000; HttpOnly; SameSite=Lax; Secure$/],
])('the cookie, by https %s', async (secure, expected) => {
  declareServing({ local: false, secure });
  const response = await form({ name: 'ada', password: PASSWORD, to: '/p/orderdesk?week=2026-W02' });
  expect([response.status, response.headers.get('location')]).toEqual([303, '/p/orderdesk?week=2026-W02']);
  expect(cookieIn(response)).toMatch(expected);
  expect(await whoHas(cookieIn(response))).toBe('Ada');
});

test('signing in anew gives a new secret and ends the old one; signing out ends that', async () => {
  declareServing({ local: false, secure: false });
  const first = cookieIn(await form({ name: 'ada', password: PASSWORD }));
  const second = cookieIn(await form({ name: 'ada', password: PASSWORD }, { cookie: `theme=dark; ${first.split(';')[0]}` }));
  expect([await whoHas(first), await whoHas(second)]).toEqual(['nobody', 'Ada']);
  const out = await signOut(post('', { cookie: second.split(';')[0] ?? '' }));
  expect([out.status, cookieIn(out), await whoHas(second)]).toEqual([303, expect.stringMatching(/^awaited=; .*Max-Age=0;/), 'nobody']);
});

test('a wrong password leads back, with no cookie', async () => {
  const response = await form({ name: 'ada', password: 'wrong', to: '/p/x' });
  expect([response.status, response.headers.get('location'), cookieIn(response)]).toEqual([303, '/sign-in?to=/p/x&said=wrong', '']);
});

test.each([
  ['{}', 'application/json'],
  ['name=ada', 'text/plain'],
  [`name=${'a'.repeat(10_000)}`, 'application/x-www-form-urlencoded'],
])('what is no form of ours is refused: %.20s as %s', async (body, type) => {
  expect((await signIn(post(body, { 'content-type': type }))).status).toBe(400);
});

test.each([
  ['/p/shop/files?q=a#b', '/p/shop/files?q=a'],
  ['', '/'],
  [null, '/'],
  ['p/shop', '/'],
  ['//evil.example/', '/'],
  ['/\\evil.example/', '/'],
  ['/\t/evil.example/', '/'],
  ['https://evil.example/', '/'],
  ['javascript:alert(1)', '/'],
  ['/sign-in?to=/', '/'],
  ['/sign-out', '/'],
  ['/a/../..//evil.example', '/'],
])('%j leads to %s', (text, path) => expect(ownPath(text)).toBe(path));
