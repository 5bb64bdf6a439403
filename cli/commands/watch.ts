import { watch } from 'node:fs';
import { Command } from 'commander';
import { databaseFile } from '../../lib/db/location';
import { openDatabase } from '../../lib/db/open';
import { Failure } from '../../lib/failure';
import { wordsOf } from '../../lib/words';
import { ProjectMemory } from '../../scanner/project-memory';
import { sentenceOf } from '../failures';
import { openProjects } from '../open-project';
import { withProjectOptions, type ProjectOptions } from '../project-options';
import { progressBar } from '../progress-bar';
import { sendOnSchedule } from '../report-scheduler';
import { scanProject, type ScannedProject } from '../scan-project';
import { countKinds } from '../scan-summary';
import { doneOf, scopeOf } from '../../lib/migration';

/** Editors write in several steps; a scan waits until so long nothing happened. */
const CALM_MS = 150;

export function watchCommand(): Command {
  const command = new Command('watch')
    .description('Keep the board up to date while somebody edits the working tree.')
    .argument('<path>', 'git repository with a working tree');
  return withProjectOptions(command)
    .addHelpText('after', '\nExample:\n  awaited watch .\n')
    .action(async (path: string, options: ProjectOptions) => {
      const [project] = await openProjects(path, options);
      if (project === undefined || project.repository.isBare) throw new Failure(`${path} is bare and has no files to watch; use "awaited scan" after each push.`);
      const db = await openDatabase(options.db ?? databaseFile());
      const memories = new Map<string, ProjectMemory>();
      const bar = progressBar();
      const scanOnce = async () => {
        try {
          // Anew each time: the configuration may be what was edited.
          const projects = await openProjects(path, options);
          for (const one of projects) {
            const memory = memories.get(one.pack.name) ?? new ProjectMemory();
            memories.set(one.pack.name, memory);
            const scanned = await scanProject(db, one, bar.update, memory);
            bar.clear();
            process.stdout.write(`${projects.length > 1 ? `${one.config.migration}: ` : ''}${lineOf(scanned, wordsOf(one.pack.presentation.words).done)}`);
          }
        } catch (error) {
          bar.clear();
          process.stderr.write(`awaited: ${sentenceOf(error)}\n`);
        }
      };
      await scanOnce();
      const endSending = sendOnSchedule(options.db ?? databaseFile(), project.repository.root);
      const stop = whenCalm(project.repository.root, scanOnce);
      await new Promise<void>((resolve) => {
        for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => resolve());
      });
      await stop();
      await endSending();
      await db.destroy();
    });
}

function lineOf({ snapshot, durationMs }: ScannedProject, word: string): string {
  const { all } = countKinds(snapshot);
  return `${doneOf(all)} of ${scopeOf(all)} usages ${word} (${Math.round(durationMs)} ms)\n`;
}

/** Calls `action` after changes, one call at a time. Gives a function that stops and waits for the last call. */
export function whenCalm(folder: string, action: () => Promise<void>): () => Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> | null = null;
  let again = false;
  const run = () => {
    if (running) {
      again = true;
      return;
    }
    running = action().finally(() => {
      running = null;
      if (again) {
        again = false;
        run();
      }
    });
  };
  const watcher = watch(folder, { recursive: true }, (_, name) => {
    // What git itself writes, but for a commit or a checkout, is no change to the tree.
    if (name !== null && /^\.git[\\/](?!HEAD$|index$|refs[\\/])/.test(name)) return;
    clearTimeout(timer);
    timer = setTimeout(run, CALM_MS);
  });
  watcher.on('error', () => {});
  return async () => {
    clearTimeout(timer);
    watcher.close();
    await running;
  };
}
