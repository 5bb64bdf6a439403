// What every answer carries, whatever it is an answer to.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { cookieOf, everyRoute, type Route } from './guarded';
import { askRaw, type RawAnswer } from './raw';

const port = process.env.E2E_GUARDED_PORT;
const host = `127.0.0.1:${port}`;
const html = { accept: 'text/html' };

function expectSafe(question: string, { status, headers, text }: RawAnswer): void {
  const policy = String(headers['content-security-policy']);
  const directives = new Map(policy.split(';').map((directive) => [directive.trim().split(' ')[0] ?? '', directive.trim()]));
  const scripts = directives.get('script-src') ?? directives.get('default-src') ?? '';
  const what = `${question}: ${status}`;
  expect.soft(headers['x-content-type-options'], what).toBe('nosniff');
  expect.soft(headers['referrer-policy'], what).toBe('same-origin');
  expect.soft(headers['x-frame-options'], what).toBe('DENY');
  expect.soft(directives.get('frame-ancestors'), what).toBe("frame-ancestors 'none'");
  expect.soft(scripts, what).toMatch(/'none'|'nonce-[\w+/=]{16,}'/);
  expect.soft(scripts, what).not.toMatch(/unsafe-inline|unsafe-eval|\*|https?:/);
  expect.soft(headers['x-powered-by'], what).toBeUndefined();
  expect.soft(headers['access-control-allow-origin'], what).toBeUndefined();
  const [, nonce = ''] = /'nonce-([^']+)'/.exec(scripts) ?? [];
  for (const [tag] of String(headers['content-type']).startsWith('text/html') ? text.matchAll(/<script\b[^>]*>/g) : []) expect.soft(tag, what).toContain(`nonce="${nonce}"`);
}

let routes: Route[] = [];
let cookie = '';
test.beforeAll(async () => {
  cookie = (await cookieOf('admin')) ?? '';
  routes = everyRoute({ '[project]': 'hostile', '[file]': '1', 'badge/[file]': 'hostile.svg', '[service]': 'nothing', '[phase]': 'nothing', '[week]': 'latest', '[format]': 'html', '[owner]': 'nothing' });
});

test('every page and handler, for somebody and for nobody, and in every method', async () => {
  for (const { path } of routes) {
    // Whoever signs out here would be signed out in the tests to come.
    const known: Record<string, string> = path === '/sign-out' ? {} : { cookie };
    for (const method of ['GET', 'HEAD', 'POST', 'OPTIONS', 'DELETE']) {
      expectSafe(`${method} ${path}`, await askRaw(port, { method, path, headers: { ...known, ...html } }));
    }
    expectSafe(path, await askRaw(port, { path, headers: html }));
    expectSafe(path, await askRaw(port, { path }));
  }
});

test('what is not there, what cannot be read, and what is refused', async () => {
  const asked: [string, number, Parameters<typeof askRaw>[1]][] = [
    ['no such page', 404, { path: '/nothing', headers: { cookie, ...html } }],
    ['no such project', 404, { path: '/p/nothing', headers: { cookie, ...html } }],
    ['no such file of the build', 404, { path: '/_next/static/nothing.js' }],
    ['no pictures are scaled', 404, { path: '/_next/image?url=%2Ficon.svg&w=64&q=75', headers: { cookie } }],
    ['undecodable', 400, { path: '/%E0%A4%A', headers: { cookie } }],
    ['another name', 403, { path: '/', headers: { host: 'evil.example' } }],
    ['another site', 403, { method: 'POST', path: '/sign-in/session', headers: { host, origin: 'http://evil.example' } }],
    ['a proxy', 403, { path: '/', headers: { 'x-forwarded-for': '10.0.0.1' } }],
    ['no form', 400, { method: 'POST', path: '/sign-in/session', headers: { host } }],
    ['sign-in', 303, { method: 'POST', path: '/sign-in/session', headers: { host, 'content-type': 'application/x-www-form-urlencoded' }, body: 'name=nobody&password=x' }],
    ['sign-out', 303, { method: 'POST', path: '/sign-out', headers: { host } }],
    ['nothing new', 304, { path: '/api/v1/projects', headers: { cookie, 'if-none-match': '*' } }],
    ['no such parameter', 400, { path: '/api/v1/projects?x=1', headers: { cookie } }],
    ['no token', 401, { path: '/api/v1/projects' }],
    ['the icon', 200, { path: '/icon.svg' }],
    ['the icon that browsers look for', 200, { path: '/favicon.ico' }],
  ];
  for (const [what, status, question] of asked) {
    const answer = await askRaw(port, question);
    expect([what, answer.status]).toEqual([what, status]);
    expectSafe(what, answer);
  }
});

test('scripts and styles, pressed and not', async () => {
  const [script = ''] = readdirSync(join(import.meta.dirname, '../.next/static/chunks')).filter((name) => name.endsWith('.js'));
  for (const encoding of ['identity', 'gzip', 'br']) {
    const answer = await askRaw(port, { path: `/_next/static/chunks/${script}`, headers: { 'accept-encoding': encoding } });
    expect(answer.status).toBe(200);
    expectSafe(encoding, answer);
  }
});

test('cookies are for the server alone', async () => {
  const { headers } = await askRaw(port, { method: 'POST', path: '/sign-in/session', headers: { host, 'content-type': 'application/x-www-form-urlencoded' }, body: new URLSearchParams({ name: 'viewer', password: 'four words in a row' }).toString() });
  expect(headers['set-cookie']).toEqual([expect.stringMatching(/^awaited=[\w-]{43}; Path=\/; Max-Age=2592000; HttpOnly; SameSite=Lax$/)]);
});
