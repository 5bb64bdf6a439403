import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { runCommand } from './command';
import type { Spent } from './row';

const FOLDER = dirname(dirname(createRequire(import.meta.url).resolve('@ast-grep/cli/package.json')));

/** Searches a folder for calls of `execute`: one rule, all cores, nothing kept. */
export function searchWithAstGrep(folder: string, threads = 0): Promise<Spent> {
  return runCommand(binary(), ['run', '--pattern', '$S.execute($$$)', '--lang', 'python', '--json=stream', '--threads', String(threads), '.'], { cwd: folder, mayFindNothing: true });
}

export function astGrepVersion(): string {
  const { version } = JSON.parse(readFileSync(join(FOLDER, 'cli/package.json'), 'utf8')) as { version: string };
  return version;
}

/** The program itself: the script around it would cost the start of another Node. */
function binary(): string {
  const platform = readdirSync(FOLDER).find((name) => name.startsWith('cli-'));
  if (platform === undefined) throw new Error('@ast-grep/cli has no program for this platform; run npm ci.');
  return join(FOLDER, platform, process.platform === 'win32' ? 'ast-grep.exe' : 'ast-grep');
}
