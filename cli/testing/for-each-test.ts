import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, vi } from 'vitest';
import { TestRepository } from '../../scanner/testing/repository';

export const MONDAY = '2026-01-05T09:00:00Z';

/** What a command is tried on. */
export interface Bench {
  readonly repository: TestRepository;
  /** Empty, and away from the repository. */
  readonly folder: string;
  /** Where commands find their database, in `folder`. */
  readonly databaseFile: string;
}

/** A repository and a database of its own for each test of the file. */
export function forEachTest(use: (bench: Bench) => void): void {
  let own: Bench | null = null;
  beforeEach(() => {
    const folder = mkdtempSync(join(tmpdir(), 'awaited-commands-'));
    own = { repository: new TestRepository(), folder, databaseFile: join(folder, 'awaited.db') };
    vi.stubEnv('AWAITED_DB', own.databaseFile);
    use(own);
  });
  afterEach(() => {
    own?.repository.remove();
    if (own) rmSync(own.folder, { recursive: true, force: true });
    vi.unstubAllEnvs();
    process.exitCode = 0;
  });
}
