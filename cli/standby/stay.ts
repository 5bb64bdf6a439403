import { startGitElsewhere } from '../git-runner';
import { checkProjects } from '../check-all';
import { openProjects, settingsOf, withStores } from '../open-project';
import type { ProjectOptions } from '../project-options';
import { ChangedMeanwhile, openState, readState } from '../read-snapshot';
import { answerCheck } from './answer-check';
import { Memories } from './memories';
import { MOST_RESIDENT_MB } from './most-memory';
import { placeOf } from './place';
import { Standby } from './stand-by';
import { subjectsOf } from './subjects';

export interface StayOptions extends ProjectOptions {
  readonly db: string;
  /** What the check compared with that left it behind: the next one mostly does, too. */
  readonly base?: string;
  /** So long without a question is the end. */
  readonly minutes: number;
}

const LOOK_MS = 1000;

/** Answers the checks of a repository until nobody asked for long, another process took over, or what it is about is gone. */
export async function stay(path: string, options: StayOptions): Promise<void> {
  const projects = await openProjects(path, options);
  const [project] = projects;
  const place = project === undefined ? null : placeOf(options.db, project.repository.root, 'make', options);
  if (project === undefined || place === null) return;
  const { root } = project.repository;
  const subjects = subjectsOf(root, options.db);
  const memories = new Memories();
  let idleMs = options.minutes * 60_000;
  let asked = performance.now();
  let isOver = false;
  const standby = new Standby(place, 'stay', async (question, isGone) => {
    if (question.stayMinutes !== undefined && question.stayMinutes > 0) idleMs = question.stayMinutes * 60_000;
    const checks = await answerCheck(root, memories, question, isGone).finally(() => (asked = performance.now()));
    if (checks === null) memories.inTurn(() => warmUp(path, options, memories)).catch(() => (isOver = true));
    return checks;
  });
  if (!standby.announce()) return;
  const endRunner = startGitElsewhere();
  try {
    await memories.inTurn(() => warmUp(path, options, memories));
    // The first answer takes longer than the next ones: nobody waits for this one.
    await memories.inTurn(() => checkProjects(projects, { ...options, failOn: 'error' }, memories)).catch(() => {});
    if (!standby.isFound) return;
    await standby.open();
    asked = performance.now();
    const hasReason = () => !isOver && standby.isFound && subjectsOf(root, options.db) === subjects && performance.now() - asked < idleMs && process.memoryUsage.rss() < MOST_RESIDENT_MB * 1_048_576;
    await whileTrue(hasReason);
  } finally {
    await standby.close();
    endRunner();
  }
}

/** Reads the state of each migration whose configuration is not the one in memory. */
async function warmUp(path: string, options: ProjectOptions, memories: Memories): Promise<void> {
  const projects = await openProjects(path, options);
  memories.keepOnly(projects);
  for (const project of projects) {
    if (memories.isWarm(project)) continue;
    const state = await openState(project);
    try {
      await withStores(project, options, (facts) => readState(state, { ...settingsOf(project, facts), withUnits: false }, {}, memories.of(project).project));
    } catch (error) {
      // What was read is known by its content; each question looks at the tree anew.
      if (!(error instanceof ChangedMeanwhile)) throw error;
    } finally {
      await state.source.close();
    }
    memories.warmed(project);
  }
}

function whileTrue(isSo: () => boolean): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      clearInterval(timer);
      resolve();
    };
    const timer = setInterval(() => {
      if (!isSo()) end();
    }, LOOK_MS);
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, end);
  });
}
