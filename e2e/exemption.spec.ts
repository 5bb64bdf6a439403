import { goToFile } from './pages';
import { expect, test } from './test';

// A file that no other week than the last ones has, so that tests of earlier weeks see nothing of this one.
const FILE = 'orderdesk/services/returns.py';

test('one usage is exempt with a reason, counts no more, and comes back by undo', async ({ page }) => {
  await goToFile(page, FILE);
  const figures = page.getByRole('main').getByText(/^\d+ % · \d+ of \d+$/);
  const before = (await figures.textContent()) ?? '';
  const scope = Number(/\d+$/.exec(before)?.[0]);

  const source = page.getByRole('region', { name: `Source of ${FILE}` });
  const line = source.getByLabel(/^Line \d+: Sync Session\.delete/).first();
  const number = /Line (\d+)/.exec((await line.getAttribute('aria-label')) ?? '')?.[1] ?? '';
  const place = source.getByRole('group').filter({ has: page.getByLabel(new RegExp(`^Line ${number}:`)) });
  await line.click();
  await expect(async () => {
    await place.getByText('Exempt this usage').click();
    await place.getByRole('textbox', { name: 'Reason' }).fill('the warehouse counts it anew each night', { timeout: 1_000 });
  }).toPass();
  await place.getByRole('button', { name: 'Exempt' }).click();
  await expect(figures).toHaveText(new RegExp(` of ${scope - 1}$`));
  await expect(source.getByLabel(new RegExp(`^Line ${number}: Exempt Session\\.delete`))).toBeVisible();
  await expect(place.getByText(/^exempt: the warehouse counts it anew each night, .+, \d{4}-\d\d-\d\d, on the board; /)).toBeVisible();

  await page.reload();
  await expect(figures).toHaveText(new RegExp(` of ${scope - 1}$`));
  await source.getByLabel(new RegExp(`^Line ${number}: Exempt`)).click();
  await expect(async () => {
    await place.getByRole('button', { name: 'Take the exemption of this usage back' }).click({ timeout: 1_000 });
    await expect(figures).toHaveText(before, { timeout: 3_000 });
  }).toPass();
});
