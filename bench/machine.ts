import { cpus, loadavg, totalmem, type as systemName } from 'node:os';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { astGrepVersion } from './ast-grep';
import { runCommand } from './command';
import { VERSION } from '../cli/version';

/** One line on what the figures were measured with. */
export async function machineLine(): Promise<string> {
  const git = (await runCommand('git', ['--version'], {}, true)).stdout.trim().replace('git version ', 'git ');
  const load = loadavg()[0] ?? 0;
  return [
    `${cpus().length} cores (${cpus()[0]?.model.trim() ?? 'unknown'})`,
    `${Math.round(totalmem() / 2 ** 30)} GB`,
    systemName(),
    `load ${load.toFixed(1)}`,
    `Awaited ${VERSION}`,
    `Node ${process.versions.node}`,
    git,
    `ast-grep ${astGrepVersion()}`,
    `web-tree-sitter ${versionOf('web-tree-sitter')}`,
    `tree-sitter-python ${versionOf('tree-sitter-python')}`,
  ].join(' · ');
}

function versionOf(name: string): string {
  let folder = dirname(createRequire(import.meta.url).resolve(name === 'tree-sitter-python' ? `${name}/tree-sitter-python.wasm` : name));
  for (;;) {
    try {
      return (JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { version: string }).version;
    } catch {
      if (folder === dirname(folder)) return 'unknown';
      folder = dirname(folder);
    }
  }
}
