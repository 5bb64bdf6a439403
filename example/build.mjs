import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { homedir, platform } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The last commit of the example, the same on every machine: patches, authors, dates and committers are all fixed. */
export const EXAMPLE_HEAD = 'eb3ce0b1a8bcec3c47f07e4459e7d36576168b1a';

const HISTORY = fileURLToPath(new URL('history/', import.meta.url));

/** git as it is without the user's settings, templates and hooks, which could change what a commit is made of. */
const ENVIRONMENT = {
  GIT_CONFIG_GLOBAL: process.platform === 'win32' ? 'NUL' : '/dev/null',
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_CONFIG_COUNT: '4',
  GIT_CONFIG_KEY_0: 'core.autocrlf',
  GIT_CONFIG_VALUE_0: 'false',
  GIT_CONFIG_KEY_1: 'core.hooksPath',
  GIT_CONFIG_VALUE_1: join(HISTORY, 'no-hooks'),
  GIT_CONFIG_KEY_2: 'gc.auto',
  GIT_CONFIG_VALUE_2: '0',
  GIT_CONFIG_KEY_3: 'commit.gpgSign',
  GIT_CONFIG_VALUE_3: 'false',
  GIT_COMMITTER_NAME: 'Orderdesk',
  GIT_COMMITTER_EMAIL: 'team@orderdesk.example',
};

/**
 * Builds the example repository, an order desk in the middle of its move to async sessions, from the patches in
 * history/, and resolves to its path. What is already there and whole is used as it is.
 * @param {string} [path] where to build; without it, beside the user's database
 */
export async function buildExample(path = join(dataFolder(), 'awaited', 'example', 'orderdesk')) {
  if (existsSync(path) && headOf(path) === EXAMPLE_HEAD) return path;
  mkdirSync(dirname(path), { recursive: true });
  const draft = mkdtempSync(join(dirname(path), `.${basename(path)}-`));
  try {
    git(draft, ['init', '--quiet', '--template=', '--object-format=sha1']);
    git(draft, ['symbolic-ref', 'HEAD', 'refs/heads/main']);
    const patches = readdirSync(HISTORY).filter((name) => name.endsWith('.patch')).sort();
    git(draft, ['am', '--quiet', '--keep', '--committer-date-is-author-date', ...patches.map((name) => join(HISTORY, name))]);
    rmSync(path, { recursive: true, force: true });
    renameSync(draft, path);
    return path;
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
}

function headOf(path) {
  try {
    return git(path, ['rev-parse', 'HEAD']).trim();
  } catch {
    return undefined;
  }
}

function git(folder, args) {
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('GIT_')));
  return execFileSync('git', ['-C', folder, ...args], { encoding: 'utf8', env: { ...env, ...ENVIRONMENT }, stdio: ['ignore', 'pipe', 'pipe'] });
}

/** The folder that lib/db/location.ts keeps the database in; written again because this runs before anything is built. */
function dataFolder() {
  if (process.env.XDG_DATA_HOME) return process.env.XDG_DATA_HOME;
  if (platform() === 'darwin') return join(homedir(), 'Library', 'Application Support');
  if (platform() === 'win32') return process.env.LOCALAPPDATA || join(homedir(), 'AppData', 'Local');
  return join(homedir(), '.local', 'share');
}
