/** What a visit costs the browser: the script that comes over the wire, and whether anything moves while the page arrives. */
import type { Page } from '@playwright/test';
import { PAGES } from './pages';
import { expect, expectMissing, test } from './test';

/** Bytes, as compressed as they are sent. */
const TEXT = 120_000;
const BOARD = 180_000;

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

async function scriptOf(page: Page, path: string): Promise<number> {
  const sizes: Promise<number>[] = [];
  page.on('requestfinished', (request) => {
    if (request.resourceType() === 'script') sizes.push(request.sizes().then((size) => size.responseBodySize));
  });
  await page.goto(path, { waitUntil: 'networkidle' });
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
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
