import type { ChildProcess } from 'node:child_process';
import { resolve } from 'node:path';
import { Command } from 'commander';
import { databaseFile } from '../../lib/db/location';
import { openDatabase } from '../../lib/db/open';
import { wordsOf } from '../../lib/words';
import { runInBackground } from '../background-command';
import { serveBoard } from '../board-server';
import { openProjects } from '../open-project';
import { withProjectOptions, type ProjectOptions } from '../project-options';
import { progressBar } from '../progress-bar';
import { sendOnSchedule } from '../report-scheduler';
import { scanProject } from '../scan-project';
import { summaryOf } from '../scan-summary';
import { placeOf, untilStopped, withPlaceOptions, type PlaceOptions } from './serve';

export function openCommand(): Command {
  const command = new Command('open')
    .description('Scan a repository and serve its board; "awaited PATH" does the same.')
    .argument('<path>', 'git repository')
    .option('--rev <revision>', 'commit, branch or tag (default: the working tree)')
    .option('--no-history', 'do not fill in the weeks of the past in the background');
  return withPlaceOptions(withProjectOptions(command))
    .addHelpText('after', '\nExample:\n  awaited ~/code/shop\n')
    .action(async (path: string, options: ProjectOptions & PlaceOptions & { history: boolean }) => {
      const projects = await openProjects(path, options);
      const file = resolve(options.db ?? databaseFile());
      const db = await openDatabase(file);
      const bar = progressBar();
      try {
        const slugs: string[] = [];
        for (const project of projects) {
          const { slug, snapshot, durationMs } = await scanProject(db, project, bar.update);
          bar.clear();
          slugs.push(slug);
          process.stdout.write(`${projects.length > 1 ? `${project.config.migration}\n` : ''}${summaryOf(project.repository.name, snapshot, durationMs, wordsOf(project.pack.presentation.words))}\n`);
        }
        const server = await serveBoard(file, placeOf(options));
        const history = options.history ? fillHistory(path, file, options) : null;
        process.stdout.write(`${server.url}${slugs.length === 1 ? `/p/${slugs[0]}` : '/'}\n`);
        const endSending = sendOnSchedule(file);
        await untilStopped(server);
        await endSending();
        history?.kill();
      } finally {
        bar.clear();
        await db.destroy();
      }
    });
}

/** In a process of its own, so that the pages stay fast; whatever it does not get done, the next start goes on with. */
function fillHistory(path: string, file: string, { config, pack }: ProjectOptions): ChildProcess {
  const chosen = [...(config === undefined ? [] : ['--config', config]), ...(pack === undefined ? [] : ['--pack', pack])];
  const { child, ended } = runInBackground(['history', path, '--db', file, '--quiet', ...chosen]);
  process.once('exit', () => child.kill());
  void ended.then(({ problem }) => {
    if (problem !== null && !child.killed) process.stderr.write(`awaited: Reading the history failed: ${problem}\n`);
  });
  return child;
}
