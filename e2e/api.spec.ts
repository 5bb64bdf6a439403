import { expect, test } from '@playwright/test';

interface Page {
  items: { path: string }[];
  total: number;
  next: string | null;
}

test('a program walks through a list, page by page, and learns that nothing changed', async ({ request }) => {
  const first = await request.get('/api/v1/projects/orderdesk/files?limit=5');
  const { items, total, next } = (await first.json()) as Page;
  expect(items).toHaveLength(5);
  expect(first.headers().link).toBe(`<${next}>; rel="next"`);

  const second = (await (await request.get(next ?? '')).json()) as Page;
  expect(second.total).toBe(total);
  expect(second.items.map((item) => item.path)).not.toContain(items[0]?.path);

  const again = await request.get('/api/v1/projects/orderdesk/files?limit=5', { headers: { 'If-None-Match': first.headers().etag ?? '' } });
  expect(again.status()).toBe(304);
});

test('what does not exist is said in JSON, and nothing can be written', async ({ request }) => {
  for (const path of ['/api/v1', '/api/v1/users', '/api/v1/projects/nothing', '/api/v1/projects/orderdesk/nothing']) {
    const response = await request.get(path);
    expect([path, response.status()]).toEqual([path, 404]);
    expect(((await response.json()) as { error: string }).error).toMatch(/^There is no such .*\.$/);
  }
  expect((await request.get('/api/v1/projects/%E0%A4%A/files')).status()).toBe(400);
  expect((await request.post('/api/v1/projects')).status()).toBe(405);
});

test('the badge is a picture that a page may show', async ({ request }) => {
  const badge = await request.get('/badge/orderdesk.svg');
  expect(badge.headers()['content-type']).toContain('image/svg+xml');
  expect(await badge.text()).toContain('<title>async: ');
});
