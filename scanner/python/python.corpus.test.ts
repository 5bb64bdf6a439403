/**
 * Our facts against CPython's syntax trees over real code: Debian's packages with the local python3, the newest
 * standard library with CPython in WebAssembly, and how much survives damage. Downloads to `.corpus/` once.
 */
import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { expect, test } from 'vitest';
import { extractPython } from './extract';
import { debianPythonFiles } from './testing/debian-packages';
import { describeFacts } from './testing/describe-facts';
import {
  difference,
  loadNewestPython,
  localPython,
  referenceLines,
  referenceSummaries,
  summarize,
  type Summary,
} from './testing/reference';
import { sampleFiles } from './testing/samples';
import { type Share, surviveDamage } from './testing/survival';

test('every file of the Debian packages has the facts CPython sees', async () => {
  expect(localPython(), 'python3 must be installed').not.toBeNull();
  const paths = debianPythonFiles();
  const summaries = await inParallel(paths, referenceSummaries);
  const differing: string[] = [];
  const unreadable: string[] = [];
  let untold = 0;
  paths.forEach((path, index) => {
    const facts = extractPython(readFileSync(path));
    const reference = summaries[index] ?? '';
    if (reference.startsWith('unreadable')) {
      unreadable.push(path);
      if (facts.problems.length === 0) untold++;
      return;
    }
    const lines = describeFacts(facts, false);
    if (facts.problems.length > 0 || summarize(lines, reference) !== reference) {
      differing.push(`${path}\n${difference(referenceLines(path), lines)}`);
    }
  });
  console.log(
    `${paths.length} files: ${paths.length - differing.length - unreadable.length} the same, ${differing.length} differ, ` +
      `${unreadable.length} that Python cannot read (${untold} of them without a problem told)`,
  );
  expect(paths.length).toBeGreaterThanOrEqual(5000);
  expect(differing.slice(0, 10).join('\n\n')).toBe('');
});

test('the samples and the newest standard library have the facts the newest CPython sees', async () => {
  const python = await loadNewestPython();
  const sources = new Map<string, Uint8Array>(python.standardLibrary());
  for (const path of sampleFiles()) sources.set(path, readFileSync(path));
  const differing: string[] = [];
  for (const [name, source] of sources) {
    const reference = python.summarize(source);
    const lines = describeFacts(extractPython(source), true);
    if (summarize(lines, reference) === reference) continue;
    differing.push(`${name}: ${reference}\n${reference.startsWith('read') ? difference(python.lines(source), lines) : ''}`);
  }
  console.log(`Python ${python.version}: ${sources.size - differing.length} of ${sources.size} files the same`);
  expect(differing.slice(0, 10).join('\n\n')).toBe('');
});

test('facts before and after a damaged line survive', () => {
  const random = numbersFrom(20251117);
  const before = { kept: 0, all: 0 };
  const after = { kept: 0, all: 0 };
  let damaged = 0;
  for (const path of debianPythonFiles().filter((_, index) => index % 25 === 0)) {
    const text = readFileSync(path, 'utf8');
    if (text.length < 500 || text.length > 60_000) continue;
    for (let round = 0; round < 5; round++) {
      const survival = surviveDamage(text, random);
      damaged += survival.damaged;
      addShare(before, survival.before);
      addShare(after, survival.after);
    }
  }
  const [beforeShare, afterShare] = [before, after].map(({ kept, all }) => kept / all);
  console.log(`${damaged} damaged files: ${percent(beforeShare)} of the facts before, ${percent(afterShare)} after survive`);
  expect(beforeShare).toBeGreaterThan(0.995);
  expect(afterShare).toBeGreaterThan(0.97);
});

async function inParallel(
  paths: readonly string[],
  run: (paths: readonly string[]) => Promise<Summary[]>,
): Promise<Summary[]> {
  const parts = availableParallelism();
  const size = Math.ceil(paths.length / parts);
  const runs = Array.from({ length: parts }, (_, part) => run(paths.slice(part * size, (part + 1) * size)));
  return (await Promise.all(runs)).flat();
}

function addShare(sum: { kept: number; all: number }, share: Share): void {
  sum.kept += share.kept;
  sum.all += share.all;
}

/** The same numbers in every run. */
function numbersFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

function percent(share: number | undefined): string {
  return `${(100 * (share ?? 0)).toFixed(1)} %`;
}
