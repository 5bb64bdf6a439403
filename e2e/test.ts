/** `test` as every file here uses it: a page that complains on the console or asks for what is not there fails its test. */
import AxeBuilder from '@axe-core/playwright';
import { expect, test as base, type Page } from '@playwright/test';

export { expect };

export const test = base.extend<{ silence: undefined }>({
  silence: [
    async ({ page }, use) => {
      const complaints: string[] = [];
      const complain = (url: string, text: string) => {
        if (!isExpected(page, url)) complaints.push(text);
      };
      page.on('console', (message) => {
        if (message.type() === 'error' || message.type() === 'warning') complain(message.location().url, `${message.type()} on the console: ${message.text()}`);
      });
      page.on('pageerror', (error) => complaints.push(`uncaught: ${error.message}`));
      page.on('response', (response) => {
        if (response.status() >= 400) complain(response.url(), `${response.status()} for ${response.url()}`);
      });
      page.on('requestfailed', (request) => {
        // Going to another page ends what the one before was still asking for.
        if (request.failure()?.errorText !== 'net::ERR_ABORTED') complaints.push(`failed request: ${request.url()}`);
      });
      page.on('request', (request) => {
        if (/^https?:/.test(request.url()) && new URL(request.url()).hostname !== '127.0.0.1') complaints.push(`request to another host: ${request.url()}`);
      });
      await use(undefined);
      expect(complaints).toEqual([]);
    },
    { auto: true },
  ],
});

const expected = new WeakMap<Page, string>();

/** For tests of a page that does not exist: the browser reports its answer as an error. */
export function expectMissing(page: Page, path: string): void {
  expected.set(page, path);
}

function isExpected(page: Page, url: string): boolean {
  return URL.canParse(url) && new URL(url).pathname === expected.get(page);
}

/** No violation of WCAG 2.2 A and AA, as far as axe can see. */
export async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']).analyze();
  const found = violations.map(({ id, help, nodes }) => ({ id, help, places: nodes.filter((node) => !(id === 'target-size' && isSourceLine(node.html))) }));
  expect(found.filter(({ places }) => places.length > 0).map(({ id, help, places }) => `${id}: ${help}: ${places.slice(0, 3).map((node) => node.target.join(' ')).join(' | ')}`)).toEqual([]);
}

/** A line of source is as high as the lines around it, which WCAG 2.5.8 allows (Inline); keys n and p reach it as well. */
function isSourceLine(html: string): boolean {
  return /^<summary id="L\d+"/.test(html);
}
