/** What a visit costs the browser: the script that comes over the wire, and whether anything moves while the page arrives. */
import type { Page } from '@playwright/test';
import { PAGES } from './pages';
import { expect, test } from './test';

/** Bytes, as compressed as they are sent. */
const TEXT = 120_000;
const BOARD = 180_000;
/** Nothing, but for a last row that a browser short of time lays out late; 0.1 is what is called good. */
const SHIFT = 0.005;

for (const [name, path] of Object.entries(PAGES)) {
  test(`${name}: little script, and nothing moves`, async ({ page }) => {
    await watchShifts(page);
    const script = await scriptOf(page, path);
    expect(script, 'bytes of script').toBeGreaterThan(0);
    expect(script, 'bytes of script').toBeLessThan(name.startsWith('board') ? BOARD : TEXT);
    expect(await shiftOf(page), 'cumulative layout shift').toBeLessThan(SHIFT);
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
