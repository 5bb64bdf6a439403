// Every page, handler and action, as everybody: who is not signed in sees nothing, and each sees and does what the role says.
import { expect, test, type Page } from '@playwright/test';
import { ask, cookieOf, everyAction, everyRoute, GUARDED, PASSWORD, ROLES, type Route, type Who } from './guarded';

test.describe.configure({ mode: 'serial' });

const OPEN = new Set(['sign-in/page.tsx', 'sign-in/session/route.ts', 'sign-out/route.ts']);
const USERS = ['editor', 'fuzzer', 'leaver', 'viewer'];
const cookies = new Map<Who, string>();
let file = '';
let routes: Route[] = [];

test.beforeAll(async () => {
  for (const role of ROLES) cookies.set(role, (await cookieOf(role)) ?? '');
  const asViewer = async (path: string) => JSON.parse((await ask(path, { cookie: cookies.get('viewer') })).text) as { items: { file: string; service: string; phase: string }[] };
  const [first] = (await asViewer('/api/v1/projects/orderdesk/files')).items;
  file = String(first?.file);
  routes = everyRoute({
    '[project]': 'orderdesk',
    '[file]': file,
    'badge/[file]': 'orderdesk.svg',
    '[service]': encodeURIComponent(first?.service ?? ''),
    '[phase]': encodeURIComponent(first?.phase ?? ''),
    '[week]': 'latest',
    '[format]': 'md',
    '[owner]': '%40team',
  });
});

test('nobody sees anything but the way in', async () => {
  expect(routes.length).toBeGreaterThan(30);
  for (const { file, path, methods } of routes.filter((route) => !OPEN.has(route.file))) {
    for (const method of methods) {
      const [reader, program] = [await ask(path, { method, headers: { accept: 'text/html' } }), await ask(path, { method })];
      expect([file, program.status]).toEqual([file, 401]);
      // The API tells programs and people alike.
      if (!path.startsWith('/api/') && method === 'GET') expect([file, reader.status, reader.headers.get('location')?.split('?')[0]]).toEqual([file, 303, '/sign-in']);
      expect(program.text).not.toMatch(/orderdesk|usages/i);
      expect(reader.text.replace(/\/sign-in\?to=\S*/, '')).not.toMatch(/orderdesk|usages/i);
    }
  }
});

for (const role of ROLES) {
  test(`${role} sees every page and every answer`, async () => {
    for (const { file, path, methods } of routes.filter((route) => !OPEN.has(route.file))) {
      const { status } = await ask(path, { method: methods[0], cookie: cookies.get(role) });
      expect([file, status]).toEqual([file, path.endsWith('nothing/here') || path.includes('%40team') ? 404 : 200]);
    }
  });
}

test('a session that was made up is nobody', async () => {
  for (const cookie of ['awaited=', `awaited=${'A'.repeat(43)}`, `awaited=${'A'.repeat(5000)}`, 'awaited=1', `__Host-${cookies.get('admin')}`]) {
    expect((await ask('/api/v1/projects', { cookie })).status).toBe(401);
  }
  for (const authorization of ['Bearer', 'Bearer awaited_x', `Bearer ${cookies.get('admin')?.slice('awaited='.length)}`, 'Basic YWRtaW46YWRtaW4=']) {
    expect((await ask('/api/v1/projects', { headers: { authorization } })).status).toBe(401);
  }
});

/** What each action is called with; all of it would work. */
const CALLS: Record<string, (file: number) => unknown[]> = {
  savePlan: (file) => ['orderdesk', { file, version: 0, assignee: 'Ada', due: '', prUrl: '', note: '' }],
  setTick: (file) => ['orderdesk', file, 'Reviewed', true],
  exempt: (file) => ['orderdesk', { file, target: null, reason: 'stays as it is' }],
  revoke: () => ['orderdesk', { id: 1 }],
  annotate: () => ['orderdesk', { date: '2026-01-05', text: 'Freeze' }],
  showAnnotation: () => ['orderdesk', { id: 1, shown: false }],
  cancelScan: () => ['orderdesk'],
  scanNow: () => ['orderdesk'],
};
const FORMS: Record<string, Record<string, string>> = {
  changePassword: { current: 'wrong', password: 'five words in a row' },
  signOutEverywhere: {},
  addUser: { name: 'intruder', password: PASSWORD, role: 'admin' },
  changeRole: { name: 'leaver', role: 'admin' },
  removeUser: { name: 'leaver' },
  revokeAccess: { id: '1' },
};

/** What an action says, called as a script of ours calls it, from a page that everybody may see or from one that takes a role. */
async function call(id: string, name: string, cookie: string | undefined, path: string) {
  const form = FORMS[name];
  const [body, type] = form ? multipart(form) : [JSON.stringify(CALLS[name]?.(Number(file)) ?? []), 'text/plain;charset=UTF-8'];
  const { status, headers, text } = await ask(path, { method: 'POST', cookie, body, headers: { 'next-action': id, 'content-type': type, accept: 'text/x-component', origin: GUARDED } });
  return { status, text, to: headers.get('x-action-redirect')?.split(';')[0] ?? '' };
}

function multipart(fields: Record<string, string>): [string, string] {
  // As React encodes one argument that is a form: each field under the number of the form, the arguments last.
  const parts = [...Object.entries(fields).map(([name, value]) => [`_1_${name}`, value]), ['0', '["$K1"]']].map(([name, value]) => `--x\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`);
  return [`${parts.join('')}--x--\r\n`, 'multipart/form-data; boundary=x'];
}

test('every action is known here', () => {
  expect(everyAction().map(({ name }) => name).sort()).toEqual([...Object.keys(CALLS), ...Object.keys(FORMS)].sort());
});

test('nobody does anything, from whatever page', async ({ page }) => {
  for (const { id, name } of everyAction()) {
    for (const path of ['/p/orderdesk', '/account']) expect([name, (await call(id, name, undefined, path)).status]).toEqual([name, 401]);
    // The sign-in page is open to everybody, and has no action: Next asks the page that has it, and is refused there.
    expect([name, (await call(id, name, undefined, '/sign-in')).text]).toEqual([name, '{}']);
  }
  expect(await usersAndAudit(page)).toEqual({ users: USERS, audit: [] });
});

test('a viewer changes nothing but the own password', async ({ page }) => {
  const cookie = cookies.get('viewer');
  for (const { id, name } of everyAction().filter((action) => CALLS[action.name])) {
    expect([name, (await call(id, name, cookie, `/p/orderdesk/files/${file}`)).status]).toEqual([name, 403]);
    expect([name, (await call(id, name, cookie, '/account')).text]).toEqual([name, '{}']);
  }
  expect(await usersAndAudit(page)).toEqual({ users: USERS, audit: [] });
});

for (const role of ['viewer', 'editor'] as const) {
  test(`${role}: decides nothing about users`, async ({ page }) => {
    for (const { id, name } of everyAction().filter((action) => ['addUser', 'changeRole', 'removeUser', 'revokeAccess'].includes(action.name))) {
      expect([name, (await call(id, name, cookies.get(role), '/account')).to]).toEqual([name, '/account?said=denied']);
    }
    expect(await usersAndAudit(page)).toEqual({ users: USERS, audit: [] });
  });
}

test('an editor changes what people enter, and the record names them', async ({ page }) => {
  for (const { id, name } of everyAction().filter((action) => ['savePlan', 'setTick', 'exempt', 'annotate'].includes(action.name))) {
    const { status, text } = await call(id, name, cookies.get('editor'), `/p/orderdesk/files/${file}`);
    expect([name, status, text]).toEqual([name, 200, expect.stringContaining('"kind":"saved"')]);
  }
  expect(await usersAndAudit(page)).toEqual({ users: USERS, audit: [1, 2, 3, 4].map(() => expect.stringContaining('editor') as unknown) });
});

test('an admin takes somebody out, whose browser is nobody’s from then on', async () => {
  const leaver = await cookieOf('leaver');
  expect((await ask('/api/v1/projects', { cookie: leaver })).status).toBe(200);
  const [remove] = everyAction().filter((action) => action.name === 'removeUser');
  expect((await call(remove?.id ?? '', 'removeUser', cookies.get('admin'), '/account')).to).toBe('/account?said=removed');
  expect((await ask('/api/v1/projects', { cookie: leaver })).status).toBe(401);
  expect(await cookieOf('leaver')).toBeNull();
});

/** As the admin sees them: who may sign in beside the admin, and who changed what in the project. */
async function usersAndAudit(page: Page): Promise<{ users: string[]; audit: string[] }> {
  const [name = '', value = ''] = cookies.get('admin')?.split('=') ?? [];
  await page.context().addCookies([{ name, value, url: GUARDED }]);
  await page.goto(`${GUARDED}/account`);
  const users = await page.getByRole('button', { name: /^Remove / }).evaluateAll((buttons) => buttons.map((button) => button.getAttribute('aria-label')?.slice('Remove '.length) ?? ''));
  await page.goto(`${GUARDED}/p/orderdesk/activity`);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  const rows = await page.getByRole('region', { name: 'Audit' }).getByRole('row').allTextContents();
  return { users: users.sort(), audit: rows.filter((row) => /^\d{4}-/.test(row.trim())) };
}
