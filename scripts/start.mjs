// npm start -- [PATH] [options]: from a fresh clone to the board in one command. Uses nothing but Node and git
// until the packages are there. Without PATH it scans the example repository.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { ensureBuilt } from './ensure-built.mjs';
import { ensureInstalled, Unprepared } from './ensure-installed.mjs';
import { ROOT } from './run.mjs';

try {
  await ensureInstalled();
  await ensureBuilt();
  await runCli(await withPath(process.argv.slice(2)));
} catch (error) {
  if (!(error instanceof Unprepared)) throw error;
  console.error(`awaited: ${error.message}`);
  process.exitCode = 2;
}

async function withPath(args) {
  if (args[0] !== undefined && !args[0].startsWith('-')) return args;
  const { buildExample } = await import('../example/build.mjs');
  return [await buildExample(), ...args];
}

/** The command lives as long as the board is served: signals go on to it, its exit code becomes ours. */
function runCli(args) {
  return new Promise((resolve, reject) => {
    // npm runs us in the project's folder; a relative PATH is meant from where the user stands.
    const child = spawn(process.execPath, [join(ROOT, 'dist/cli.js'), ...args], { cwd: process.env.INIT_CWD ?? process.cwd(), stdio: 'inherit' });
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
    child.on('error', reject);
    child.on('exit', (code, signal) => {
      process.exitCode = code ?? (signal === 'SIGINT' || signal === 'SIGTERM' ? 0 : 1);
      resolve();
    });
  });
}
