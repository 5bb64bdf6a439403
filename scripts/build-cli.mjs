import { cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';
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
  await readPacks(build);
}

/** The documents of packs as they are after reading, so that no command spends time on YAML. */
async function readPacks(build) {
  const reader = join(ROOT, 'dist', 'read-pack.mjs');
  await build({ absWorkingDir: ROOT, entryPoints: ['scanner/packs/read-pack.ts'], outfile: reader, bundle: true, format: 'esm', platform: 'node', target: 'node20.19', packages: 'external', logLevel: 'warning' });
  const { readPackDocument } = await import(pathToFileURL(reader).href);
  rmSync(reader);
  for (const name of readdirSync(join(ROOT, 'scanner/packs/documents')).filter((file) => file.endsWith('.yaml'))) {
    const document = readPackDocument(readFileSync(join(ROOT, 'scanner/packs/documents', name), 'utf8'), name);
    writeFileSync(join(ROOT, 'dist/documents', `${basename(name, '.yaml')}.json`), JSON.stringify(document));
    rmSync(join(ROOT, 'dist/documents', name));
  }
}

function workers() {
  return ['scanner', 'lib', 'cli'].flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
      .filter((path) => path.endsWith('.worker.ts'))
      .map((path) => `${folder}/${path.replaceAll('\\', '/')}`),
  );
}
