import { links } from '../lib/links';
import { expect, type Locator, type Page } from '@playwright/test';

const latest = { project: 'orderdesk', week: null };

/** Every page of the board, under the name that tests show. */
export const PAGES: Record<string, string> = {
  board: links.board(latest),
  'board in an earlier week': links.board({ project: 'orderdesk', week: '2026-W40' }),
  files: links.files(latest),
  'files in columns': `${links.files(latest)}?view=columns`,
  'files as a map': `${links.files(latest)}?view=map`,
  'files, none found': links.files(latest, { q: 'nowhere' }),
  services: links.services(latest),
  service: links.service(latest, 'BillingService'),
  phases: links.phases(latest),
  phase: links.phase(latest, 'Core services'),
  next: links.next(latest),
  hazards: links.hazards(latest),
  'this week': links.week(latest),
  'weeks as a table': links.weeks(latest),
  report: links.report(latest),
  search: links.search(latest, 'stock'),
  activity: links.activity(latest),
  'data quality': links.quality(latest),
};

/** The link to a file. Lists show folder and name apart, which counts as a space between them. */
export function fileLink(page: Page, path: string): Locator {
  const cut = path.lastIndexOf('/') + 1;
  return page.getByRole('link', { name: new RegExp(`^${escaped(path.slice(0, cut))} ?${escaped(path.slice(cut))}$`) });
}

/** The file page of a path, by way of the list. */
export async function goToFile(page: Page, path: string): Promise<void> {
  await page.goto(links.files(latest, { q: path }));
  await fileLink(page, path).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(path);
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
