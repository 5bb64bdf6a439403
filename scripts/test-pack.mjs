// npm run test:pack: the package as a stranger gets it. Packs it, installs the tarball into an empty folder outside
// this repository, without dev dependencies and with its install scripts, runs its `awaited` on the example
// repository, and asks the board it serves for a page and for all that the page needs.
import { execFileSync, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildExample } from '../example/build.mjs';
import { npm, ROOT } from './run.mjs';

const folder = mkdtempSync(join(tmpdir(), 'awaited-pack-'));
try {
  const tarball = await pack();
  await install(tarball);
  const board = await start(await buildExample(join(folder, 'data', 'orderdesk')));
  try {
    await visit(board.url);
  } catch (error) {
    console.log(board.said());
    throw error;
  } finally {
    board.stop();
  }
  console.log('The package installs, scans and serves.');
} finally {
  rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
}

async function pack() {
  await must(npm(['pack', '--silent', '--pack-destination', folder], { quiet: true }), 'npm pack failed');
  const [name = ''] = readdirSync(folder).filter((file) => file.endsWith('.tgz'));
  const listing = execFileSync('tar', ['-tzf', join(folder, name)], { encoding: 'utf8' }).split('\n');
  const stray = listing.filter((path) => /\.test\.|\.next\/(cache|dev)|node_modules\/|\.tsbuildinfo$|^package\/(app|e2e|scanner|scripts)\//.test(path));
  if (stray.length > 0) throw new Error(`These files do not belong into the package: ${stray.slice(0, 5).join(', ')}`);
  const { size } = statSync(join(folder, name));
  console.log(`${name}: ${(size / 1e6).toFixed(1)} MB, ${listing.length} files`);
  return join(folder, name);
}

async function install(tarball) {
  const started = Date.now();
  mkdirSync(join(folder, 'app'));
  writeFileSync(join(folder, 'app', 'package.json'), '{ "private": true }\n');
  await must(npm(['install', '--omit=dev', '--no-audit', '--no-fund', '--loglevel=error', tarball], { cwd: join(folder, 'app'), quiet: true }), 'npm install of the tarball failed');
  console.log(`installed in ${((Date.now() - started) / 1000).toFixed(0)} s`);
}

/** Runs the installed command and waits for the address, which is the last line it prints. */
function start(repository) {
  const env = { ...process.env, XDG_DATA_HOME: join(folder, 'data'), NODE_ENV: 'production' };
  delete env.NODE_PATH;
  const command = join(folder, 'app', 'node_modules', '.bin', 'awaited');
  const child = spawn(command, [repository], { cwd: join(folder, 'app'), env, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  child.stderr.on('data', (chunk) => (output += chunk));
  return new Promise((resolve, reject) => {
    child.stdout.on('data', (chunk) => {
      output += chunk;
      const url = /^\s*(http:\/\/\S+)\s*$/m.exec(output)?.[1];
      if (url) resolve({ url, said: () => output, stop: () => child.kill('SIGTERM') });
    });
    child.on('error', reject);
    child.on('exit', (code) => reject(new Error(`awaited ended with code ${code} before it served:\n${output}`)));
  });
}

async function visit(url) {
  const page = await must200(url);
  if (!/orderdesk/i.test(page)) throw new Error(`The board at ${url} does not name the project.`);
  const assets = [...new Set([...page.matchAll(/(?:src|href)="(\/_next\/static\/[^"]+)"/g)].map(([, path = '']) => path))];
  if (!assets.some((path) => path.includes('.css')) || !assets.some((path) => path.includes('.js'))) throw new Error('The board has no styles or no scripts.');
  await Promise.all(assets.map((path) => must200(new URL(path, url))));
  const files = await must200(`${url}/files?q=services/orders.py`);
  const [, file = ''] = /href="(\/p\/[^"]+\/files\/\d+)"/.exec(files) ?? [];
  const source = await must200(new URL(file, url));
  if (!source.includes('UnknownProduct')) throw new Error(`${file} does not show the source.`);
  console.log(`${url}: the board, a file, and ${assets.length} assets are there`);
}

async function must200(url) {
  const response = await fetch(url);
  if (response.status !== 200) throw new Error(`${url} answered ${response.status}`);
  return response.text();
}

async function must(exitCode, message) {
  if ((await exitCode) !== 0) throw new Error(`${message}; run it in ${ROOT} to see more.`);
}
