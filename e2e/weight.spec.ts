/** What a visit costs the browser: the script that comes over the wire, and whether anything moves while the page arrives. */
import type { Page } from '@playwright/test';
import { PAGES } from './pages';
import { expect, expectMissing, test } from './test';

/** Bytes, as compressed as they are sent to a browser that takes brotli. */
const TEXT = 120_000;
const BOARD = 180_000;
/** What comes on top when a hand reaches for the chart. */
const CHART = 90_000;

for (const [name, path] of Object.entries(PAGES)) {
  test(`${name}: little script, and nothing moves`, async ({ page }) => {
    await watchShifts(page);
    const script = await scriptOf(page, path);
    expect(script, 'bytes of script').toBeGreaterThan(0);
    expect(script, 'bytes of script').toBeLessThan(name.startsWith('board') ? BOARD : TEXT);
    expect(await shiftOf(page), 'cumulative layout shift').toBe(0);
  });
}

// Where styles come last, what git tells comes late, and one column holds what two did.
for (const [name, path] of Object.entries({ 'no such page': '/p/nowhere', 'this week': PAGES['this week'] ?? '', file: '/p/orderdesk/files/4' })) {
  test(`${name}: nothing moves on a phone, for who wants no motion`, async ({ page }) => {
    expectMissing(page, '/p/nowhere');
    await page.setViewportSize({ width: 390, height: 844 });
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await watchShifts(page);
    await page.goto(path, { waitUntil: 'networkidle' });
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    expect(await shiftOf(page), 'cumulative layout shift').toBe(0);
  });
}

test('file: little script', async ({ page }) => {
  const list = await page.request.get(PAGES.files ?? '');
  const [file = ''] = /\/p\/orderdesk\/files\/\d+/.exec(await list.text()) ?? [];
  const script = await scriptOf(page, file);
  expect(script, 'bytes of script').toBeGreaterThan(0);
  expect(script, 'bytes of script').toBeLessThan(TEXT);
});

test('the chart that answers comes when a hand reaches for it, not before', async ({ page }) => {
  const script = await scriptsFrom(page);
  await page.goto(PAGES.board ?? '', { waitUntil: 'networkidle' });
  const before = script.bytes;
  await page.getByRole('group', { name: 'Chart by week' }).hover();
  await expect(page.getByRole('slider', { name: 'Week' })).toBeVisible();
  await expect.poll(() => script.bytes - before, 'bytes of script').toBeGreaterThan(0);
  expect(script.bytes - before, 'bytes of script').toBeLessThan(CHART);
});

/** What the browser counts as having come over the wire for scripts, heads of the answers included. */
async function scriptsFrom(page: Page): Promise<{ bytes: number }> {
  const network = await page.context().newCDPSession(page);
  await network.send('Network.enable');
  const scripts = new Set<string>();
  const sum = { bytes: 0 };
  network.on('Network.responseReceived', ({ requestId, type }) => void (type === 'Script' && scripts.add(requestId)));
  network.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    if (scripts.has(requestId)) sum.bytes += encodedDataLength;
  });
  return sum;
}

async function scriptOf(page: Page, path: string): Promise<number> {
  const script = await scriptsFrom(page);
  await page.goto(path, { waitUntil: 'networkidle' });
  return script.bytes;
}

async function watchShifts(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const seen = globalThis as { shift?: number };
    seen.shift = 0;
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) seen.shift = (seen.shift ?? 0) + (entry as PerformanceEntry & { value: number }).value;
    }).observe({ type: 'layout-shift', buffered: true });
  });
}

function shiftOf(page: Page): Promise<number | undefined> {
  return page.evaluate(() => (globalThis as { shift?: number }).shift);
}
