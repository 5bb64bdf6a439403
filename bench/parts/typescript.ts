import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { Project, SyntaxKind } from 'ts-morph';
import { extract, languageOf } from '../../scanner/extract';
import { extractContent } from '../../scanner/extract-content';
import { Node } from '../../scanner/facts';
import type { Bench } from '../bench';
import { sideBySide, spent } from '../median';
import type { Row } from '../row';

const PART = 'typescript';
/** Larger files are bundles, of which a few would be most of the bytes. */
const MOST_BYTES = 256 * 1024;

/** From text to facts beside ts-morph's own walk over the same files, both from memory and file by file. */
export async function typescript({ rounds, isQuick, say }: Bench): Promise<Row[]> {
  const files = sourcesIn('node_modules', isQuick ? 300 : 5000);
  const bytes = files.reduce((sum, { content }) => sum + content.length, 0);
  say(`${files.length} files, ${(bytes / 1e6).toFixed(0)} MB`);
  // Both sides warm, as in the middle of a scan.
  walkAll(files.slice(0, 100));
  extractAll(files.slice(0, 100));
  const taken = await sideBySide(rounds, {
    morph: () => spent(() => walkAll(files)),
    facts: () => spent(() => extractAll(files)),
  });
  return [
    { kind: 'figure', part: PART, what: 'real files', value: files.length, unit: 'files', aim: '≥ 5000' },
    { kind: 'figure', part: PART, what: 'their size', value: bytes / 1e6, unit: 'MB', aim: '' },
    { kind: 'figure', part: PART, what: 'calls that ts-morph counts too', value: 100 * agreementOf(files.slice(0, 300)), unit: '%', aim: 'near 100 %' },
    { kind: 'ratio', part: PART, what: 'all facts, encoded for the cache', ours: taken.facts, against: "ts-morph's forEachDescendant", theirs: taken.morph, aim: '≤ 1 ×' },
    { kind: 'figure', part: PART, what: 'still held after all of them once more', value: heldAfter(files), unit: 'MB', aim: '≈ 0' },
  ];
}

interface Source {
  readonly path: string;
  readonly content: Buffer;
}

/** Every nth source of the installed packages: real code of many hands, with and without types. */
function sourcesIn(folder: string, count: number): Source[] {
  const all = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => languageOf(name) === 'typescript')
    .sort()
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile() && statSync(path).size < MOST_BYTES);
  const step = Math.max(1, all.length / count);
  return Array.from({ length: Math.min(count, all.length) }, (_, index) => all[Math.floor(index * step)] ?? '').map((path) => ({ path, content: readFileSync(path) }));
}

function extractAll(files: readonly Source[]): void {
  for (const { content } of files) extractContent('typescript', content);
}

/** Every node visited once, no tree kept. */
function walkAll(files: readonly Source[]): void {
  const project = newProject();
  for (const file of files) callsIn(project, file);
}

function newProject(): Project {
  return new Project({ useInMemoryFileSystem: true, skipFileDependencyResolution: true, compilerOptions: { allowJs: true } });
}

function callsIn(project: Project, { path, content }: Source): number {
  const file = project.createSourceFile(`/${path.replace(/^.*\//, '')}`, content.toString('utf8'), { overwrite: true });
  let calls = 0;
  file.forEachDescendant((node) => {
    if (node.getKind() === SyntaxKind.CallExpression) calls++;
  });
  file.forget();
  return calls;
}

/** The smaller count over the larger one: a check that both sides read the same. */
function agreementOf(files: readonly Source[]): number {
  const project = newProject();
  let smaller = 0;
  let larger = 0;
  for (const file of files) {
    const { nodes } = extract('typescript', file.content);
    const ours = nodes.kind.subarray(1, nodes.count).reduce((sum, kind) => sum + (kind === Node.Call ? 1 : 0), 0);
    const theirs = callsIn(project, file);
    smaller += Math.min(ours, theirs);
    larger += Math.max(ours, theirs);
  }
  return smaller / larger;
}

/** What is still held of so many trees, garbage collected before and after. */
function heldAfter(files: readonly Source[]): number {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  collect();
  const before = process.memoryUsage().heapUsed;
  extractAll(files);
  collect();
  return Math.max(0, process.memoryUsage().heapUsed - before) / 1e6;
}
