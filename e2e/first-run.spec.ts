import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { buildExample } from '../example/build.mjs';
import { expect, expectAccessible, test } from './test';

const folder = join(process.env.E2E_FOLDER ?? '', 'empty');
test.use({ baseURL: `http://127.0.0.1:${process.env.E2E_EMPTY_PORT}` });

test('an empty board names the command that fills it, and is a board as soon as that ran', async ({ page }) => {
  await page.goto('/');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('No repository has been scanned yet');
  await expect(page.getByText('awaited path/to/repository')).toBeVisible();
  await expectAccessible(page);

  const repository = await buildExample(join(folder, 'orderdesk'));
  execFileSync(process.execPath, ['dist/cli.js', 'scan', repository, '--db', join(folder, 'awaited.db')], { stdio: 'pipe' });
  await page.reload();

  await expect(page).toHaveURL(/\/p\/orderdesk$/);
  await expect(page.getByRole('heading', { level: 1 })).toContainText('usages async');
});
