// Whatever is sent: no failure, no stack trace, and no file but those of a scanned commit.
import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import { cookieOf, everyAction, everyRoute } from './guarded';
import { askRaw } from './raw';

/** Milliseconds for each of the tests here; FUZZ_MS for a longer run. */
const BUDGET_MS = Number(process.env.FUZZ_MS ?? 8_000);
const guarded = process.env.E2E_GUARDED_PORT;
const host = `127.0.0.1:${guarded}`;

const PATHS = ['..', '.', '', '%2e%2e', '%2E%2E%2F%2e%2e%2fetc%2fpasswd', '..%5c..%5cwindows', '%00', 'x%00.md', '%0d%0aSet-Cookie:%20a=b', '%25', '%', '%c0%af', '%ff', '%F0%9F%92%A9', 'etc', 'passwd', '~', '.git', '.env', '.next', 'node_modules', 'package.json', 'awaited.db', 'constructor', '__proto__', 'null', '-1', '0', '1', '9007199254740993', '1e9', 'NaN', '2026-W40', 'latest', "'", '"', '<script>', '*', ';', ':', '@', 'a'.repeat(3000)];
const VALUES = [...PATHS, '2026-W53', '../../../../etc/passwd', '/etc/passwd', 'file:///etc/passwd', 'sync,async', ',,\\,', "' or 1=1 --", '{"$gt":""}', '[]', '{}', '%s%s%n', '$(id)', '🙂', '\u202e', 'b'.repeat(5000), '999999999-000000000000', 'http://evil.example/', '//evil.example', 'javascript:alert(1)'];
const NAMES = ['week', 'q', 'state', 'kind', 'category', 'status', 'service', 'phase', 'owner', 'hazard', 'rule', 'severity', 'sort', 'view', 'move', 'unit', 'limit', 'cursor', 'label', 'file', 'to', 'said', '_rsc', '__nextLocale', '__proto__', 'constructor', 'x', ''];
const HEADERS = ['accept', 'accept-language', 'accept-encoding', 'authorization', 'content-type', 'if-none-match', 'if-modified-since', 'range', 'rsc', 'next-router-state-tree', 'next-router-prefetch', 'next-router-segment-prefetch', 'next-url', 'next-action', 'next-hmr-refresh', 'x-nextjs-data', 'x-middleware-subrequest', 'x-middleware-rewrite', 'x-middleware-override-headers', 'x-middleware-request-x', 'x-invoke-path', 'x-matched-path', 'x-action-forwarded', 'x-awaited-address', 'x-http-method-override', 'upgrade-insecure-requests', 'expect-ct', 'te', 'cookie'];
const HEADER_VALUES = ['', '*', '1', 'text/html', 'text/x-component', 'multipart/form-data; boundary=x', 'application/x-www-form-urlencoded', 'application/json', 'text/plain;charset=UTF-8', 'bytes=0-', 'bytes=9-1', 'W/"x"', 'Bearer x', '[""]', '%5B%22%22%5D', '["",{"children":["p",{}]},null,null,true]', '{', '/p/hostile', '../../etc/passwd', 'proxy:proxy:proxy:proxy:proxy', 'a'.repeat(2000), 'theme=dark; awaited=1', 'é'];

const word = fc.oneof(fc.constantFrom(...PATHS), fc.string({ unit: 'grapheme', maxLength: 12 }).map((text) => encodeURIComponent(text)), fc.stringMatching(/^[!-~]{0,12}$/).map((text) => text.replace(/[#?\s]/g, '')));
const value = fc.oneof(fc.constantFrom(...VALUES), fc.string({ unit: 'grapheme', maxLength: 30 }));
const query = fc.array(fc.tuple(fc.oneof(fc.constantFrom(...NAMES), value), value), { maxLength: 4 }).map((pairs) => new URLSearchParams(pairs).toString());
const rawQuery = fc.oneof(query, query, fc.stringMatching(/^[!-~]{0,40}$/).map((text) => text.replaceAll('#', '')));
const headers = fc.dictionary(fc.constantFrom(...HEADERS), fc.oneof(fc.constantFrom(...HEADER_VALUES.filter((text) => /^[ -~]*$/.test(text))), fc.stringMatching(/^[ -~]{0,40}$/)), { maxKeys: 4 });
const body = fc.oneof(fc.constantFrom('', '{}', '[]', 'null', '0', '--x--', '--x\r\n', '--x\r\nContent-Disposition: form-data; name="0"\r\n\r\n["$F1"]\r\n--x--\r\n', '['.repeat(5000), '["$undefined"]', '["$K1"]', '["$@0"]', '["$0:constructor:constructor"]', '{"__proto__":{"x":1}}', 'a=b&c=d', 'x'.repeat(100_000)), fc.json(), fc.string({ unit: 'binary', maxLength: 60 }));

let routes: string[][] = [];
let actions: string[] = [];
let cookie = '';
test.beforeAll(async () => {
  cookie = (await cookieOf('fuzzer')) ?? '';
  const filling = { '[project]': 'hostile', '[file]': '1', '[service]': 'x', '[phase]': 'x', '[week]': 'latest', '[format]': 'md', '[owner]': 'x' };
  routes = everyRoute(filling).map(({ path }) => path.split('/').slice(1)).filter(([first]) => !first?.startsWith('sign-'));
  // Scans would go on after this.
  actions = everyAction().flatMap(({ id, name }) => (name === 'scanNow' ? [] : [id]));
});

/** A path that is there, with some of its parts replaced, left out or added. */
const path = () =>
  fc.tuple(fc.constantFrom(...routes), fc.array(fc.tuple(fc.nat(8), fc.option(word), fc.boolean()), { maxLength: 3 })).map(([route, changes]) => {
    const parts = [...route];
    for (const [at, part, isAdded] of changes) parts.splice(at, isAdded ? 0 : 1, ...(part === null ? [] : [part]));
    return `/${parts.join('/')}`;
  });

async function survives(port: string | undefined, question: Parameters<typeof askRaw>[1]): Promise<void> {
  const { status, text } = await askRaw(port, question);
  const stack = /\n\s+at .+:\d+:\d+/.exec(text)?.[0];
  const outside = /root:x:0:0|outside-canary|"lockfileVersion"|BEGIN [A-Z ]*PRIVATE KEY/.exec(text)?.[0];
  expect({ isAnswer: status < 500, stack, outside }, `${status} for ${JSON.stringify(question).slice(0, 500)}`).toEqual({ isAnswer: true, stack: undefined, outside: undefined });
}

const budget = { interruptAfterTimeLimit: BUDGET_MS, markInterruptAsFailure: false, numRuns: 1_000_000, seed: Number(process.env.FUZZ_SEED ?? 11) };

test('paths, parameters and headers, for somebody and for nobody', async () => {
  test.setTimeout(BUDGET_MS + 60_000);
  const asked = fc.record({ path: path(), query: rawQuery, headers, isKnown: fc.boolean(), method: fc.constantFrom('GET', 'GET', 'GET', 'HEAD', 'OPTIONS') });
  await fc.assert(
    fc.asyncProperty(asked, async ({ path, query, headers, isKnown, method }) => survives(guarded, { method, path: query ? `${path}?${query}` : path, headers: { host, ...headers, ...(isKnown && { cookie }) } })),
    budget,
  );
});

test('bodies, to pages, handlers and actions', async () => {
  test.setTimeout(BUDGET_MS + 60_000);
  const argument = fc.oneof(fc.constantFrom('hostile', 'orderdesk', 1, 0, -1, null, true), fc.jsonValue(), fc.record({ file: fc.oneof(fc.constant(1), fc.jsonValue()), version: fc.integer(), note: value, assignee: value, due: value, prUrl: value, reason: value, target: fc.jsonValue(), id: fc.integer(), text: value, date: value }, { requiredKeys: [] }));
  const action = fc.record({
    path: fc.oneof(fc.constant('/account'), fc.constant('/p/hostile/files/1'), path()),
    headers: fc.record({ 'next-action': fc.oneof(fc.constantFrom(...actions), fc.stringMatching(/^[\da-f]{0,42}$/)), 'content-type': fc.constantFrom('text/plain;charset=UTF-8', 'multipart/form-data; boundary=x', 'application/json') }),
    method: fc.constant('POST'),
    body: fc.oneof(fc.array(argument, { maxLength: 4 }).map((list) => JSON.stringify(list)), body),
  });
  const other = fc.record({ path: path(), headers, method: fc.constantFrom('POST', 'PUT', 'PATCH', 'DELETE'), body });
  await fc.assert(
    fc.asyncProperty(fc.oneof(action, action, other), async ({ path, headers, method, body }) => survives(guarded, { method, path, body, headers: { ...headers, host, cookie, accept: 'text/x-component', origin: `http://${host}` } })),
    budget,
  );
});

test('the way in', async () => {
  const port = process.env.E2E_EMPTY_PORT;
  const field = fc.tuple(fc.constantFrom('name', 'password', 'to', 'x'), value).map((pair) => new URLSearchParams([pair]).toString());
  await fc.assert(
    fc.asyncProperty(fc.constantFrom('/sign-in/session', '/sign-out', '/sign-in'), fc.constantFrom('application/x-www-form-urlencoded', 'application/x-www-form-urlencoded; charset=x', 'multipart/form-data; boundary=x', ''), fc.oneof(fc.array(field, { maxLength: 4 }).map((fields) => fields.join('&')), body), async (path, type, body) =>
      survives(port, { method: 'POST', path, body, headers: { host: `127.0.0.1:${port}`, 'content-type': type } }),
    ),
    { ...budget, interruptAfterTimeLimit: BUDGET_MS / 3 },
  );
});
