import { execFileSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defineConfig, devices } from '@playwright/test';
import { findChromium } from './scripts/find-chromium.mjs';

// Chosen once by the main process and inherited by its workers, so that two runs on one machine do not meet.
const seeded = (process.env.E2E_SEEDED_PORT ??= freePort());
const empty = (process.env.E2E_EMPTY_PORT ??= freePort());
const guarded = (process.env.E2E_GUARDED_PORT ??= freePort());
const folder = (process.env.E2E_FOLDER ??= join(tmpdir(), `awaited-e2e-${process.pid}`));
process.env.CHROMIUM_PATH ??= (await findChromium()) ?? '';

export default defineConfig({
  testDir: 'e2e',
  outputDir: 'test-results',
  fullyParallel: true,
  forbidOnly: Boolean(process.env.CI),
  retries: 0,
  timeout: 60_000,
  expect: { timeout: 15_000 },
  use: {
    ...devices['Desktop Chrome'],
    baseURL: `http://127.0.0.1:${seeded}`,
    viewport: { width: 1440, height: 900 },
    trace: 'retain-on-failure',
    launchOptions: {
      executablePath: process.env.CHROMIUM_PATH,
      args: ['--no-sandbox', '--disable-quic', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
    },
  },
  projects: [{ name: 'chromium' }],
  webServer: [server('seeded', seeded), server('empty', empty), server('guarded', guarded)],
});

function server(database: 'seeded' | 'empty' | 'guarded', port: string) {
  return {
    name: database,
    command: `node e2e/serve.mjs ${database} ${port} ${JSON.stringify(folder)}`,
    url: `http://127.0.0.1:${port}/sign-in`,
    reuseExistingServer: false,
    timeout: 180_000,
    gracefulShutdown: { signal: 'SIGTERM' as const, timeout: 5_000 },
    stdout: 'ignore' as const,
    stderr: 'pipe' as const,
  };
}

function freePort(): string {
  const script = "const s=require('net').createServer().listen(0,'127.0.0.1',()=>{console.log(s.address().port);s.close()})";
  return execFileSync(process.execPath, ['-e', script], { encoding: 'utf8' }).trim();
}
