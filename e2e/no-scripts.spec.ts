/** Reading needs no scripts: every page stands whole, links and forms lead on. */
// A page without scripts asks for none of those it names, which our own `test` takes for a failure.
import { expect, test, type Page } from '@playwright/test';
import { links } from '../lib/links';
import { PAGES } from './pages';

test.use({ javaScriptEnabled: false });

const latest = { project: 'orderdesk', week: null };

for (const [name, path] of Object.entries(PAGES)) {
  test(`${name}: whole without scripts`, async ({ page }) => {
    await page.goto(path);
    await expectWhole(page);
  });
}

test('from the board to a service, its file and a usage', async ({ page }) => {
  await page.goto(links.board(latest));
  await expect(page.getByRole('img', { name: /by week/i }).or(page.getByRole('group', { name: /by week/i })).first()).toBeVisible();
  await page.getByRole('link', { name: 'BillingService' }).first().click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('BillingService');
  await page.getByRole('main').getByRole('link', { name: /\.py$/ }).first().click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/\.py$/);
  await expect(page.getByRole('region', { name: /^Source of/ })).toContainText('def ');
  await expectWhole(page);
});

test('filters and weeks are forms', async ({ page }) => {
  await page.goto(links.files(latest));
  await page.getByRole('searchbox').fill('stock');
  await page.getByRole('button', { name: 'Apply' }).click();
  await expect(page).toHaveURL(/[?&]q=stock/);
  await expect(page.getByRole('main')).toContainText('stock');
  await page.getByLabel('Week shown').selectOption('2026-W40');
  await page.getByRole('button', { name: 'Go' }).click();
  await expect(page).toHaveURL(/[?&]week=2026-W40/);
  await expect(page).toHaveURL(/[?&]q=stock/);
});

test('the report has its tables', async ({ page }) => {
  await page.goto(links.report(latest));
  for (const name of ['Phases', 'Services', 'Data quality']) await expect(page.getByRole('heading', { name, exact: true })).toBeVisible();
  expect(await rows(page)).toBeGreaterThan(5);
});

/** What git takes long to tell is one link away; nothing else is missing. */
async function expectWhole(page: Page): Promise<void> {
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  const wait = page.getByRole('link', { name: 'Wait for the answer' });
  if ((await wait.count()) > 0) await wait.click();
  await expect(wait).toHaveCount(0);
  await expect(page.getByText('Asking git')).toHaveCount(0);
  // React sends what was late in a hidden element, which a script puts in the place of this one.
  expect(await page.content(), 'parts that only a script would show').not.toContain('<template id="B:');
}

function rows(page: Page): Promise<number> {
  return page.getByRole('main').getByRole('row').count();
}
