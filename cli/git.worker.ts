/** The process of a `GitRunner`: starts git as it is told, and ends with whoever tells it. */
import { runGitHere } from '../scanner/git';
import type { RunnerAnswer, RunnerTask } from './git-runner';

process.on('message', ({ id, call }: RunnerTask) => {
  void runGitHere(call)
    .catch(() => null)
    .then((result) => process.send?.({ id, result } satisfies RunnerAnswer));
});
process.on('disconnect', () => process.exit());
// Ctrl-C reaches all processes of a terminal, and the one that is served may have work to finish.
for (const signal of ['SIGINT', 'SIGHUP'] as const) process.on(signal, () => {});
process.send?.('ready');
