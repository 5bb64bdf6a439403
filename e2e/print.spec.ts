import { PAGES } from './pages';
import { expect, test } from './test';

test('the weekly report is two pages of A4 at most', async ({ page }) => {
  await page.goto(PAGES.report ?? '');
  const pdf = (await page.pdf({ preferCSSPageSize: true, printBackground: true })).toString('latin1');
  const pages = pdf.match(/\/Type\s*\/Page\b/g) ?? [];
  expect(pages.length).toBeGreaterThan(0);
  expect(pages.length).toBeLessThanOrEqual(2);
});
