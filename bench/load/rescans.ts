import { spawn } from 'node:child_process';
import { once } from 'node:events';

/** Scans a repository into the database over and over until it is told to stop; gives how many scans ended well and how many did not. */
export function rescan(cli: string, repository: string, database: string): { stop(): Promise<{ done: number; failed: number }> } {
  let isStopped = false;
  const counts = { done: 0, failed: 0 };
  const running = (async () => {
    while (!isStopped) {
      const child = spawn(process.execPath, [cli, 'scan', repository, '--rev', counts.done % 2 === 0 ? 'main' : 'main~1', '--db', database], { stdio: 'ignore' });
      const [code] = (await once(child, 'exit')) as [number | null];
      if (code === 0) counts.done++;
      else counts.failed++;
    }
  })();
  return {
    async stop() {
      isStopped = true;
      await running;
      return counts;
    },
  };
}
