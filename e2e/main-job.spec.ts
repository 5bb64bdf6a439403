import { fileLink } from './pages';
import { expect, test } from './test';

test('from the headline to the reason behind one usage', async ({ page }) => {
  await page.goto('/');
  await expect(page.getByRole('heading', { level: 1 })).toContainText(/\d+ % *\d+ of \d+ usages async/);

  await page.getByRole('link', { name: /^All \d+ services$/ }).click();
  await page.getByRole('link', { name: 'ShippingService' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('ShippingService');

  await page.getByRole('link', { name: /shipping\.py$/ }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('orderdesk/services/shipping.py');

  const source = page.getByRole('region', { name: 'Source of orderdesk/services/shipping.py' });
  await source.getByLabel(/^Line \d+: Broken AsyncSession\.flush/).click();
  await expect(source.getByText('the coroutine is never awaited; session ← async with self.db.get_async_session()')).toBeVisible();
  await expect(source.getByLabel('Becomes: code').filter({ visible: true })).toContainText('await session.flush(');
});

test('the files behind a number of the headline add up to it', async ({ page }) => {
  await page.goto('/');
  const done = page.getByRole('heading', { level: 1 }).getByRole('link').first();
  const count = Number(await done.textContent());
  await done.click();
  await expect(page).toHaveURL(/state=async/);
  const cells = page.getByRole('table', { name: 'Files' }).getByRole('cell', { name: /^\d+ ?\/ ?\d+$/ });
  await expect(async () => {
    const counts = await cells.allTextContents();
    expect(counts.reduce((sum, text) => sum + Number.parseInt(text, 10), 0)).toBe(count);
  }).toPass({ timeout: 15_000 });
});

test('the whole board moves to another week, and a copied link shows the same', async ({ page, context }) => {
  await page.goto('/p/orderdesk');
  const headline = page.getByRole('heading', { level: 1 });
  const now = await headline.textContent();
  await page.getByLabel('Week shown').selectOption('2026-W39');
  await expect(page).toHaveURL(/week=2026-W39/);
  await expect(headline).not.toHaveText(now ?? '');
  const then = await headline.textContent();

  const copy = await context.newPage();
  await copy.goto(page.url());
  await expect(copy.getByRole('heading', { level: 1 })).toHaveText(then ?? '');
  await copy.close();

  await page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: 'Files' }).click();
  await expect(page).toHaveURL(/\/files\?week=2026-W39/);
  await page.goBack();
  await expect(headline).toHaveText(then ?? '');
});

test('a filter lives in the URL, and Back takes it away again', async ({ page }) => {
  await page.goto('/p/orderdesk/files');
  await expect(fileLink(page, 'orderdesk/services/stock.py')).toBeVisible();
  await page.getByRole('searchbox', { name: /filter/i }).fill('billing');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/q=billing/);
  await expect(fileLink(page, 'orderdesk/services/billing.py')).toBeVisible();
  await expect(fileLink(page, 'orderdesk/services/stock.py')).toHaveCount(0);
  await page.goBack();
  await expect(fileLink(page, 'orderdesk/services/stock.py')).toBeVisible();
});
