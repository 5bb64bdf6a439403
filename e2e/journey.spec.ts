/** A database from its first hour on, in the order in which things happen. What people write stays in it, so that it is one file. */
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { rmSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { buildExample } from '../example/build.mjs';
import { openDatabase, type Db } from '../lib/db/open';
import { beat, endRun, startRun } from '../lib/db/scan-runs';
import { fileLink } from './pages';
import { expect, expectAccessible, test } from './test';

const folder = join(process.env.E2E_FOLDER ?? '', 'empty');
const database = join(folder, 'awaited.db');
test.use({ baseURL: `http://127.0.0.1:${process.env.E2E_EMPTY_PORT}` });
test.describe.configure({ mode: 'serial' });

test('an empty board names the command that fills it, and is a board as soon as that ran', async ({ page }) => {
  await page.goto('/');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('No repository has been scanned yet');
  await expect(page.getByText('awaited path/to/repository')).toBeVisible();
  await expectAccessible(page);

  const repository = await buildExample(join(folder, 'orderdesk'));
  execFileSync(process.execPath, ['dist/cli.js', 'scan', repository, '--db', database], { stdio: 'pipe' });
  await page.reload();

  await expect(page).toHaveURL(/\/p\/orderdesk$/);
  await expect(page.getByRole('heading', { level: 1 })).toContainText('usages async');
});

test('a scan begun on the page fills the weeks while one looks on', async ({ page }) => {
  await page.goto('/p/orderdesk');
  await expect(page.getByText('There is no earlier week to compare with.')).toBeVisible();
  const scan = page.getByRole('button', { name: 'Scan now' });
  await expect(async () => {
    if (await scan.isVisible()) await scan.click();
    await expect(page.getByText('A scan is under way.')).toBeAttached({ timeout: 2_000 });
  }).toPass();
  await expect(page.getByRole('link', { name: 'Week before' })).toBeVisible({ timeout: 45_000 });
  await expect(scan).toBeVisible({ timeout: 45_000 });
  await expect(page.getByText('New code is compliant')).toBeVisible();
});

test('a board that is open keeps up with what is edited while somebody watches', async ({ page }) => {
  const repository = join(folder, 'orderdesk');
  const watch = spawn(process.execPath, ['dist/cli.js', 'watch', repository, '--db', database], { stdio: ['ignore', 'pipe', 'inherit'] });
  try {
    await once(watch.stdout, 'data');
    await page.goto('/p/orderdesk');
    const headline = page.getByRole('heading', { level: 1 });
    const before = (await headline.textContent()) ?? '';
    await page.evaluate(() => (document.body.dataset.made = 'once'));
    writeFileSync(join(repository, 'added_by_hand.py'), `from sqlalchemy.orm import Session\n\n\ndef add(db: Session):\n${'    db.commit()\n'.repeat(40)}`);
    await expect(headline).not.toHaveText(before, { timeout: 45_000 });
    expect(await page.evaluate(() => document.body.dataset.made)).toBe('once');
  } finally {
    rmSync(join(repository, 'added_by_hand.py'), { force: true });
    watch.kill('SIGTERM');
    await once(watch, 'exit');
  }
  // As it was, for whoever comes next.
  execFileSync(process.execPath, ['dist/cli.js', 'scan', repository, '--db', database], { stdio: 'pipe' });
});

test('a scan under way tells how far it is, and ends when it is told to', async ({ page }) => {
  await withDatabase(async (db) => {
    const run = await startRun(db, 1, 'history', process.pid, new Date());
    await beat(db, run, { weeks_done: 30, weeks_total: 120 }, new Date());
    await page.goto('/p/orderdesk');
    await expect(page.getByText('History 25 % · 30 of 120 weeks')).toBeVisible();
    await beat(db, run, { weeks_done: 60 }, new Date());
    await expect(page.getByText('History 50 % · 60 of 120 weeks')).toBeVisible();
    await expect(async () => {
      await page.getByRole('button', { name: 'Cancel' }).click({ timeout: 1_000 });
      await expect(page.getByRole('button', { name: 'Stopping …' })).toBeDisabled({ timeout: 3_000 });
    }).toPass();
    expect(await beat(db, run, {}, new Date())).toBe(false);
    await endRun(db, run);
    await expect(page.getByRole('button', { name: 'Scan now' })).toBeVisible();
  });
});

test('from the board over a service to a file, whose item stays ticked; then the week, the report and its export', async ({ page }) => {
  await page.goto('/p/orderdesk');
  await page.getByRole('link', { name: 'BillingService', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('BillingService');
  await page.getByRole('link', { name: 'billing.py' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('orderdesk/services/billing.py');

  const reviewed = page.getByRole('checkbox', { name: /^Reviewed/ });
  await expect(async () => {
    await reviewed.check({ timeout: 1_000 });
    await expect(page.getByText(/^Reviewed.+\d{4}$/)).toBeVisible({ timeout: 3_000 });
  }).toPass();
  await page.reload();
  await expect(reviewed).toBeChecked();

  await page.getByRole('link', { name: 'This week' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Week 2026-W47');
  await expect(page.getByRole('heading', { name: 'Converted' })).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Commits' })).toBeVisible();

  await page.getByRole('link', { name: 'Report' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Status of week 2026-W47');
  for (const [format, begin] of [['Markdown', /^# .*2026-W47/], ['HTML', /^<!doctype html>/i], ['CSV', /^\W*\w+,/], ['JSON', /^\{/]] as const) {
    const download = page.waitForEvent('download');
    await page.getByRole('link', { name: format, exact: true }).click();
    expect(await readFile(await (await download).path(), 'utf8')).toMatch(begin);
  }
});

test('who takes a file: saved, undone, and never over what somebody else wrote meanwhile', async ({ page, context }) => {
  await page.goto('/p/orderdesk/files?q=returns.py');
  await fileLink(page, 'orderdesk/services/returns.py').click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('orderdesk/services/returns.py');
  const colleague = await context.newPage();
  await colleague.goto(page.url());
  await colleague.getByLabel('Note').fill('the warehouse first');

  await page.getByLabel('Assignee').fill('Ada');
  await expect(async () => {
    await page.getByRole('button', { name: 'Save' }).click({ timeout: 1_000 });
    await expect(page.getByText('Saved.')).toBeVisible({ timeout: 3_000 });
  }).toPass();

  await colleague.getByRole('button', { name: 'Save' }).click();
  await expect(colleague.getByText(/changed this meanwhile: assignee Ada\. Save again to replace that with yours\.$/)).toBeVisible();
  await page.reload();
  await expect(page.getByLabel('Assignee')).toHaveValue('Ada');
  await expect(page.getByLabel('Note')).toHaveValue('');

  await colleague.getByRole('button', { name: 'Save' }).click();
  await expect(colleague.getByText('Saved.')).toBeVisible();
  await colleague.getByRole('button', { name: 'Undo' }).click();
  await expect(colleague.getByLabel('Assignee')).toHaveValue('Ada');
  await colleague.close();

  await page.goto('/p/orderdesk/files?assignee=Ada');
  await expect(fileLink(page, 'orderdesk/services/returns.py')).toBeVisible();
});

test('a flag on the time axis is added, shown, taken away and put back, and the audit knows', async ({ page }) => {
  await page.goto('/p/orderdesk/activity');
  await page.getByLabel('Day').fill('2026-10-05');
  await page.getByLabel('What happened').fill('The warehouse moved');
  await expect(async () => {
    await page.getByRole('button', { name: 'Add' }).click({ timeout: 1_000 });
    await expect(page.getByText('Added.')).toBeVisible({ timeout: 3_000 });
  }).toPass();
  const flag = page.getByRole('listitem').filter({ hasText: 'The warehouse moved' });
  await expect(flag).toContainText('2026-10-05');
  await page.getByRole('button', { name: 'Remove The warehouse moved' }).click();
  await expect(flag).toHaveCount(0);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(flag).toHaveCount(1);
  const audit = page.getByRole('table').filter({ has: page.getByRole('columnheader', { name: 'Who' }) });
  await expect(audit).toContainText('The warehouse moved');
  await expect(audit).toContainText('scan cancelled');

  await page.goto('/p/orderdesk');
  await expect(page.getByTitle('The warehouse moved')).toBeVisible();
});

/** The board's own database, as another process of this machine would write it. */
async function withDatabase(use: (db: Db) => Promise<void>): Promise<void> {
  const db = await openDatabase(database);
  try {
    await use(db);
  } finally {
    await db.destroy();
  }
}
