import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { searchWithAstGrep } from '../ast-grep';
import type { Bench } from '../bench';
import { runChild } from '../command';
import { corpusFiles, corpusRepository } from '../corpus';
import { median, sideBySide } from '../median';
import type { Phases } from '../phases';
import type { Row } from '../row';

const PART = 'cold-scan';

/** Everything from the disk to the stored board, without anything remembered, beside one rule of ast-grep. */
export async function coldScan({ rounds, isQuick, scratch, say }: Bench): Promise<Row[]> {
  const folder = join(scratch, 'corpus');
  mkdirSync(folder);
  await corpusRepository(folder, corpusFiles(isQuick ? 300 : 10_000));
  const scans: Phases[] = [];
  const taken = await sideBySide(rounds, {
    scan: async () => {
      const run = await runChild<Phases>('scan.child', [folder, join(scratch, `cold-${scans.length}.db`)]);
      scans.push(run.answer);
      say(`scan ${Math.round(run.ms)} ms`);
      return run;
    },
    search: () => searchWithAstGrep(folder),
  });
  const middle = (value: (scan: Phases) => number) => median(scans.map(value));
  return [
    { kind: 'figure', part: PART, what: 'real files', value: middle((scan) => scan.files), unit: 'files', aim: '≥ 5000' },
    { kind: 'ratio', part: PART, what: 'read, extract, link, classify, store', ours: taken.scan, against: 'ast-grep, one rule', theirs: taken.search, aim: '< 1 ×' },
    { kind: 'figure', part: PART, what: 'of it read and extract', value: middle((scan) => scan.extractMs), unit: 'ms', aim: '' },
    { kind: 'figure', part: PART, what: 'of it link and classify', value: middle((scan) => scan.linkMs), unit: 'ms', aim: '' },
    { kind: 'figure', part: PART, what: 'of it store', value: middle((scan) => scan.storeMs), unit: 'ms', aim: '' },
    { kind: 'figure', part: PART, what: 'link and classify ÷ read and extract', value: middle((scan) => scan.linkMs / scan.extractMs), unit: '×', aim: '≤ 1 ×' },
    { kind: 'figure', part: PART, what: 'peak memory', value: middle((scan) => scan.peakMb), unit: 'MB', aim: '< 600 MB for 10,000 files' },
    { kind: 'figure', part: PART, what: 'database, facts included', value: middle((scan) => scan.databaseBytes) / 1e6, unit: 'MB', aim: '' },
  ];
}
