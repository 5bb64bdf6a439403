/** Fills in the weeks of the past, newest first, each from what changed since the week after it. */
import type { WeekCommit } from './calendar';
import { ProjectMemory } from './project-memory';
import type { Repository } from './git';
import { ObjectReader } from './git-objects';
import { HistoryTree } from './history-tree';
import { scan, type ScanProgress, type ScanSettings } from './scan';
import type { Snapshot } from './snapshot';
import type { WantedFiles } from './wanted';

/** Where the weeks go. A lineage is an id that a file keeps across renames. */
export interface WeekStore {
  /** Whether the week is stored as these rules see that commit. */
  has(week: WeekCommit): boolean;
  /** Lineages in a stored week, by path. */
  lineages(week: WeekCommit): Promise<ReadonlyMap<string, number>>;
  /** Stores a week; gives the lineages of its files, by path. */
  save(week: WeekCommit, snapshot: Snapshot, lineages: ReadonlyMap<string, number>): Promise<ReadonlyMap<string, number>>;
}

export interface Backfill {
  readonly repository: Repository;
  readonly settings: ScanSettings;
  /** A new one for each week: it collects what was left out. */
  readonly wanted: () => WantedFiles;
  /** Newest first, as `weeksOf` gives them. */
  readonly weeks: readonly WeekCommit[];
  /** Whether to end where older weeks have no usage any more. */
  readonly endsAtFirstUsage: boolean;
  /** Lineages of the newest state, by its paths. */
  readonly lineages: ReadonlyMap<string, number>;
  readonly store: WeekStore;
  /** Told how the scan of a week goes on. */
  readonly onScan?: (progress: ScanProgress) => void;
  /** Told after each week; false ends the run, what is stored stays. */
  readonly onWeek?: (done: number, total: number) => Promise<boolean>;
}

/** So many weeks without any usage in a row mean that the migration's subject was not there yet. */
const QUIET_WEEKS = 8;

/** Gives the number of weeks stored. Does nothing where every week is stored already. */
export async function backfill({ repository, settings, wanted, weeks, endsAtFirstUsage, lineages, store, onScan, onWeek }: Backfill): Promise<number> {
  const last = weeks.findLastIndex((week) => !store.has(week));
  const newest = weeks[0];
  if (last < 0 || !newest) return 0;
  const objects = new ObjectReader(repository);
  const memory = new ProjectMemory();
  const sizes = new Map<string, number>();
  let stored = 0;
  let emptyWeeks: { week: WeekCommit; snapshot: Snapshot }[] = [];
  try {
    const tree = await HistoryTree.at<number>(repository, objects, newest.commit);
    for (const [path, lineage] of lineages) tree.learn(path, lineage);
    let snapshot: Snapshot | null = null;
    let ahead = changesAhead(tree, weeks, 0);
    for (const [index, week] of weeks.slice(0, last + 1).entries()) {
      if (tree.commit !== week.commit) {
        tree.goTo(week.commit, await ahead);
        snapshot = null;
        ahead = changesAhead(tree, weeks, index);
      }
      if (store.has(week)) {
        for (const [path, lineage] of await store.lineages(week)) tree.learn(path, lineage);
        emptyWeeks = [];
      } else {
        snapshot ??= await scanTree(tree, settings, { wanted: wanted(), onScan }, sizes, memory);
        emptyWeeks.push({ week, snapshot });
        if (snapshot.files.length > 0 || !endsAtFirstUsage) {
          for (const entry of emptyWeeks) {
            const known = await store.save(entry.week, entry.snapshot, tree.lineages);
            for (const [path, lineage] of known) tree.learn(path, lineage);
            stored++;
          }
          emptyWeeks = [];
        }
      }
      if (emptyWeeks.length >= QUIET_WEEKS) break;
      if (onWeek && !(await onWeek(index + 1, weeks.length))) break;
    }
    await ahead.catch(() => {});
  } finally {
    await objects.close();
  }
  return stored;
}

/** Asks git for the next step while the present week is scanned. */
function changesAhead(tree: HistoryTree<number>, weeks: readonly WeekCommit[], index: number) {
  const next = weeks.slice(index).find((week) => week.commit !== tree.commit);
  const changes = tree.changesTo(next?.commit ?? tree.commit, tree.commit);
  changes.catch(() => {});
  return changes;
}

async function scanTree(
  tree: HistoryTree<number>,
  settings: ScanSettings,
  { wanted, onScan }: { readonly wanted: WantedFiles; readonly onScan: Backfill['onScan'] },
  sizes: Map<string, number>,
  memory: ProjectMemory,
): Promise<Snapshot> {
  const source = await tree.source(wanted.wanted, sizes);
  return scan(source, settings, { notes: wanted.notes(), onProgress: onScan }, memory);
}
