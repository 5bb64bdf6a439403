import { phaseFinder } from '../lib/config/phases';
import type { Db } from '../lib/db/open';
import { saveProject } from '../lib/db/projects';
import { saveSnapshot, type ScanToSave } from '../lib/db/save-scan';
import { beat, endRun, failRun, startRun } from '../lib/db/scan-runs';
import { exemptSnapshot } from '../lib/exemptions';
import { isBusy } from '../lib/db/sqlite-failures';
import { Failure } from '../lib/failure';
import { trackedBranch } from '../scanner/branch';
import type { ScanProgress } from '../scanner/scan';
import type { Snapshot } from '../scanner/snapshot';
import { renamesBetween } from '../scanner/tree-diff';
import { boardExemptions } from './board-exemptions';
import { sentenceOf } from './failures';
import { factsIn, settingsOf, type OpenProject } from './open-project';
import { ScanMemory } from './scan-memory';
import { ChangedMeanwhile, openState, readState, type OpenState, type ReadSnapshot } from './read-snapshot';

export interface ScannedProject {
  readonly id: number;
  readonly slug: string;
  readonly snapshot: Snapshot;
  readonly durationMs: number;
}

/**
 * Scans and stores the latest state. What was stored stays until the new state is whole.
 * @param memory handed from one scan of a project to the next
 */
export async function scanProject(
  db: Db,
  project: OpenProject,
  onProgress: (progress: ScanProgress) => void = () => {},
  memory = new ScanMemory({ isKept: false }),
): Promise<ScannedProject> {
  for (let attempt = 1; ; attempt++) {
    const state = await openState(project, memory.tree);
    try {
      return await scanState(db, project, state, onProgress, memory);
    } catch (error) {
      if (!(error instanceof ChangedMeanwhile) || attempt === MOST_ATTEMPTS) throw error;
    } finally {
      await state.source.close();
    }
  }
}

/** A checkout takes moments; a tree that changes all the time is not to be waited for. */
const MOST_ATTEMPTS = 3;

async function scanState(
  db: Db,
  project: OpenProject,
  state: OpenState,
  onProgress: (progress: ScanProgress) => void,
  memory: ScanMemory,
): Promise<ScannedProject> {
  const started = performance.now();
  const scannedAt = new Date();
  const stored = await storeProject(db, project, scannedAt);
  const run = await startRun(db, stored.id, 'scan', process.pid, scannedAt);
  const watch = progressWatch((progress) => beat(db, run, progress, new Date()));
  try {
    const hooks = {
      onProgress: (progress: ScanProgress) => {
        onProgress(progress);
        watch.see(progress);
      },
    };
    const read = await readState(state, settingsOf(project, factsIn(db)), hooks, memory.project);
    await watch.settle();
    const durationMs = performance.now() - started;
    const toSave: ScanToSave = {
      projectId: stored.id,
      week: null,
      snapshot: read.snapshot,
      base: read.base,
      tree: { paths: read.paths, renames: await renamesSince(db, stored.id, project, read, memory) },
      phaseOf: phaseFinder(project.config),
      ...(read.base !== null && { ownersOf: await memory.ownersAt(project.repository, read.base) }),
      scannedAt: scannedAt.toISOString(),
      durationMs,
    };
    await saveSnapshot(db, toSave, memory.stored);
    await endRun(db, run);
    return { ...stored, snapshot: exemptSnapshot(read.snapshot, (await boardExemptions(db, project)).of), durationMs };
  } catch (error) {
    await failRun(db, run, sentenceOf(error)).catch(() => {});
    throw error;
  }
}

/** The project's row, brought up to date with its configuration. */
export async function storeProject(db: Db, project: OpenProject, now: Date): Promise<{ id: number; slug: string }> {
  const { repository, config, pack } = project;
  const branch = await trackedBranch(repository, config.branch);
  return saveProject(
    db,
    {
      root: repository.root,
      name: repository.name,
      pack: pack.name,
      branch: branch?.name ?? config.branch ?? 'HEAD',
      config: JSON.stringify({ ...config, presentation: pack.presentation }),
    },
    now.toISOString(),
  );
}

/** New path → old path since the latest stored state: as git says between commits, by content for what is not committed. */
async function renamesSince(db: Db, projectId: number, project: OpenProject, { snapshot, base, paths }: ReadSnapshot, memory: ScanMemory): Promise<Map<string, string>> {
  const latest = await db.selectFrom('snapshot').select(['id', 'base_sha', 'scanned_at as scannedAt']).where('project_id', '=', projectId).where('week', 'is', null).executeTakeFirst();
  if (!latest) return new Map();
  const then = memory.stored.pathsOf(latest);
  // No path has come, so none was moved.
  if (then && latest.base_sha === base && then.size === paths.size && [...paths].every((path) => then.has(path))) return new Map();
  const renames = await renamesBetween(project.repository, latest.base_sha, base);
  const before = await db
    .selectFrom('snapshot_file')
    .innerJoin('verdict', 'verdict.id', 'snapshot_file.verdict_id')
    .select(['verdict.path', 'verdict.blob'])
    .where('snapshot_id', '=', latest.id)
    .execute();
  const known = new Set(before.map((row) => row.path));
  const gone = new Map(before.filter((row) => !paths.has(row.path)).map((row) => [row.blob, row.path]));
  for (const { path, blob } of snapshot.files) {
    const old = gone.get(blob);
    if (old !== undefined && !known.has(path) && !renames.has(path)) renames.set(path, old);
  }
  return renames;
}

/** Writes progress down a few times a second, one write at a time, and learns there that the run is to end. */
function progressWatch(write: (progress: { files_done: number; files_total: number; bytes_done: number; bytes_total: number }) => Promise<boolean>) {
  let writing: Promise<void> | null = null;
  let last = 0;
  let stop: unknown = null;
  return {
    see({ files, filesTotal, bytes, bytesTotal }: ScanProgress) {
      if (stop !== null) throw stop;
      const now = performance.now();
      if (writing || now - last < 250) return;
      last = now;
      writing = write({ files_done: files, files_total: filesTotal, bytes_done: bytes, bytes_total: bytesTotal })
        .then((goesOn) => {
          if (!goesOn) stop = new Failure('The scan was cancelled.');
        })
        .catch((error: unknown) => {
          // While others write for long, progress is not told; nothing depends on it.
          if (!isBusy(error)) stop = error;
        })
        .finally(() => (writing = null));
    },
    async settle() {
      await writing;
      if (stop !== null) throw stop;
    },
  };
}
