import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { trackedBranch } from './branch';
import { displayPath, openRepository } from './git';
import { TestRepository } from './testing/repository';

const MONDAY = '2026-01-05T09:00:00Z';

let repository: TestRepository;
let outside: string;
beforeEach(() => {
  repository = new TestRepository();
  outside = mkdtempSync(join(tmpdir(), 'awaited-outside-'));
});
afterEach(() => {
  repository.remove();
  rmSync(outside, { recursive: true, force: true });
});

describe('what is no repository is said in one sentence', () => {
  const refused = (path: string, sentence: RegExp) => expect(openRepository(path)).rejects.toThrow(sentence);

  test('a plain folder', () => refused(outside, /is not a git repository; run "git init" there or name another folder\.$/));
  test('nothing', () => refused(join(outside, 'nowhere'), /^There is no folder .*nowhere; name a git repository\.$/));
  test('a file', () => {
    writeFileSync(join(outside, 'file'), '');
    return refused(join(outside, 'file'), /is a file; name the folder of a git repository\.$/);
  });
  test('a git directory of a working tree', async () => {
    await refused(join(repository.path, '.git'), /lies inside a git directory; name the folder that holds it\.$/);
  });
  test('a working tree that its configuration moves elsewhere', async () => {
    repository.git('config', 'core.worktree', outside);
    await refused(repository.path, /is configured to lie elsewhere/);
  });
});

describe('the tracked branch', () => {
  const check = async (expected: { name: string; commit: string } | null, path = repository.path, configured: string | null = null) => {
    expect(await trackedBranch(await openRepository(path), configured)).toEqual(expected);
  };

  test('is main, whatever is checked out', async () => {
    const commit = repository.commit(MONDAY);
    repository.git('checkout', '-q', '-b', 'convert');
    repository.commit(MONDAY, { 'orders.py': 'x' });
    await check({ name: 'main', commit });
  });

  test('is the configured one, or said to be missing', async () => {
    const commit = repository.commit(MONDAY);
    repository.git('branch', 'release/1.0');
    await check({ name: 'release/1.0', commit }, repository.path, 'release/1.0');
    await expect(trackedBranch(await openRepository(repository.path), 'gone')).rejects.toThrow(/^There is no branch gone in .*; correct "branch" in awaited\.yaml\.$/);
  });

  test('is the remote’s default, at its tip where the local one lags behind', async () => {
    repository.git('checkout', '-q', '-b', 'develop');
    const old = repository.commit(MONDAY);
    const clone = join(outside, 'clone');
    execFileSync('git', ['clone', '-q', repository.path, clone]);
    await check({ name: 'develop', commit: old }, clone);
    const fresh = repository.commit(MONDAY, { 'orders.py': 'x' });
    execFileSync('git', ['fetch', '-q'], { cwd: clone });
    await check({ name: 'develop', commit: fresh }, clone);
  });

  test('is what is checked out where no name is telling', async () => {
    repository.git('checkout', '-q', '-b', 'convert');
    const commit = repository.commit(MONDAY);
    await check({ name: 'convert', commit });
    repository.git('checkout', '-q', '--detach');
    repository.git('branch', '-D', 'convert');
    await check({ name: 'HEAD', commit });
  });

  test('is none where nothing is committed', () => check(null));
});

test('paths are shown as text, bytes that are none as escapes', () => {
  const check = (bytes: number[] | string, shown: string) => expect(displayPath(Buffer.from(bytes as string))).toBe(shown);
  check('orders.py', 'orders.py');
  check('naïve/日本.py', 'naïve/日本.py');
  check([0x63, 0xe9, 0x2e], 'c\\xe9.');
  check([0xe6, 0x97, 0xa5, 0xff, 0xf0, 0x9f], '日\\xff\\xf0\\x9f');
  check('\ufffd.py', '\ufffd.py');
});
