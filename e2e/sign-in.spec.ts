import { test as plain, type Page } from '@playwright/test';
import { cookieOf, GUARDED, PASSWORD } from './guarded';
import { expect, expectAccessible, test } from './test';

test.use({ baseURL: GUARDED });

async function signIn(page: Page, name: string, password = PASSWORD): Promise<void> {
  await page.getByLabel('Name').fill(name);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
}

async function becomes(page: Page, name: string): Promise<void> {
  const [cookie = '', secret = ''] = (await cookieOf(name))?.split('=') ?? [];
  await page.context().addCookies([{ name: cookie, value: secret, url: GUARDED }]);
}

// A page without scripts asks for none of those it names, which our own `test` takes for a failure.
for (const [how, it, javaScriptEnabled] of [['with scripts', test, true], ['without scripts', plain, false]] as const) {
  it.describe(how, () => {
    it.use({ baseURL: GUARDED, javaScriptEnabled });

    it('a link leads through the sign-in to where it goes, and the menu out again', async ({ page }) => {
      await page.goto('/p/orderdesk/files?q=stock');
      await expect(page.getByRole('heading', { level: 1 })).toHaveText('Sign in to Awaited');
      await signIn(page, 'editor', 'not the password');
      await expect(page.getByText('This name and this password do not belong together.')).toBeVisible();
      await signIn(page, 'editor');
      await expect(page).toHaveURL(/\/p\/orderdesk\/files\?q=stock$/);

      await page.getByLabel('Signed in as editor').click();
      await expect(page.getByRole('link', { name: 'Account' })).toBeVisible();
      await page.getByRole('button', { name: 'Sign out' }).click();
      await expect(page.getByText('You are signed out.')).toBeVisible();
      await page.goto('/p/orderdesk');
      await expect(page).toHaveURL(/\/sign-in\?to=/);
    });

    it('a wrong present password changes nothing', async ({ page }) => {
      await becomes(page, 'viewer');
      await page.goto('/account');
      await page.getByLabel('Present').fill('not the password');
      await page.getByLabel('New').fill('five words in a row');
      await page.getByRole('button', { name: 'Change', exact: true }).click();
      await expect(page.getByText('That is not your present password; nothing was changed.')).toBeVisible();
    });
  });
}

test('nobody is led to another site', async ({ page }) => {
  await page.goto('/sign-in?to=//evil.example/&said=%3Cb%3E');
  await signIn(page, 'viewer');
  await expect(page).toHaveURL(`${GUARDED}/`);
});

test('a viewer finds what would change something turned off', async ({ page }) => {
  await becomes(page, 'viewer');
  await page.goto('/p/orderdesk/files?q=services/returns');
  await page.getByRole('link', { name: /returns\.py/ }).click();
  await expect(page.getByLabel('Assignee')).toBeDisabled();
  await page.goto('/p/orderdesk/activity');
  await expect(page.getByRole('button', { name: 'Add' })).toBeDisabled();
});

test('an admin sees users, what they may, and tokens', async ({ page }) => {
  await becomes(page, 'admin');
  await page.goto('/account');
  await expect(page.getByRole('table').first()).toContainText('viewer');
  await page.getByLabel('Role of viewer', { exact: true }).selectOption('viewer');
  await page.getByRole('button', { name: 'Change the role of viewer' }).click();
  await expect(page.getByText('The role is changed, from the next request on.')).toBeVisible();
  await expect(page.getByText('There are no tokens')).toBeVisible();
  await expect(page.getByRole('region', { name: 'Audit' })).toContainText('user added');
});

for (const path of ['/sign-in', '/account']) {
  test(`${path}: for everybody, on every screen`, async ({ page }) => {
    if (path === '/account') await becomes(page, 'admin');
    await page.goto(path);
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await expectAccessible(page);
    }
    for (const width of [1440, 1024, 390]) {
      await page.setViewportSize({ width, height: 900 });
      expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth), `pixels cut off at ${width} px`).toBe(0);
    }
  });
}
