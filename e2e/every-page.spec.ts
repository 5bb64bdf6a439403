import type { Page } from '@playwright/test';
import { goToFile, PAGES } from './pages';
import { expect, expectAccessible, expectMissing, test } from './test';

for (const [name, path] of Object.entries(PAGES)) {
  test(`${name}: for everybody, on every screen`, async ({ page }) => {
    await page.goto(path);
    await expectGoodPage(page);
  });
}

test('file, with a usage open: for everybody, on every screen', async ({ page }) => {
  await goToFile(page, 'orderdesk/routes/orders.py');
  await page.getByRole('region', { name: /^Source of/ }).getByLabel(/^Line \d+: Broken AsyncSession\.query/).click();
  await expectGoodPage(page);
});

test('no such page: for everybody, on every screen', async ({ page }) => {
  expectMissing(page, '/p/nowhere');
  await page.goto('/p/nowhere');
  await expectGoodPage(page);
});

/** A heading, no axe violation in light and in dark, and nothing that sticks out at any width. */
async function expectGoodPage(page: Page): Promise<void> {
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await test.step(colorScheme, () => expectAccessible(page));
  }
  for (const width of [1440, 1024, 390]) {
    await page.setViewportSize({ width, height: 900 });
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    expect.soft(overflow, `pixels cut off at ${width} px`).toBe(0);
  }
}
