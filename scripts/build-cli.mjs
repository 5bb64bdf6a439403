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
  await bringPacks(join(ROOT, 'dist'));
}

/**
 * Puts the packs beside a bundle: their documents as they are after reading, so that no command spends time on YAML.
 * @param {string} folder that the bundle lies in
 */
export async function bringPacks(folder) {
  const { build } = await import('esbuild');
  for (const part of ['documents', 'library']) cpSync(join(ROOT, 'scanner/packs', part), join(folder, part), { recursive: true });
  const reader = join(folder, 'read-pack.mjs');
  await build({ absWorkingDir: ROOT, entryPoints: ['scanner/packs/read-pack.ts'], outfile: reader, bundle: true, format: 'esm', platform: 'node', target: 'node20.19', packages: 'external', logLevel: 'warning' });
  const { readPackDocument } = await import(pathToFileURL(reader).href);
  rmSync(reader);
  for (const name of readdirSync(join(ROOT, 'scanner/packs/documents')).filter((file) => file.endsWith('.yaml'))) {
    const document = readPackDocument(readFileSync(join(ROOT, 'scanner/packs/documents', name), 'utf8'), name);
    writeFileSync(join(folder, 'documents', `${basename(name, '.yaml')}.json`), JSON.stringify(document));
    rmSync(join(folder, 'documents', name));
  }
}

function workers() {
  return ['scanner', 'lib', 'cli'].flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
      .filter((path) => path.endsWith('.worker.ts'))
      .map((path) => `${folder}/${path.replaceAll('\\', '/')}`),
  );
}
