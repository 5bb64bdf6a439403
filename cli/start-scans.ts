import { openDatabase } from '../lib/db/open';
import { noteFailedRun } from '../lib/db/scan-runs';
import { logLine } from '../lib/escape';
import { offerScans } from '../lib/scan-starter';
import { runInBackground } from './background-command';

/** Lets the board start scans: each is this very command in a process of its own, so that pages stay quick meanwhile. */
export function startScansFor(databaseFile: string): void {
  const running = new Set<string>();
  const run = async (kind: 'scan' | 'history', root: string, pack: string): Promise<boolean> => {
    const { pid, problem } = await runInBackground([kind, root, '--pack', pack, '--db', databaseFile]).ended;
    if (problem === null) return true;
    process.stderr.write(`awaited: ${kind === 'scan' ? 'The scan' : 'Reading the history'} of ${logLine(root)} failed: ${problem}\n`);
    // It may have failed before it came to the database, where the board would show it.
    const db = await openDatabase(databaseFile);
    await noteFailedRun(db, { root, pack }, { kind, pid }, problem, new Date()).finally(() => db.destroy());
    return false;
  };
  offerScans({
    start(root, pack) {
      const key = `${pack} ${root}`;
      if (running.has(key)) return;
      running.add(key);
      void run('scan', root, pack)
        .then((isDone) => isDone && run('history', root, pack))
        // The database cannot be written, and the pages say so themselves.
        .catch(() => {})
        .finally(() => running.delete(key));
    },
  });
}
