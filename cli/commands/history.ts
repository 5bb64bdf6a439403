import { Command } from 'commander';
import { databaseFile } from '../../lib/db/location';
import { openDatabase } from '../../lib/db/open';
import { Failure } from '../../lib/failure';
import { startGitElsewhere } from '../git-runner';
import { fillHistory, type FilledHistory } from '../fill-history';
import { openProjects } from '../open-project';
import { withProjectOptions, type ProjectOptions } from '../project-options';

export function historyCommand(): Command {
  const command = new Command('history')
    .description('Fill in a snapshot for every week of the past, newest first; a rerun does what is missing.')
    .argument('<path>', 'git repository')
    .option('--since <date>', 'first week, as a date such as 2025-11-17 (default: the plan’s start, else the first usage)', dateOf)
    .option('--weeks <number>', 'so many weeks back from now', countOf)
    .option('--json', 'print what was done as JSON')
    .option('--quiet', 'print nothing');
  return withProjectOptions(command)
    .addHelpText('after', '\nExample:\n  awaited history . --weeks 26\n')
    .action(async (path: string, options: ProjectOptions & { since?: string; weeks?: number; json?: boolean; quiet?: boolean }) => {
      const endRunner = startGitElsewhere();
      const projects = await openProjects(path, options);
      const db = await openDatabase(options.db ?? databaseFile());
      const shows = process.stderr.isTTY && !options.quiet;
      let isStopped = false;
      for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => (isStopped = true));
      try {
        const all: FilledHistory[] = [];
        for (const project of projects) {
          const started = performance.now();
          const filled = await fillHistory(db, project, {
            ...options,
            onWeek: (done, total) => {
              if (shows) process.stderr.write(`\r\x1b[K${weekLine(done, total, (performance.now() - started) / 1000)}`);
              return !isStopped;
            },
          });
          all.push(filled);
          if (shows) process.stderr.write('\r\x1b[K');
          if (!options.quiet && !options.json) process.stdout.write(`${projects.length > 1 ? `${project.config.migration}: ` : ''}${textOf(filled)}`);
          if (isStopped) break;
        }
        if (!options.quiet && options.json) process.stdout.write(`${JSON.stringify(all.length === 1 ? all[0] : all, null, 2)}\n`);
      } finally {
        endRunner();
        await db.destroy();
      }
    });
}

function weekLine(done: number, total: number, seconds: number): string {
  const left = Math.ceil((seconds / done) * (total - done));
  return `Week ${done} of at most ${total}  ${left} s left`;
}

function textOf({ stored, from, to, missingBefore }: FilledHistory): string {
  const lines = [stored === 0 ? `Nothing to do: the weeks from ${from} to ${to} are filled in.` : `Filled in ${stored} weeks up to ${to}.`];
  if (missingBefore) lines.push(`History before ${missingBefore} is missing: this is a shallow clone; "git fetch --unshallow" brings it.`);
  return `${lines.join('\n')}\n`;
}

function dateOf(text: string): string {
  if (!/^\d{4}-\d\d-\d\d$/.test(text) || Number.isNaN(Date.parse(text))) throw new Failure(`${text} is not a date; write it as 2025-11-17.`);
  return text;
}

function countOf(text: string): number {
  const count = Number(text);
  if (!/^\d+$/.test(text) || count < 1 || count > 2000) throw new Failure(`${text} is not a number of weeks; name one from 1 to 2000.`);
  return count;
}
