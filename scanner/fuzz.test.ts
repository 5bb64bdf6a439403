import { expect, test } from 'vitest';
import { fuzzScan } from './testing/fuzz-scan';
import { realFiles } from './testing/real-files';

test('no damage to code stops a scan or makes it contradict itself', () => {
  const { inputs, findings } = fuzzScan({ inputs: 800, seed: 1, files: realFiles() });
  expect(inputs).toBeGreaterThanOrEqual(800);
  expect(findings).toBeGreaterThan(500);
});
