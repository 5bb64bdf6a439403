// npm test [-- SECTION …]: everything that must hold, section by section. The last line is the sum.
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureInstalled, Unprepared } from './ensure-installed.mjs';
import { ROOT, run, tool } from './run.mjs';

/** @typedef {{ passed: number, failed: number, skipped: number }} Count */

const SECTIONS = {
  types: { title: 'Type check', run: checkTypes },
  lint: { title: 'Lint', run: () => oneCheck(tool('eslint/bin/eslint.js', ['.', '--cache', '--cache-location', 'node_modules/.cache/eslint/'])) },
  imports: { title: 'Import rules', run: checkImports },
  unit: { title: 'Unit tests', run: () => vitest('unit') },
  scenarios: { title: 'Scenarios', run: () => vitest('scenarios') },
  build: { title: 'Build', run: build },
  faults: { title: 'Killed, starved and locked out', run: faults },
  docs: { title: 'Documents are current', run: () => oneCheck(run(process.execPath, ['scripts/check-docs.mjs'])) },
  e2e: { title: 'End to end, in a browser', run: endToEnd },
  pack: { title: 'The package, installed into an empty folder', run: () => oneCheck(run(process.execPath, ['scripts/test-pack.mjs'])) },
};

/** Colours are for terminals: a log should be readable as it is. */
const plain = process.stdout.isTTY ? process.env : { ...process.env, FORCE_COLOR: '0' };

const scratch = mkdtempSync(join(tmpdir(), 'awaited-test-'));
/** @type {Count} */
const total = { passed: 0, failed: 0, skipped: 0 };
const failures = [];
try {
  await ensureInstalled();
  for (const name of chosen(process.argv.slice(2))) await runSection(name);
} catch (error) {
  if (!(error instanceof Unprepared)) throw error;
  console.error(`awaited: ${error.message}`);
  total.failed += 1;
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
if (failures.length > 0) console.log(`\nFailed: ${failures.join(', ')}`);
console.log(`\n${total.passed} passed, ${total.failed} failed${total.skipped > 0 ? `, ${total.skipped} skipped` : ''}`);
process.exitCode = total.failed === 0 ? 0 : 1;

function chosen(names) {
  const unknown = names.find((name) => !Object.hasOwn(SECTIONS, name));
  if (unknown) throw new Unprepared(`There is no section "${unknown}": choose from ${Object.keys(SECTIONS).join(', ')}.`);
  return names.length > 0 ? names : Object.keys(SECTIONS);
}

async function runSection(name) {
  const { title, run: runIt } = SECTIONS[name];
  console.log(`\n── ${title} ${'─'.repeat(Math.max(4, 76 - title.length))}\n`);
  const started = Date.now();
  const count = await runIt();
  for (const key of Object.keys(total)) total[key] += count[key];
  if (count.failed > 0) failures.push(title);
  const seconds = ((Date.now() - started) / 1000).toFixed(1);
  console.log(`${count.failed > 0 ? '✕' : '✓'} ${title}: ${count.passed} passed, ${count.failed} failed, ${count.skipped} skipped in ${seconds} s`);
}

/** @returns {Promise<Count>} */
async function oneCheck(exitCode) {
  const failed = (await exitCode) === 0 ? 0 : 1;
  return { passed: 1 - failed, failed, skipped: 0 };
}

/** Next writes the types of its routes and of style sheets before anything can be checked. */
async function checkTypes() {
  const generated = await tool('next/dist/bin/next', ['typegen'], { quiet: true });
  return oneCheck(generated === 0 ? tool('typescript/bin/tsc', ['--project', '.', '--noEmit']) : generated);
}

function checkImports() {
  const folders = ['app', 'components', 'cli', 'lib', 'scanner', 'e2e', 'example', 'scripts'].filter((folder) => existsSync(join(ROOT, folder)));
  return oneCheck(tool('dependency-cruiser/bin/dependency-cruise.mjs', [...folders, '--config', '.dependency-cruiser.mjs', '--output-type', 'err-long']));
}

async function build() {
  const { ensureBuilt } = await import('./ensure-built.mjs');
  return oneCheck(ensureBuilt().then(() => 0, (error) => (console.error(error.message), 1)));
}

/** Kills what was built. */
async function faults() {
  const built = await build();
  return built.failed > 0 ? built : vitest('faults');
}

async function vitest(project) {
  const file = join(scratch, `${project}.json`);
  const code = await tool('vitest/vitest.mjs', ['run', '--project', project, '--reporter=default', '--reporter=json', `--outputFile.json=${file}`], { env: plain });
  const report = readJson(file);
  if (!report) return { passed: 0, failed: 1, skipped: 0 };
  const { numPassedTests: passed, numFailedTests: failed, numPendingTests: pending, numTodoTests: todo } = report;
  for (const test of report.testResults.flatMap((result) => result.assertionResults)) {
    if (test.status === 'pending') console.log(`skipped: ${test.fullName}`);
  }
  // A file that does not load has no failed test, and vitest says so by its exit code alone.
  return { passed, failed: failed === 0 && code !== 0 ? 1 : failed, skipped: pending + todo };
}

async function endToEnd() {
  const { findChromium } = await import('./find-chromium.mjs');
  const chromium = await findChromium();
  if (!chromium) {
    console.log('No Chromium was found and none could be installed: install Chromium or Chrome, or name one in CHROMIUM_PATH.');
    return { passed: 0, failed: 1, skipped: 0 };
  }
  const file = join(scratch, 'e2e.json');
  const env = { ...plain, CHROMIUM_PATH: chromium, PLAYWRIGHT_JSON_OUTPUT_FILE: file };
  const code = await tool('@playwright/test/cli.js', ['test', '--reporter=list,json'], { env });
  const stats = readJson(file)?.stats;
  if (!stats) return { passed: 0, failed: 1, skipped: 0 };
  const failed = stats.unexpected + stats.flaky;
  return { passed: stats.expected, failed: failed === 0 && code !== 0 ? 1 : failed, skipped: stats.skipped };
}

function readJson(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}
