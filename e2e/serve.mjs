// node e2e/serve.mjs seeded|empty|guarded PORT FOLDER: a board for the browser tests, by the built command. `seeded` holds
// the example repository and its history, really scanned; `empty` holds nothing yet; `guarded` asks for sign-in, and holds
// a repository that means ill beside the example.
import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildExample } from '../example/build.mjs';
import { buildHostile } from '../example/hostile.mjs';
import { ROOT } from '../scripts/run.mjs';

const [database, port, folder] = process.argv.slice(2);
const home = join(folder, database);
rmSync(home, { recursive: true, force: true });
mkdirSync(home, { recursive: true });
const file = join(home, 'awaited.db');
if (database === 'seeded') {
  const repository = await buildExample(join(home, 'orderdesk'));
  for (const command of ['history', 'scan']) {
    const { status } = awaited([command, repository, '--db', file]);
    if (status !== 0) process.exit(status ?? 1);
  }
}
if (database === 'guarded') {
  writeFileSync(join(home, 'secret.txt'), 'outside-canary\n');
  for (const repository of [await buildExample(join(home, 'orderdesk')), buildHostile(join(home, 'hostile'))]) awaited(['scan', repository, '--db', file]);
  for (const role of ['viewer', 'editor', 'admin', 'leaver', 'fuzzer']) {
    awaited(['users', 'add', role, '--role', { leaver: 'viewer', fuzzer: 'admin' }[role] ?? role, '--password-stdin', '--db', file], 'four words in a row\n');
  }
}

const server = spawn(process.execPath, [join(ROOT, 'dist/cli.js'), 'serve', '--db', file, '--port', port], { stdio: 'inherit' });
server.on('exit', (code) => {
  rmSync(home, { recursive: true, force: true });
  process.exit(code ?? 0);
});
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => server.kill(signal));

function awaited(args, input = '') {
  return spawnSync(process.execPath, [join(ROOT, 'dist/cli.js'), ...args], { input, stdio: ['pipe', 'ignore', 'inherit'] });
}
