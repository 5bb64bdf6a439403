/** A disk that is full or read-only, in earnest: a small file system of its own, and a user who may not write. */
import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, openSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { TestRepository } from '../../scanner/testing/repository';
import { callAction, freePort } from './testing/board';
import { run, Running, type Ended } from './testing/built-command';
import { foundIn, lookInto, problemsIn } from './testing/contents';
import { repositoryOf } from './testing/repository';

const NOBODY = 65_534;
const isRoot = process.getuid?.() === 0;

let repository: TestRepository;
let folder: string;
beforeAll(() => {
  repository = repositoryOf(3);
  folder = mkdtempSync(join(tmpdir(), 'awaited-environment-'));
  // Another user must reach both.
  for (const path of [folder, repository.path]) chmodSync(path, 0o755);
});
afterAll(() => {
  repository.remove();
  rmSync(folder, { recursive: true, force: true });
});

function refused({ code, out, err }: Ended, sentence: RegExp): void {
  expect(err).toMatch(sentence);
  expect(err.trim().split('\n')).toHaveLength(1);
  expect({ code, out }).toEqual({ code: 2, out: '' });
}

const canMount = isRoot && mounts();

test.skipIf(!canMount)('a disk that is full', async () => {
  const disk = join(folder, 'disk');
  mkdirSync(disk);
  execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=3m', 'awaited-test', disk]);
  try {
    const file = join(disk, 'awaited.db');
    expect((await run(['scan', repository.path, '--rev', 'main~2', '--db', file])).code).toBe(0);
    const before = await foundIn(file);
    const filler = join(disk, 'filler');
    execFileSync('sh', ['-c', `dd if=/dev/zero of=${filler} bs=1k count=4000 2>/dev/null; true`]);
    const full = /^awaited: The disk that holds .*awaited\.db (is full; free some space|cannot be read or written; check)/m;
    refused(await run(['scan', repository.path, '--rev', 'main', '--db', file]), full);
    refused(await run(['history', repository.path, '--weeks', '40', '--db', file]), full);
    refused(await run(['db', 'backup', join(disk, 'copy.db'), '--db', file]), full);
    expect(existsSync(join(disk, 'copy.db'))).toBe(false);
    // A gate does without what it only remembers things in.
    expect((await run(['check', repository.path, '--base', 'main~1', '--rev', 'main'], { env: { AWAITED_DB: file } })).code).toBe(0);
    rmSync(filler);
    expect(await foundIn(file)).toEqual(before);
    expect(await problemsIn(file)).toEqual([]);
    expect((await run(['scan', repository.path, '--rev', 'main', '--db', file])).code).toBe(0);
  } finally {
    execFileSync('umount', ['--lazy', disk]);
  }
});

test.skipIf(!isRoot)('a database that may not be written', async () => {
  const home = join(folder, 'locked');
  const file = join(home, 'awaited.db');
  await run(['scan', repository.path, '--rev', 'main~1', '--db', file]);
  const before = await foundIn(file);
  chmodSync(file, 0o444);
  chmodSync(home, 0o555);
  const refusal = /^awaited: The database .*awaited\.db (is read-only; make it writable|cannot be opened; check)/m;
  refused(await run(['scan', repository.path, '--rev', 'main', '--db', file], { uid: NOBODY }), refusal);
  refused(await run(['serve', '--db', file], { uid: NOBODY }), refusal);
  chmodSync(home, 0o755);
  expect(await foundIn(file)).toEqual(before);
});

test('a board where git is missing says so, on its page and in the terminal', async () => {
  const file = join(folder, 'no-git.db');
  await run(['scan', repository.path, '--rev', 'main', '--db', file]);
  const before = await foundIn(file);
  const slug = await lookInto(file, async (db) => (await db.selectFrom('project').select('slug').executeTakeFirstOrThrow()).slug);
  const server = new Running(['serve', '--db', file, '--port', String(await freePort())], { env: { PATH: folder } });
  const url = await server.firstLine();
  expect(await callAction(url, `/p/${slug}`, 'scanNow', [slug])).toContain('"kind":"saved"');
  const failed = () => lookInto(file, (db) => db.selectFrom('scan_run').select(['kind', 'state', 'message']).execute());
  while ((await failed()).every(({ state }) => state !== 'failed')) await Promise.race([pause(50), server.ended.then(({ err }) => Promise.reject(new Error(err)))]);
  expect(await failed()).toEqual([{ kind: 'scan', state: 'failed', message: 'git was not found; install git 2.31 or newer.' }]);
  expect(await (await fetch(`${url}/p/${slug}`)).text()).toContain('git was not found; install git 2.31 or newer.');
  const { err } = await server.kill();
  expect(err).toMatch(/^awaited: The scan of .* failed: git was not found; install git 2\.31 or newer\.$/m);
  expect(await foundIn(file)).toEqual(before);
});

test.skipIf(!existsSync('/dev/full'))('an output that cannot be written', async () => {
  const ended = await run(['usages', repository.path, '--rev', 'main', '--json', '--db', join(folder, 'other.db')], { out: openSync('/dev/full', 'w') });
  refused(ended, /^awaited: The output could not be written \(ENOSPC\); free some space where it goes and try again\.$/m);
});

/** Whether this machine lets us have a file system of our own. */
function mounts(): boolean {
  const place = mkdtempSync(join(tmpdir(), 'awaited-mount-'));
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'awaited-test', place], { stdio: 'ignore' });
    execFileSync('umount', [place]);
    return true;
  } catch {
    return false;
  } finally {
    rmSync(place, { recursive: true, force: true });
  }
}
