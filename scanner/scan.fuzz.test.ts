/** The long run: `npm run test:fuzz`, with FUZZ_INPUTS=20000 a shorter one, with FUZZ_SEED=7 another one. */
import { expect, test } from 'vitest';
import { realFiles } from './testing/real-files';
import { fuzzScan } from './testing/fuzz-scan';

const INPUTS = Number(process.env.FUZZ_INPUTS ?? 1_000_000);
const SEED = Number(process.env.FUZZ_SEED ?? 1);

test(`${INPUTS} damaged files stop no scan and make none contradict itself`, () => {
  let told = 0;
  const done = fuzzScan({
    inputs: INPUTS,
    seed: SEED,
    files: realFiles(),
    onProgress(inputs) {
      if (inputs - told < INPUTS / 20) return;
      told = inputs;
      process.stderr.write(`fuzz: ${inputs} files\n`);
    },
  });
  process.stderr.write(`fuzz: ${JSON.stringify(done)}\n`);
  expect(done.inputs).toBeGreaterThanOrEqual(INPUTS);
});
