import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { trackedBranch } from '../../scanner/branch';
import { firstParents, weeksAgo, weeksOf } from '../../scanner/calendar';
import { openRepository, runGit, type Repository } from '../../scanner/git';
import { treeEntries } from '../../scanner/revision-source';
import { searchWithAstGrep } from '../ast-grep';
import type { Bench } from '../bench';
import { runChild, runCommand } from '../command';
import { median, sideBySide } from '../median';
import type { Phases } from '../phases';
import type { Row, Spent } from '../row';
import { writeRepository } from '../synthetic/history';

const PART = 'backfill';
const WEEKS = 52;
/** Checkouts are so slow that a few weeks stand for all. */
const CHECKED_OUT = 6;

/** A year of history: beside reading every content once, and beside a checkout with one rule of ast-grep for every week. */
export async function backfill({ rounds, isQuick, scratch, say }: Bench): Promise<Row[]> {
  const folder = process.env.AWAITED_BENCH_REPO ?? (await generated(join(scratch, 'year'), isQuick ? 100 : 1000));
  const repository = await openRepository(folder);
  const { now, commits } = await lastYear(repository);
  const blobs = join(scratch, 'blobs');
  const count = await listBlobs(repository, commits, blobs);
  const sample = commits.filter((_, index) => index % Math.ceil(commits.length / CHECKED_OUT) === 0);
  const runs: Phases[] = [];
  const taken = await sideBySide(rounds, {
    history: async () => {
      const run = await runChild<Phases>('history.child', [folder, join(scratch, `year-${runs.length}.db`), String(WEEKS), now]);
      runs.push(run.answer);
      say(`history ${Math.round(run.ms)} ms`);
      return run;
    },
    read: () => runCommand('git', ['cat-file', '--batch'], { cwd: repository.gitDir, input: blobs }),
  });
  say(`checking out ${sample.length} of ${commits.length} weeks`);
  const checkout = await searchCheckouts(repository, join(scratch, 'checkout'), sample, commits.length / sample.length);
  const middle = (value: (run: Phases) => number) => median(runs.map(value));
  const part = (ms: number): Spent => ({ ms, cpuMs: Number.NaN });
  return [
    { kind: 'figure', part: PART, what: 'source files in a week', value: middle((run) => run.files), unit: 'files', aim: '' },
    { kind: 'figure', part: PART, what: 'contents in all weeks', value: count, unit: 'files', aim: '' },
    { kind: 'ratio', part: PART, what: `${WEEKS} weeks`, ours: taken.history, against: 'reading all contents (git cat-file)', theirs: taken.read, aim: '' },
    { kind: 'ratio', part: PART, what: 'of it read and extract', ours: part(middle((run) => run.extractMs)), against: 'the same', theirs: taken.read, aim: '≤ 2 ×' },
    { kind: 'ratio', part: PART, what: 'of it link and classify', ours: part(middle((run) => run.linkMs)), against: 'the same', theirs: taken.read, aim: '' },
    { kind: 'ratio', part: PART, what: 'of it store', ours: part(middle((run) => run.storeMs)), against: 'the same', theirs: taken.read, aim: '' },
    { kind: 'ratio', part: PART, what: `${WEEKS} weeks`, ours: taken.history, against: `checkout and ast-grep for each week (from ${sample.length} of them)`, theirs: checkout, aim: '≤ 0.1 ×' },
    { kind: 'figure', part: PART, what: 'peak memory', value: middle((run) => run.peakMb), unit: 'MB', aim: '' },
    { kind: 'figure', part: PART, what: 'database, facts included', value: middle((run) => run.databaseBytes) / 1e6, unit: 'MB', aim: '' },
  ];
}

async function generated(folder: string, files: number): Promise<string> {
  mkdirSync(folder);
  await writeRepository(folder, { files, weeks: WEEKS, editsPerWeek: Math.round(files / 25) });
  return folder;
}

/** The weeks up to the last commit, each commit once. */
async function lastYear(repository: Repository): Promise<{ now: string; commits: string[] }> {
  const branch = await trackedBranch(repository, null);
  const history = await firstParents(repository, branch?.commit ?? 'HEAD');
  const now = new Date(history.at(-1)?.time ?? 0);
  const weeks = weeksOf(history, now, weeksAgo(now, WEEKS));
  return { now: now.toISOString(), commits: [...new Set(weeks.map((week) => week.commit))] };
}

/** Writes the ids of all Python contents of these commits, one a line; gives how many. */
async function listBlobs(repository: Repository, commits: readonly string[], file: string): Promise<number> {
  const blobs = new Set<string>();
  for (const commit of commits) {
    const listing = await runGit(repository, ['ls-tree', '-r', '-z', '-l', '--full-tree', commit]);
    for (const { path, blob } of treeEntries(listing)) if (/\.pyi?$/.test(path)) blobs.add(blob);
  }
  writeFileSync(file, `${[...blobs].join('\n')}\n`);
  return blobs.size;
}

/** What it would take for all weeks, from the time for some. */
async function searchCheckouts(repository: Repository, folder: string, commits: readonly string[], factor: number): Promise<Spent> {
  await runCommand('git', ['clone', '-q', '--shared', '--no-checkout', repository.gitDir, folder]);
  let ms = 0;
  let cpuMs = 0;
  for (const commit of commits) {
    const steps = [await runCommand('git', ['checkout', '-q', '--force', commit], { cwd: folder }), await searchWithAstGrep(folder)];
    for (const step of steps) [ms, cpuMs] = [ms + step.ms, cpuMs + step.cpuMs];
  }
  return { ms: ms * factor, cpuMs: cpuMs * factor };
}
