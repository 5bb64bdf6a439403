import { spawn } from 'node:child_process';
import { offerScans } from '../lib/scan-starter';

/** Lets the board start scans: each is this very command in a process of its own, so that pages stay quick meanwhile. */
export function startScansFor(databaseFile: string): void {
  const [program = '', main = ''] = process.argv;
  const running = new Set<string>();
  const run = (command: string, root: string, pack: string) =>
    new Promise<void>((resolve) => {
      const child = spawn(program, [...process.execArgv, main, command, root, '--pack', pack, '--db', databaseFile], { stdio: 'ignore' });
      // A failure is in the database, where the board shows it.
      child.once('error', () => resolve());
      child.once('exit', () => resolve());
    });
  offerScans({
    start(root, pack) {
      const key = `${pack} ${root}`;
      if (running.has(key)) return;
      running.add(key);
      void run('scan', root, pack)
        .then(() => run('history', root, pack))
        .finally(() => running.delete(key));
    },
  });
}
