import { watch } from 'node:fs';
import { join, resolve } from 'node:path';
import { Command } from 'commander';
import { databaseFile } from '../../lib/db/location';
import { openDatabase } from '../../lib/db/open';
import { Failure } from '../../lib/failure';
import { wordsOf } from '../../lib/words';
import { startGitElsewhere } from '../git-runner';
import { sentenceOf } from '../failures';
import { openProjects } from '../open-project';
import { withProjectOptions, type ProjectOptions } from '../project-options';
import { progressBar } from '../progress-bar';
import { sendOnSchedule } from '../report-scheduler';
import { scanProject, type ScannedProject } from '../scan-project';
import { countKinds } from '../scan-summary';
import { answerCheck } from '../standby/answer-check';
import { Memories } from '../standby/memories';
import { placeOf } from '../standby/place';
import { Standby } from '../standby/stand-by';
import { WatchSign } from '../watch-sign';
import { doneOf, scopeOf } from '../../lib/migration';

/** Editors write in several steps, a few milliseconds apart; a scan waits until so long nothing happened, and one that came too early is followed by another. */
const CALM_MS = 60;

export function watchCommand(): Command {
  const command = new Command('watch')
    .description('Keep the board up to date while somebody edits the working tree.')
    .argument('<path>', 'git repository with a working tree');
  return withProjectOptions(command)
    .addHelpText('after', '\nWhile it runs, "awaited check" on the same repository and database is answered from its memory.\n\nExample:\n  awaited watch .\n')
    .action(async (path: string, options: ProjectOptions) => {
      const [project] = await openProjects(path, options);
      if (project === undefined || project.repository.isBare) throw new Failure(`${path} is bare and has no files to watch; use "awaited scan" after each push.`);
      const db = await openDatabase(options.db ?? databaseFile());
      const { root } = project.repository;
      const endRunner = startGitElsewhere();
      const memories = new Memories();
      const bar = progressBar();
      const sign = new WatchSign(db);
      const scanNow = async () => {
        try {
          // Anew each time: the configuration may be what was edited.
          const projects = await openProjects(path, options);
          memories.keepOnly(projects);
          for (const one of projects) {
            const scanned = await scanProject(db, one, bar.update, memories.of(one));
            memories.warmed(one);
            await sign.show(scanned.id);
            bar.clear();
            process.stdout.write(`${projects.length > 1 ? `${one.config.migration}: ` : ''}${lineOf(scanned, wordsOf(one.pack.presentation.words).done)}`);
          }
        } catch (error) {
          bar.clear();
          process.stderr.write(`awaited: ${sentenceOf(error)}\n`);
        }
      };
      const place = placeOf(options.db ?? databaseFile(), root, 'make', options);
      const standby = place === null ? null : new Standby(place, 'watch', (question, isGone) => answerCheck(root, memories, question, isGone));
      const scanOnce = async () => {
        await memories.inTurn(scanNow);
        // Where checks cannot ask here they find all by themselves.
        await standby?.open().catch(() => {});
      };
      // What is edited during the first scan is scanned after it. A database in the tree is no code.
      const stop = whenCalm(root, scanOnce, resolve(options.db ?? databaseFile()));
      await scanOnce();
      const endSending = sendOnSchedule(options.db ?? databaseFile(), root);
      await new Promise<void>((resolve) => {
        for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => resolve());
      });
      // The scan that is under way would open it again.
      await stop();
      await standby?.close();
      await endSending();
      endRunner();
      await sign.end();
      await db.destroy();
    });
}

function lineOf({ snapshot, durationMs }: ScannedProject, word: string): string {
  const { all } = countKinds(snapshot);
  return `${doneOf(all)} of ${scopeOf(all)} usages ${word} (${Math.round(durationMs)} ms)\n`;
}

/**
 * Calls `action` after changes, one call at a time. Gives a function that stops and waits for the last call.
 * @param own a file whose changes, and those of files that are called after it, do not count
 */
export function whenCalm(folder: string, action: () => Promise<void>, own?: string): () => Promise<void> {
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
    if (name !== null && !isChange(folder, name, own)) return;
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

/** What git itself writes, but for a commit or a checkout, is no change to the tree; nor is what Awaited writes. */
export function isChange(folder: string, name: string, own?: string): boolean {
  return !/^\.git[\\/](?!HEAD$|index$|refs[\\/])/.test(name) && (own === undefined || !join(folder, name).startsWith(own));
}
