// npm run test:faults: the built command, killed at hundreds of moments and starved of disk. FAULTS_ROUNDS=30 takes
// fewer moments, FAULTS_SEED=7 other ones. A short form is a section of npm test.
import { ensureBuilt } from './ensure-built.mjs';
import { ensureInstalled, Unprepared } from './ensure-installed.mjs';
import { tool } from './run.mjs';

try {
  await ensureInstalled();
  await ensureBuilt();
  const env = { FAULTS_ROUNDS: '300', ...process.env };
  process.exitCode = await tool('vitest/vitest.mjs', ['run', '--project', 'faults', ...process.argv.slice(2)], { env });
} catch (error) {
  if (!(error instanceof Unprepared)) throw error;
  console.error(`awaited: ${error.message}`);
  process.exitCode = 2;
}
