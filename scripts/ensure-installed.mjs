import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { npm, ROOT } from './run.mjs';

/** The oldest Node that `engines` in package.json names. */
const OLDEST_NODE = [20, 19];

/** A condition that the user has to change; the message is one sentence. */
export class Unprepared extends Error {}

/**
 * Makes node_modules match the lock file, running `npm ci` only when it does not.
 * Messages go to stderr: stdout belongs to whatever runs next.
 */
export async function ensureInstalled() {
  checkNode();
  checkGit();
  if (!matchesLockFile()) {
    console.error('awaited: installing packages (the first time takes a minute or two) …');
    const code = await npm(['ci', '--no-audit', '--no-fund', '--loglevel=error'], { quiet: true });
    if (code !== 0) throw new Unprepared('npm ci failed, see above: check the network connection, or run "npm ci" yourself.');
  }
  if (!sqliteLoads()) {
    console.error('awaited: building the SQLite driver …');
    await npm(['rebuild', 'sqlite3'], { quiet: true });
    if (!sqliteLoads()) {
      throw new Unprepared('The SQLite driver could not be built: without a prebuilt one for this platform it needs python3, make and a C++ compiler.');
    }
  }
}

function checkNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const [oldestMajor = 0, oldestMinor = 0] = OLDEST_NODE;
  if (major < oldestMajor || (major === oldestMajor && minor < oldestMinor)) {
    throw new Unprepared(`Awaited needs Node ${OLDEST_NODE.join('.')} or newer and this is ${process.versions.node}: install a newer one from https://nodejs.org.`);
  }
}

function checkGit() {
  try {
    execFileSync('git', ['--version'], { stdio: 'ignore' });
  } catch {
    throw new Unprepared('Awaited reads repositories with git, and there is no git on the PATH: install it from https://git-scm.com.');
  }
}

/** npm keeps a copy of the lock file's entries in node_modules: every entry that any platform needs must be there, at its version. */
function matchesLockFile() {
  const wanted = readPackages(join(ROOT, 'package-lock.json'));
  const present = readPackages(join(ROOT, 'node_modules', '.package-lock.json'));
  if (!wanted || !present) return false;
  return Object.entries(wanted).every(([path, entry]) => {
    if (path === '' || entry.optional || entry.devOptional || entry.peer || entry.link) return true;
    return present[path]?.version === entry.version;
  });
}

function readPackages(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8')).packages;
  } catch {
    return undefined;
  }
}

/** Asked of the addon itself, since npm leaves the package in place when its build failed. */
function sqliteLoads() {
  try {
    createRequire(join(ROOT, 'package.json'))('sqlite3');
    return true;
  } catch {
    return false;
  }
}
