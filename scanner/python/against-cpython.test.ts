/** The samples against the local CPython; `npm run test:corpus` does the same with real code and the newest one. */
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { describe, expect, test } from 'vitest';
import { describeFacts } from './testing/describe-facts';
import { difference, localPython, referenceLines } from './testing/reference';
import { pythonNeeded, sampleFiles } from './testing/samples';
import { extractPython } from './extract';

const python = localPython();
if (python === null) console.warn('SKIPPED: there is no python3 here to compare the Python facts with.');

describe.skipIf(python === null)('the facts CPython sees', () => {
  for (const path of sampleFiles()) {
    const tooNew = minor(pythonNeeded(path)) > minor(python ?? '');
    if (tooNew) console.warn(`SKIPPED: ${basename(path)} needs Python ${pythonNeeded(path)}; this is ${python}.`);
    test.skipIf(tooNew)(basename(path), () => {
      const facts = extractPython(readFileSync(path));
      expect(facts.problems).toEqual([]);
      const isExact = minor(python ?? '') >= 12;
      const reference = referenceLines(path, isExact);
      expect(difference(reference, describeFacts(facts, isExact))).toBe('');
    });
  }
});

describe('newer Python is read without problems', () => {
  test.each(sampleFiles().map((path) => [basename(path), path]))('%s', (_, path) => {
    expect(extractPython(readFileSync(path)).problems).toEqual([]);
  });
});

function minor(version: string): number {
  return Number(version.split('.')[1]);
}
