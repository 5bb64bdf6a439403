import { phaseFinder } from '../lib/config/phases';
import type { Db } from '../lib/db/open';
import { saveSnapshot } from '../lib/db/save-scan';
import { beat, endRun, failRun, startRun, type ScanRun } from '../lib/db/scan-runs';
import { StoredState } from '../lib/db/stored-state';
import { currentLineages, dropWeeksBefore, latestBase, lineagesOf, noteRuleChange, storedWeeks } from '../lib/db/weeks';
import { Failure } from '../lib/failure';
import { weekOf } from '../lib/weeks';
import { backfill, type WeekStore } from '../scanner/backfill';
import { trackedBranch } from '../scanner/branch';
import { firstParents, weeksAgo, weeksOf } from '../scanner/calendar';
import { rulesDigest } from '../scanner/rules';
import { renamesBetween } from '../scanner/tree-diff';
import { sentenceOf } from './failures';
import { FACTS_KEPT_DAYS, factsIn, pruneFacts, settingsOf, wantedIn, type OpenProject } from './open-project';
import { OwnersHistory } from './owners';
import { storeProject } from './scan-project';
import { VERSION } from './version';

export interface HistoryOptions {
  /** ISO date in the first week wanted. */
  readonly since?: string;
  readonly weeks?: number;
  readonly now?: Date;
  /** Told which step of a week begins. */
  readonly onStep?: (step: 'extract' | 'link' | 'store') => void;
  /** Told after each week; false ends the run, what is stored stays. */
  readonly onWeek?: (done: number, total: number) => boolean;
}

export interface FilledHistory {
  readonly stored: number;
  /** First and last week of the plan; null where nothing is committed. */
  readonly from: string | null;
  readonly to: string | null;
  /** In a shallow clone: the date before which history is missing. */
  readonly missingBefore: string | null;
}

/** Without a plan and without being told, history goes back this far. */
const DEFAULT_WEEKS = 104;

export async function fillHistory(db: Db, project: OpenProject, options: HistoryOptions = {}): Promise<FilledHistory> {
  const now = options.now ?? new Date();
  const { repository, config } = project;
  const branch = await trackedBranch(repository, config.branch);
  if (!branch) throw new Failure(`${repository.root} has no commits yet; there is no history to fill in.`);
  const commits = await firstParents(repository, branch.commit);
  const weeks = weeksOf(commits, now, sinceWeek(options, config.start, now));
  const { id } = await storeProject(db, project, now);
  const first = weeksOf(commits, now, null).at(-1)?.week;
  if (first !== undefined && !repository.isShallow) await dropWeeksBefore(db, id, first);
  const store = await weekStore(db, project, id, { commits: commits.map((entry) => entry.commit), onSave: () => options.onStep?.('store') });
  const renames = await renamesBetween(repository, await latestBase(db, id), branch.commit);
  const current = await currentLineages(db, id);
  try {
    const stored = await backfill({
      repository,
      settings: settingsOf(project, factsIn(db)),
      wanted: () => wantedIn(project),
      weeks,
      endsAtFirstUsage: options.since === undefined && options.weeks === undefined && config.start === null,
      lineages: asOfBranch(current, renames),
      store,
      onScan: ({ phase }) => options.onStep?.(phase),
      onWeek: async (done, total) => {
        const goesOn = options.onWeek?.(done, total) ?? true;
        return (await store.beat(done, total)) && goesOn;
      },
    });
    if (stored > 0) await pruneFacts(db, FACTS_KEPT_DAYS, now);
    await store.end();
    return {
      stored,
      from: weeks.at(-1)?.week ?? null,
      to: weeks[0]?.week ?? null,
      missingBefore: repository.isShallow ? new Date(commits[0]?.time ?? 0).toISOString().slice(0, 10) : null,
    };
  } catch (error) {
    // The database may be what failed.
    await store.fail(sentenceOf(error)).catch(() => {});
    throw error;
  }
}

function sinceWeek({ since, weeks }: HistoryOptions, start: string | null, now: Date): string {
  if (since !== undefined) return weekOf(since);
  if (weeks !== undefined) return weeksAgo(now, weeks);
  return start === null ? weeksAgo(now, DEFAULT_WEEKS) : weekOf(start);
}

/** The lineages that the latest state knows, under the paths they have on the branch. */
function asOfBranch(current: ReadonlyMap<string, number>, renames: ReadonlyMap<string, string>): Map<string, number> {
  const lineages = new Map(current);
  for (const [path, before] of renames) {
    const id = current.get(before);
    if (id === undefined) continue;
    lineages.delete(before);
    lineages.set(path, id);
  }
  return lineages;
}

type RunningStore = WeekStore & {
  beat(done: number, total: number): Promise<boolean>;
  end(): Promise<void>;
  fail(message: string): Promise<void>;
};

/** Writes nothing until there is a week to write, so that a rerun changes no byte. */
async function weekStore(db: Db, project: OpenProject, projectId: number, { commits, onSave }: { commits: readonly string[]; onSave: () => void }): Promise<RunningStore> {
  const rules = rulesDigest(settingsOf(project, factsIn(db)));
  const weeks = await storedWeeks(db, projectId);
  const outdated = [...weeks.values()].find((week) => week.rules !== rules);
  const phaseOf = phaseFinder(project.config);
  const state = new StoredState();
  let run: ScanRun | null = null;
  let owners: Promise<OwnersHistory> | null = null;
  return {
    has: ({ week, commit }) => weeks.get(week)?.commit === commit && weeks.get(week)?.rules === rules && weeks.get(week)?.isWhole === true,
    lineages: ({ week }) => lineagesOf(db, projectId, week),
    async save({ week, commit }, snapshot, fileIds) {
      onSave();
      const now = new Date();
      if (run === null) {
        run = await startRun(db, projectId, 'history', process.pid, now);
        if (outdated) await noteRuleChange(db, projectId, { before: outdated, rules, toolVersion: VERSION }, now.toISOString());
      }
      const ownersOf = await (await (owners ??= OwnersHistory.of(project.repository, commits))).at(commit);
      const saved = await saveSnapshot(db, { projectId, week, snapshot, fileIds, phaseOf, ownersOf, scannedAt: now.toISOString(), durationMs: 0 }, state);
      weeks.set(week, { commit, rules, toolVersion: VERSION, isWhole: true });
      return saved.fileIds;
    },
    beat: async (done, total) => run === null || beat(db, run, { weeks_done: done, weeks_total: total }, new Date()),
    end: async () => {
      if (run) await endRun(db, run);
    },
    fail: async (message) => {
      if (run) await failRun(db, run, message);
    },
  };
}
