// npm run bench:load: builds what is served if it is stale, bundles the benchmark, then measures.
import { spawn } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { build } from 'esbuild';
import { ensureBuilt } from '../scripts/ensure-built.mjs';

const ROOT = resolve(import.meta.dirname, '..');
const BUNDLE = join(ROOT, 'node_modules/.cache/bench-load');

await ensureBuilt();
rmSync(BUNDLE, { recursive: true, force: true });
await build({ absWorkingDir: ROOT, entryPoints: { main: 'bench/load/main.ts' }, outdir: BUNDLE, bundle: true, format: 'esm', platform: 'node', target: 'node20.19', packages: 'external', logLevel: 'warning' });

const child = spawn(process.execPath, [join(BUNDLE, 'main.js'), ...process.argv.slice(2)], { stdio: 'inherit' });
child.on('exit', (code) => (process.exitCode = code ?? 2));
