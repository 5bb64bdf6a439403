// What a repository that means ill says stands on every page, and does nothing there.
import { ask, cookieOf, everyAction, everyRoute, GUARDED } from './guarded';
import { HOSTILE } from '../example/hostile.mjs';
import { expect, test } from './test';

test.use({ baseURL: GUARDED });

/** React takes text that begins with a dollar sign for a reference, unless it is doubled. */
const asReact = (_key: string, value: unknown) => (typeof value === 'string' && value.startsWith('$') ? `$${value}` : value);

test('names, authors, subjects, notes and source stay text on every page', async ({ page }) => {
  test.setTimeout(120_000);
  const cookie = (await cookieOf('admin')) ?? '';
  const files = (JSON.parse((await ask('/api/v1/projects/hostile/files?limit=100', { cookie })).text) as { items: { file: number; path: string; service: string }[] }).items;
  const id = (name: string) => everyAction().find((action) => action.name === name)?.id ?? '';
  for (const [index, { file }] of files.entries()) {
    const text = HOSTILE[index % HOSTILE.length] ?? '';
    const act = (name: string, input: object) => ask(`/p/hostile/files/${file}`, { cookie, method: 'POST', headers: { 'next-action': id(name), 'content-type': 'text/plain;charset=UTF-8', origin: GUARDED }, body: JSON.stringify(['hostile', input], asReact) });
    expect((await act('savePlan', { file, version: 0, assignee: text, due: '', prUrl: '', note: text })).text).toContain('"kind":"saved"');
    expect((await act('annotate', { date: '2026-01-12', text })).text).toContain('"kind":"saved"');
  }
  const [name = '', secret = ''] = cookie.split('=');
  await page.context().addCookies([{ name, value: secret, url: GUARDED }]);
  await page.addInitScript(() => {
    Object.assign(window, { pwned: () => document.documentElement.setAttribute('data-pwned', '') });
  });
  const pages = new Set<string>();
  for (const { file, service } of [files[0], files[1], files[5], files[12], files.at(-1)].flatMap((entry) => entry ?? [])) {
    const filling = { '[project]': 'hostile', '[file]': String(file), '[service]': encodeURIComponent(service), '[phase]': 'nothing', '[week]': 'latest', '[format]': 'md', '[owner]': 'nothing' };
    for (const route of everyRoute(filling)) if (route.kind === 'page' && !/nothing|sign-in/.test(route.path)) pages.add(route.path);
  }
  pages.add('/p/hostile/files?view=columns').add('/p/hostile/files?view=map').add('/p/hostile/search?q=pwned');
  for (const path of pages) {
    await page.goto(path);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    const found = await page.evaluate(() => ({
      isPwned: document.documentElement.hasAttribute('data-pwned'),
      elements: [...document.querySelectorAll('*')].filter((element) => [...element.attributes].some(({ name, value }) => name.startsWith('on') || /^\s*javascript:.*pwned/is.test(value))).map((element) => element.outerHTML.slice(0, 200)),
      images: [...document.querySelectorAll('img, iframe, object, embed, base')].map((element) => element.outerHTML),
    }));
    expect([path, found]).toEqual([path, { isPwned: false, elements: [], images: [] }]);
  }
});
