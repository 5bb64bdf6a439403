import { analyse } from '../../scanner/analyse';
import { extract, languageOf } from '../../scanner/extract';
import { NASTY as NASTY_PROJECTS } from '../../scanner/link/testing/nasty';
import { packNamed } from '../../scanner/packs/built-in';
import { NASTY as NASTY_SOURCES } from '../../scanner/python/testing/nasty';
import { NASTY as NASTY_TYPESCRIPT } from '../../scanner/typescript/testing/nasty';
import type { Bench } from '../bench';
import { fittedExponent } from '../fit';
import type { Row } from '../row';
import { generatedFile, generatedPaths } from '../synthetic/codebase';

const PART = 'nasty';
/** Bytes: half of what a source may have. */
const LARGEST_SOURCE = 2_000_000;
/** Classes, modules, functions, links of a chain. */
const LARGEST_PROJECT = 800;

type Files = Readonly<Record<string, string>>;

/** Input made to hurt: time per byte beside that of ordinary code, and how it grows with the size. */
export async function nasty({ rounds, isQuick, say }: Bench): Promise<Row[]> {
  const sizes = (largest: number) => [largest / 4, largest / 2, largest].map((size) => (isQuick ? size / 10 : size));
  const ordinary: Files = Object.fromEntries(generatedPaths(200).map((path, index) => [path, generatedFile(index, 0)]));
  say('sources');
  const rows = Object.entries(NASTY_SOURCES).map(([name, [source]]) => rowOf(`reading ${name}`, readAll, sizes(LARGEST_SOURCE).map((bytes) => ({ 'a.py': ofSize(source, bytes) })), ordinary, rounds));
  say('sources of TypeScript');
  rows.push(...Object.entries(NASTY_TYPESCRIPT).map(([name, source]) => rowOf(`reading TypeScript ${name}`, readAll, sizes(LARGEST_SOURCE).map((bytes) => ({ 'a.ts': ofSize(source, bytes) })), ordinary, rounds)));
  say('projects');
  return [...rows, ...Object.entries(NASTY_PROJECTS).map(([name, [project]]) => rowOf(`linking ${name}`, linkAll, sizes(LARGEST_PROJECT).map((n) => project(Math.round(n / 20) * 20)), ordinary, rounds))];
}

function rowOf(what: string, work: (files: Files) => void, sizes: readonly Files[], ordinary: Files, rounds: number): Row {
  const usual = perByte(work, ordinary, rounds);
  const points = sizes.map((files) => ({ n: bytesOf(files), y: perByte(work, files, rounds) * bytesOf(files) }));
  const last = points.at(-1) ?? { n: 1, y: Number.NaN };
  return { kind: 'figure', part: PART, what: `${what}: time per byte ÷ that of ordinary code; it grows with bytes^${fittedExponent(points).toFixed(2)}`, value: last.y / last.n / usual, unit: '×', aim: '' };
}

/** At least so many bytes of it. Some grow with the square of what they are asked for. */
function ofSize(source: (n: number) => string, bytes: number): string {
  let n = 100;
  while (source(n).length < bytes) n = Math.round((n * 1.2) / 10) * 10;
  return source(n);
}

function readAll(files: Files): void {
  for (const [path, text] of Object.entries(files)) extract(languageOf(path) ?? 'python', Buffer.from(text));
}

function linkAll(files: Files): void {
  const extracted = Object.entries(files).map(([path, text]) => ({ path, blob: '', facts: extract('python', Buffer.from(text)) }));
  analyse(extracted, [], { roots: [], services: {}, exempt: [] }, packNamed('sqlalchemy-async'));
}

/** Milliseconds of processor time for a byte, the least of several. */
function perByte(work: (files: Files) => void, files: Files, rounds: number): number {
  const times = Array.from({ length: rounds + 1 }, () => {
    const from = process.cpuUsage();
    work(files);
    return process.cpuUsage(from).user / 1000;
  });
  return Math.min(...times) / bytesOf(files);
}

function bytesOf(files: Files): number {
  return Object.values(files).reduce((sum, text) => sum + text.length, 0);
}
