import { goToFile } from './pages';
import { expect, test } from './test';

test('Ctrl+K goes to a file by a part of its name', async ({ page }) => {
  await page.goto('/p/orderdesk');
  await page.getByRole('link', { name: /search/i }).focus();
  await expect(async () => {
    await page.keyboard.press('Control+k');
    await expect(page.getByPlaceholder('Go to a file or service')).toBeVisible({ timeout: 1_000 });
  }).toPass();
  await page.keyboard.type('ices/ret');
  await expect(page.getByRole('option', { name: /services\/returns\.py/ })).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('orderdesk/services/returns.py');
});

test('/ goes to the filter, and Tab reaches the content past the menu', async ({ page }) => {
  await page.goto('/p/orderdesk/files');
  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: 'Skip to content' })).toBeFocused();
  await expect(async () => {
    await page.keyboard.press('/');
    await expect(page.getByRole('searchbox', { name: /filter/i })).toBeFocused({ timeout: 1_000 });
  }).toPass();
});

test('n opens one usage after the other', async ({ page }) => {
  await goToFile(page, 'orderdesk/services/returns.py');
  const source = page.getByRole('region', { name: /^Source of/ });
  await expect(async () => {
    await page.keyboard.press('n');
    await expect(source.getByText('Becomes').filter({ visible: true }).first()).toBeVisible({ timeout: 1_000 });
  }).toPass();
});

test('the theme that was chosen stays', async ({ page }) => {
  await page.emulateMedia({ colorScheme: 'light' });
  await page.goto('/p/orderdesk');
  const background = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const light = await background();
  await expect(async () => {
    await page.getByRole('button', { name: 'Change between light and dark' }).click();
    expect(await background()).not.toBe(light);
  }).toPass();
  const dark = await background();
  await page.reload();
  expect(await background()).toBe(dark);
});

test('Escape and a click elsewhere close what "why" opened', async ({ page }) => {
  await page.goto('/p/orderdesk');
  const rule = page.getByText(/^At risk: nothing converted for/).first();
  for (const close of [() => page.keyboard.press('Escape'), () => page.getByRole('heading', { name: 'Usages by week' }).click()]) {
    await expect(async () => {
      if (!(await rule.isVisible())) await page.getByText('why', { exact: true }).click();
      await expect(rule).toBeVisible({ timeout: 1_000 });
      await close();
      await expect(rule).toBeHidden({ timeout: 1_000 });
    }).toPass();
  }
});
