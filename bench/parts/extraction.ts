import { readFileSync } from 'node:fs';
import { startExtractor, type Extractor } from '../../scanner/extractor';
import { Node, type FileFacts } from '../../scanner/facts';
import { extract } from '../../scanner/extract';
import type { ExtractJob } from '../../scanner/extract-content';
import type { Bench } from '../bench';
import { corpusFiles } from '../corpus';
import { sideBySide, spent } from '../median';
import type { Row } from '../row';
import { treeSitterExtractor, type PlainFact } from '../tree-sitter';

const PART = 'extraction';
/** As many bytes as a scan gives to a thread at once. */
const TASK_BYTES = 512 * 1024;

/** From text to facts: our parser beside tree-sitter, beside the time to read the bytes, and on two threads. */
export async function extraction({ rounds, isQuick, say }: Bench): Promise<Row[]> {
  const paths = corpusFiles(isQuick ? 300 : 5000);
  const files = paths.map((path) => readFileSync(path));
  const bytes = files.reduce((sum, file) => sum + file.length, 0);
  const sitter = await treeSitterExtractor();
  const agreement = agreementOf(files.slice(0, 200), sitter);
  say(`${files.length} files, ${(bytes / 1e6).toFixed(0)} MB`);
  // Both sides warm, as in the middle of a scan.
  await extractIn(1, files.slice(0, 100));
  for (const file of files.slice(0, 100)) sitter(file);
  const threads = startExtractor(Number.POSITIVE_INFINITY, 2);
  await extractWith(threads, files.slice(0, 1000));
  const taken = await sideBySide(rounds, {
    read: () => spent(() => paths.forEach((path) => readFileSync(path))),
    sitter: () => spent(() => files.forEach((file) => sitter(file))),
    one: () => spent(() => extractIn(1, files)),
    two: () => spent(() => extractIn(2, files)),
    warm: () => spent(() => extractWith(threads, files)),
  });
  await threads.close();
  const row = (what: string, ours: keyof typeof taken, against: string, theirs: keyof typeof taken, aim: string): Row => ({
    kind: 'ratio', part: PART, what, ours: taken[ours], against, theirs: taken[theirs], aim,
  });
  return [
    { kind: 'figure', part: PART, what: 'real files', value: files.length, unit: 'files', aim: '≥ 5000' },
    { kind: 'figure', part: PART, what: 'their size', value: bytes / 1e6, unit: 'MB', aim: '' },
    { kind: 'figure', part: PART, what: 'functions, classes, calls, awaits, with items and decorators that tree-sitter counts too', value: 100 * agreement, unit: '%', aim: '' },
    row('all facts, encoded for the cache', 'one', 'web-tree-sitter, seven kinds of facts', 'sitter', '≤ 0.125 ×'),
    row('all facts, encoded for the cache', 'one', 'reading the bytes', 'read', ''),
    row('the same on two threads that have read before', 'warm', 'one thread', 'one', 'near 0.5 ×'),
    row('the same on two threads, their start and their compiling included', 'two', 'one thread', 'one', ''),
  ];
}

async function extractIn(threads: number, files: readonly Buffer[]): Promise<void> {
  const extractor = startExtractor(Number.POSITIVE_INFINITY, threads);
  await extractWith(extractor, files);
  await extractor.close();
}

async function extractWith(extractor: Extractor, files: readonly Buffer[]): Promise<void> {
  await Promise.all([...tasksOf(files)].map((task) => extractor.extract(task)));
}

function* tasksOf(files: readonly Buffer[]): Generator<ExtractJob[]> {
  let task: ExtractJob[] = [];
  let bytes = 0;
  for (const content of files) {
    task.push({ language: 'python', content });
    bytes += content.length;
    if (bytes < TASK_BYTES) continue;
    yield task;
    task = [];
    bytes = 0;
  }
  if (task.length > 0) yield task;
}

/** The smaller count over the larger one, over all kinds: a check that both sides do the same work. */
function agreementOf(files: readonly Buffer[], sitter: (bytes: Uint8Array) => PlainFact[]): number {
  let smaller = 0;
  let larger = 0;
  for (const file of files) {
    const theirs = new Map<string, number>();
    for (const { kind } of sitter(file)) theirs.set(kind, (theirs.get(kind) ?? 0) + 1);
    for (const [kind, count] of countsOf(extract('python', file))) {
      smaller += Math.min(count, theirs.get(kind) ?? 0);
      larger += Math.max(count, theirs.get(kind) ?? 0);
    }
  }
  return smaller / larger;
}

function countsOf(facts: FileFacts): Map<string, number> {
  const nodes = (kind: number) => facts.nodes.kind.subarray(1, facts.nodes.count).reduce((sum, each) => sum + (each === kind ? 1 : 0), 0);
  return new Map([
    ['function', facts.scopes.filter((scope) => scope.kind === 'function').length],
    ['class', facts.scopes.filter((scope) => scope.kind === 'class').length],
    ['call', nodes(Node.Call)],
    ['await', nodes(Node.Await)],
    ['with', facts.withItems.length],
    ['decorator', facts.scopes.reduce((sum, scope) => sum + scope.decorators.length, 0)],
  ]);
}
