import { cpSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './run.mjs';

/**
 * Bundles the commands into dist/: `dist/cli.js`, a chunk for what several commands share, and every `*.worker.ts`
 * beside it, where `new URL('./name.worker.js', import.meta.url)` finds it, as it finds the documents of packs. Packages
 * stay outside: they are installed.
 */
export async function buildCli() {
  const { build } = await import('esbuild');
  rmSync(join(ROOT, 'dist'), { recursive: true, force: true });
  await build({
    absWorkingDir: ROOT,
    entryPoints: [{ in: 'cli/main.ts', out: 'cli' }, ...workers().map((path) => ({ in: path, out: path.replace(/^.*\//, '').replace(/\.ts$/, '') }))],
    outdir: 'dist',
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20.19',
    packages: 'external',
    chunkNames: 'chunk-[hash]',
    sourcemap: true,
    sourcesContent: false,
    logLevel: 'warning',
  });
  for (const folder of ['documents', 'library']) cpSync(join(ROOT, 'scanner/packs', folder), join(ROOT, 'dist', folder), { recursive: true });
}

function workers() {
  return ['scanner', 'lib', 'cli'].flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
      .filter((path) => path.endsWith('.worker.ts'))
      .map((path) => `${folder}/${path.replaceAll('\\', '/')}`),
  );
}
