import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Bench } from '../bench';
import { runChild } from '../command';
import { fittedExponent } from '../fit';
import { median } from '../median';
import type { Phases } from '../phases';
import type { Figure, Row } from '../row';
import { writeRepository, type Shape } from '../synthetic/history';

const PART = 'growth';
/** Edits of a week in the generated history: one file in fifty. */
const EDITED = 0.02;

interface Size {
  readonly n: number;
  readonly name: string;
  readonly shape: Shape;
}

/** The same generated code base in three sizes, and the same one with three lengths of history. */
export async function growth(bench: Bench): Promise<Row[]> {
  const files = (bench.isQuick ? [100, 200, 400] : [1000, 5000, 10_000]).map((n) => ({ n, name: `${n} files`, shape: { files: n, weeks: 1, editsPerWeek: 0 } }));
  const size = bench.isQuick ? 100 : 200;
  const weeks = (bench.isQuick ? [3, 6, 12] : [10, 50, 200]).map((n) => ({
    n, name: `${n} weeks of ${size} files`, shape: { files: size, weeks: n, editsPerWeek: Math.round(size * EDITED) },
  }));
  return [...(await grow(bench, 'files', files, 'scan.child')), ...(await grow(bench, 'weeks', weeks, 'history.child'))];
}

async function grow(bench: Bench, of: string, sizes: readonly Size[], child: string): Promise<Row[]> {
  const runs: { size: Size; phases: Phases }[] = [];
  for (const size of sizes) {
    bench.say(size.name);
    runs.push({ size, phases: await measured(bench, size, child) });
  }
  const exponent = (what: string, value: (phases: Phases) => number, aim: string): Figure => ({
    kind: 'figure', part: PART, what: `${what} by ${of}`, value: fittedExponent(runs.map(({ size, phases }) => ({ n: size.n, y: value(phases) }))), unit: 'exponent', aim,
  });
  return [
    ...runs.flatMap((run) => figuresOf(run.size, run.phases)),
    exponent('read and extract', (phases) => phases.extractMs, 'near 1'),
    exponent('link and classify', (phases) => phases.linkMs, 'near 1'),
    exponent('store', (phases) => phases.storeMs, 'near 1'),
    exponent('peak memory', (phases) => phases.peakMb, '≤ 1'),
    exponent('database', (phases) => phases.databaseBytes, '≤ 1'),
  ];
}

async function measured({ rounds, scratch }: Bench, { shape }: Size, child: string): Promise<Phases> {
  const folder = join(scratch, 'grown');
  const runs: Phases[] = [];
  mkdirSync(folder);
  const now = await writeRepository(folder, shape);
  for (let round = 0; round < rounds; round++) {
    const database = join(scratch, `grown-${round}.db`);
    const args = child === 'scan.child' ? ['HEAD'] : [String(shape.weeks), now];
    runs.push((await runChild<Phases>(child, [folder, database, ...args])).answer);
    for (const file of [database, `${database}-wal`, `${database}-shm`]) rmSync(file, { force: true });
  }
  rmSync(folder, { recursive: true });
  const middle = (value: (phases: Phases) => number) => median(runs.map(value));
  return {
    extractMs: middle((run) => run.extractMs),
    linkMs: middle((run) => run.linkMs),
    storeMs: middle((run) => run.storeMs),
    peakMb: middle((run) => run.peakMb),
    databaseBytes: middle((run) => run.databaseBytes),
    files: middle((run) => run.files),
    usages: middle((run) => run.usages),
  };
}

function figuresOf({ name, shape }: Size, phases: Phases): Figure[] {
  const figure = (what: string, value: number, unit: Figure['unit'], aim = ''): Figure => ({ kind: 'figure', part: PART, what: `${name}: ${what}`, value, unit, aim });
  return [
    figure('read and extract', phases.extractMs, 'ms'),
    figure('link and classify', phases.linkMs, 'ms'),
    figure('link and classify ÷ read and extract', phases.linkMs / phases.extractMs, '×', '≤ 1 ×'),
    figure('store', phases.storeMs, 'ms'),
    figure('peak memory', phases.peakMb, 'MB', '< 600 MB'),
    shape.weeks === 1
      ? figure('database per usage, facts included', phases.databaseBytes / phases.usages, 'B')
      : figure('database per week, facts included', phases.databaseBytes / shape.weeks / 1e6, 'MB'),
  ];
}
