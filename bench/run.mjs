// npm run bench [-- PART …] [--quick] [--json]: bundles what is measured as the package is bundled, then measures.
import { spawn } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { build } from 'esbuild';
import { bringPacks } from '../scripts/build-cli.mjs';

const ROOT = resolve(import.meta.dirname, '..');
/** Below the package, so that its dependencies and its corpus are found from there as from the source. */
const BUNDLE = join(ROOT, 'node_modules/.cache/bench');

rmSync(BUNDLE, { recursive: true, force: true });
await build({
  absWorkingDir: ROOT,
  entryPoints: {
    main: 'bench/main.ts',
    cli: 'cli/main.ts',
    'scan.child': 'bench/children/scan.child.ts',
    'rescan.child': 'bench/children/rescan.child.ts',
    'history.child': 'bench/children/history.child.ts',
    'extract.worker': 'scanner/extract.worker.ts',
    'git.worker': 'cli/git.worker.ts',
  },
  outdir: BUNDLE,
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20.19',
  packages: 'external',
  sourcemap: true,
  logLevel: 'warning',
});
await bringPacks(BUNDLE);

const child = spawn(process.execPath, ['--enable-source-maps', join(BUNDLE, 'main.js'), ...process.argv.slice(2)], { stdio: 'inherit' });
child.on('exit', (code) => (process.exitCode = code ?? 2));
