import { expect, test } from 'vitest';
import { fuzzScan } from './testing/fuzz-scan';
import { realFiles } from './testing/real-files';

test('no damage to code stops a scan or makes it contradict itself', () => {
  const { inputs, findings } = fuzzScan({ inputs: 500, seed: 1, files: realFiles() });
  expect(inputs).toBeGreaterThanOrEqual(500);
  expect(findings).toBeGreaterThan(300);
});
