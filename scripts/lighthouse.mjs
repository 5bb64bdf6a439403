// npm run lighthouse -- ADDRESS: what Lighthouse says of the pages of a project, e.g. of http://127.0.0.1:4310/p/orderdesk.
// Lighthouse comes from npm on demand (two hundred packages that nothing else needs); the browser is the one of the tests.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findChromium } from './find-chromium.mjs';
import { npm } from './run.mjs';

const VERSION = '12.8.2';
const PAGES = ['', '/files', '/report', '/next'];
const CATEGORIES = ['performance', 'accessibility', 'best-practices', 'seo'];
const TIMES = { 'first-contentful-paint': 'FCP', 'largest-contentful-paint': 'LCP', 'total-blocking-time': 'TBT', 'cumulative-layout-shift': 'CLS' };

const [address] = process.argv.slice(2);
if (!URL.canParse(address ?? '')) {
  console.error('lighthouse: name the address of a project on a board that runs, such as http://127.0.0.1:4310/p/orderdesk');
  process.exit(2);
}
const folder = mkdtempSync(join(tmpdir(), 'awaited-lighthouse-'));
try {
  for (const form of ['mobile', 'desktop']) for (const page of PAGES) console.log(form.padEnd(8), (page || '/').padEnd(9), lineOf(await reportOf(address.replace(/\/$/, '') + page, form)));
} finally {
  rmSync(folder, { recursive: true, force: true });
}

async function reportOf(url, form) {
  const output = join(folder, 'report.json');
  const flags = '--headless=new --no-sandbox --disable-quic --disable-background-networking --disable-component-update --disable-sync';
  const options = ['--output=json', `--output-path=${output}`, '--quiet', `--chrome-flags=${flags}`, ...(form === 'desktop' ? ['--preset=desktop'] : [])];
  const code = await npm(['exec', '--yes', `--package=lighthouse@${VERSION}`, '--', 'lighthouse', url, ...options], { env: { ...process.env, CHROME_PATH: await findChromium() }, quiet: true });
  if (code !== 0) process.exit(code);
  return JSON.parse(readFileSync(output, 'utf8'));
}

function lineOf({ categories, audits }) {
  const scores = CATEGORIES.map((name) => `${name} ${Math.round(100 * (categories[name]?.score ?? 0))}`);
  const times = Object.entries(TIMES).map(([audit, name]) => `${name} ${audits[audit]?.displayValue}`);
  const failed = CATEGORIES.slice(1).flatMap((name) => categories[name]?.auditRefs ?? []).filter(({ id, weight }) => weight > 0 && audits[id]?.score === 0);
  return [...scores, ...times, ...failed.map(({ id }) => `(${id})`)].join('  ');
}
