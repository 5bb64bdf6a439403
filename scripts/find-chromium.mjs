import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { run, tool } from './run.mjs';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'chrome', 'microsoft-edge'];
const PLACES = ['/Applications/Google Chrome.app/Contents/MacOS/Google Chrome', '/Applications/Chromium.app/Contents/MacOS/Chromium'];

/**
 * Path of a Chromium that starts: CHROMIUM_PATH, the system's, Playwright's own; else one is installed.
 * @returns {Promise<string | undefined>} undefined where none could be had
 */
export async function findChromium() {
  const found = await present();
  if (found) return found;
  console.log('No Chromium here: installing one …');
  await tool('@playwright/test/cli.js', ['install', 'chromium-headless-shell'], { quiet: true }).catch(() => 1);
  const installed = await present();
  if (installed || !isRootOnDebian()) return installed;
  await run('apt-get', ['update', '-qq'], { quiet: true }).catch(() => 1);
  await run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium'], { quiet: true }).catch(() => 1);
  return present();
}

async function present() {
  return [process.env.CHROMIUM_PATH, ...onPath(), ...PLACES, ...(await playwrights())].find((path) => path && starts(path));
}

function onPath() {
  return NAMES.flatMap((name) => (process.env.PATH ?? '').split(delimiter).map((folder) => join(folder, name)));
}

async function playwrights() {
  const { chromium } = await import('@playwright/test');
  return [chromium.executablePath(), chromium.executablePath().replace(/chromium-(\d+).*$/, 'chromium_headless_shell-$1/chrome-headless-shell-linux64/chrome-headless-shell')];
}

/** A browser whose system libraries are missing is there and does not start. */
function starts(path) {
  if (!existsSync(path)) return false;
  try {
    execFileSync(path, ['--version'], { stdio: 'ignore', timeout: 30_000 });
    return true;
  } catch {
    return false;
  }
}

function isRootOnDebian() {
  if (process.getuid?.() !== 0) return false;
  try {
    return /^ID(_LIKE)?=.*\b(debian|ubuntu)\b/m.test(readFileSync('/etc/os-release', 'utf8'));
  } catch {
    return false;
  }
}
