// The second lock: every page, handler and action asks who one is by itself, also where no proxy stands before it.
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { declareServing } from '../lib/access/serving';
import { addAccount } from '../lib/db/access/accounts';
import { beginSignIn } from '../lib/db/access/sign-ins';
import { openDatabase } from '../lib/db/open';
import { database } from './database';

vi.mock('server-only', () => ({}));
const asked = vi.hoisted(() => ({ cookie: '' }));
vi.mock('next/headers', () => ({ headers: () => Promise.resolve(new Headers(asked.cookie ? { cookie: asked.cookie } : {})) }));
vi.mock('next/cache', () => ({ revalidatePath: () => {} }));

const files = readdirSync(import.meta.dirname, { recursive: true, encoding: 'utf8' }).filter((path) => !path.endsWith('.test.ts'));
/** The way in and out; e2e/access.spec.ts says what they do for whom. */
const OPEN = ['sign-in/page.tsx', 'sign-in/session/route.ts', 'sign-out/route.ts'];
const routes = files.filter((path) => /(^|\/)route\.ts$/.test(path) && !OPEN.includes(path));
const pages = files.filter((path) => /(^|\/)page\.tsx$/.test(path) && !OPEN.includes(path));
const actions = files.filter((path) => /\.tsx?$/.test(path) && /^(['"])use server\1/m.test(readFileSync(join(import.meta.dirname, path), 'utf8')));

let viewer = '';
const folder = mkdtempSync(join(tmpdir(), 'awaited-guard-'));
const params = Promise.resolve({ project: 'orderdesk', file: 'orderdesk.svg', week: 'latest', format: 'md', service: 'a', phase: 'b' });
const props = { params, searchParams: Promise.resolve({}) };

beforeAll(async () => {
  vi.stubEnv('AWAITED_DB', join(folder, 'awaited.db'));
  declareServing({ local: false, secure: false });
  const db = await openDatabase(join(folder, 'awaited.db'));
  await db.insertInto('project').values({ id: 1, slug: 'orderdesk', name: 'orderdesk', root: '/nowhere', pack: 'p', branch: 'main', config: '{}', created_at: '' }).execute();
  await addAccount(db, { name: 'viewer', role: 'viewer', password: '' }, { who: 'root', at: '' });
  viewer = `awaited=${await beginSignIn(db, 1, new Date())}`;
  await db.destroy();
});
afterAll(async () => {
  await (await database()).destroy();
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
});

async function exportsOf(path: string): Promise<[string, (...args: unknown[]) => Promise<unknown>][]> {
  const loaded = (await import(/* @vite-ignore */ `./${path}`)) as Record<string, unknown>;
  return Object.entries(loaded).filter((entry): entry is [string, (...args: unknown[]) => Promise<unknown>] => typeof entry[1] === 'function');
}

/** Where Next would lead: its redirects are errors with a digest. */
async function redirectOf(asked: Promise<unknown>): Promise<string> {
  return asked.then(
    () => 'answered',
    (error: unknown) => (error instanceof Error && 'digest' in error ? String(error.digest) : `failed: ${String(error)}`),
  );
}

test('there is something to lock', () => {
  expect(routes.length).toBeGreaterThan(10);
  expect(pages.length).toBeGreaterThan(10);
  expect(actions.length).toBeGreaterThan(1);
});

test.each(routes)('%s answers nobody', async (path) => {
  const methods = (await exportsOf(path)).filter(([name]) => /^(GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS)$/.test(name));
  expect(methods.length).toBeGreaterThan(0);
  for (const [method, handler] of methods) {
    const response = (await handler(new Request('http://127.0.0.1/', { method }), { params })) as Response;
    expect([method, response.status, await response.text()]).toEqual([method, 401, expect.stringContaining('Sign in first')]);
  }
});

test.each(pages)('%s is not shown to nobody', async (path) => {
  const [, page] = (await exportsOf(path)).find(([name]) => name === 'default') ?? [];
  expect(await redirectOf(Promise.resolve(page?.(props)))).toMatch(/^NEXT_REDIRECT;replace;\/sign-in;/);
});

describe.each(actions)('%s', (path) => {
  test('does nothing for nobody', async () => {
    const offered = await exportsOf(path);
    expect(offered.length).toBeGreaterThan(0);
    for (const [name, action] of offered) {
      const answer = await action(path.startsWith('account/') ? new FormData() : 'orderdesk', {}).catch((error: unknown) => error);
      const said = answer instanceof Error && 'digest' in answer ? String(answer.digest) : JSON.stringify(answer);
      expect([name, said]).toEqual([name, expect.stringMatching(/"Sign in first|^NEXT_REDIRECT;\w+;\/sign-in/)]);
    }
  });

  test('does nothing for a viewer but what is their own', async () => {
    asked.cookie = viewer;
    for (const [name, action] of await exportsOf(path)) {
      if (['changePassword', 'signOutEverywhere'].includes(name)) continue;
      const answer = await action(path.startsWith('account/') ? new FormData() : 'orderdesk', {}).catch((error: unknown) => error);
      const said = answer instanceof Error && 'digest' in answer ? String(answer.digest) : JSON.stringify(answer);
      expect([name, said]).toEqual([name, expect.stringMatching(/"This takes the role editor; viewer has the role viewer\."|^NEXT_REDIRECT;\w+;\/account\?said=denied/)]);
    }
    asked.cookie = '';
  });
});
