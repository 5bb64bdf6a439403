import { defineConfig } from 'vitest/config';

/** Long runs over real code, asked for by name (`npm run test:corpus`). */
const CORPUS = '**/*.corpus.test.ts';
/** A million damaged files (`npm run test:fuzz`). */
const FUZZ = '**/*.fuzz.test.ts';
/** The built command, killed and starved (`npm run test:faults`; with few rounds in `npm test`). */
const FAULTS = '**/*.faults.test.ts';
const NEVER = ['**/node_modules/**', 'e2e/**', '.next/**', 'dist/**', '.corpus/**'];

export default defineConfig({
  test: {
    environment: 'node',
    // Tests build real git repositories: they must not depend on who runs them.
    env: { GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1', TZ: 'UTC' },
    testTimeout: 30_000,
    hookTimeout: 60_000,
    projects: [
      { extends: true, test: { name: 'unit', include: ['**/*.test.{ts,tsx}'], exclude: [...NEVER, CORPUS, FUZZ, FAULTS, 'scanner/scenarios.test.ts'] } },
      { extends: true, test: { name: 'scenarios', include: ['scanner/scenarios.test.ts'] } },
      { extends: true, test: { name: 'corpus', include: [CORPUS], exclude: NEVER, testTimeout: 3_600_000 } },
      { extends: true, test: { name: 'faults', include: [FAULTS], exclude: NEVER, testTimeout: 3_600_000, fileParallelism: false } },
      { extends: true, test: { name: 'fuzz', include: [FUZZ], exclude: NEVER, testTimeout: 24 * 3_600_000 } },
    ],
  },
});
