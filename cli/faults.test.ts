/** What goes wrong around a scan: git, the repository, the clock, another scan. What was stored stays, and one sentence says why. */
import { chmodSync, copyFileSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { openDatabase, type Db } from '../lib/db/open';
import { setTick } from '../lib/db/edit/tick';
import { TestRepository } from '../scanner/testing/repository';
import { fillHistory } from './fill-history';
import { openProject } from './open-project';
import { scanProject } from './scan-project';
import { awaited, ORDERS } from './testing/awaited';
import { converted, sync } from './testing/history';

const MONDAY = '2026-01-05T09:00:00Z';
const MONDAY_AFTER = '2026-01-12T09:00:00Z';
const NOW = new Date('2026-02-04T12:00:00Z');

let repository: TestRepository;
let folder: string;
beforeEach(() => {
  repository = new TestRepository();
  folder = mkdtempSync(join(tmpdir(), 'awaited-faults-'));
  vi.stubEnv('AWAITED_DB', join(folder, 'awaited.db'));
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllEnvs();
  repository.remove();
  rmSync(folder, { recursive: true, force: true });
  process.exitCode = 0;
});

async function refused(args: string[], sentence: RegExp): Promise<void> {
  const { code, out, err } = await awaited(...args);
  expect(err).toMatch(sentence);
  expect(err.trim().split('\n')).toHaveLength(1);
  expect({ code, out }).toEqual({ code: 2, out: '' });
}

async function withDatabase<T>(use: (db: Db) => Promise<T>): Promise<T> {
  const db = await openDatabase(join(folder, 'awaited.db'));
  try {
    return await use(db);
  } finally {
    await db.destroy();
  }
}

/** `commit orders.py#1 sync`: what is stored as the latest state. */
function latest(): Promise<string[]> {
  return withDatabase(async (db) => {
    const rows = await db
      .selectFrom('snapshot')
      .innerJoin('snapshot_file', 'snapshot_file.snapshot_id', 'snapshot.id')
      .innerJoin('verdict', 'verdict.id', 'snapshot_file.verdict_id')
      .innerJoin('usage', 'usage.verdict_id', 'verdict.id')
      .select(['verdict.path', 'snapshot_file.file_id', 'usage.method', 'usage.state'])
      .where('week', 'is', null)
      .orderBy('verdict.path')
      .orderBy('usage.id')
      .execute();
    return rows.map((row) => `${row.method} ${row.path}#${row.file_id} ${row.state}`);
  });
}

/** Puts a program named git before the real one: `script` is what it does before, or instead of, being git. Gives its folder. */
function replaceGit(script: string): string {
  const real = (process.env.PATH ?? '').split(':').map((part) => join(part, 'git')).find((file) => existsSync(file)) ?? '';
  const bin = mkdtempSync(join(folder, 'bin-'));
  writeFileSync(join(bin, 'git'), `#!/bin/sh\n${script}\nexec ${real} "$@"\n`);
  chmodSync(join(bin, 'git'), 0o755);
  vi.stubEnv('PATH', `${bin}:${process.env.PATH ?? ''}`);
  return bin;
}

describe('git', () => {
  beforeEach(async () => {
    repository.commit(MONDAY, { 'orders.py': ORDERS });
    await awaited('scan', repository.path);
    repository.commit(MONDAY_AFTER, { 'orders.py': converted('place', 'ship') });
  });
  afterEach(async () => {
    vi.unstubAllEnvs();
    expect(await latest()).toHaveLength(3);
  });

  test.each(['scan', 'history', 'check', 'usages', 'plan'])('%s without it', async (command) => {
    vi.stubEnv('PATH', folder);
    await refused([command, repository.path, '--db', join(folder, 'awaited.db')], /^awaited: git was not found; install git 2\.31 or newer\.$/m);
  });

  test.each(['scan', 'history', 'usages'])('%s when it is killed while contents are read', async (command) => {
    replaceGit('case "$*" in *"cat-file --batch"*) kill -9 $$;; esac');
    const more = command === 'history' ? [] : ['--rev', 'main'];
    await refused([command, repository.path, '--db', join(folder, 'awaited.db'), ...more], /^awaited: git could not read .* \(git cat-file: it was stopped\); try again, and see what "git fsck" says/m);
  });

  test('gone while contents are read', async () => {
    vi.stubEnv('PATH', replaceGit('case "$*" in *ls-tree*) /bin/rm -f "$0";; esac'));
    await refused(['scan', repository.path, '--rev', 'main', '--db', join(folder, 'awaited.db')], /^awaited: git was not found; install git 2\.31 or newer\.$/m);
  });

  test('with a repository that is damaged', async () => {
    for (const name of readdirSync(join(repository.path, '.git/objects'))) rmSync(join(repository.path, '.git/objects', name), { recursive: true });
    await refused(['history', repository.path, '--db', join(folder, 'awaited.db')], /^awaited: git could not read .* \(git .*\); try again, and see what "git fsck" says/m);
  });
});

describe('git, at each of its calls in turn, with a file renamed since the last scan', () => {
  const how = { stopped: 'kill -9 $$', 'out of memory': 'echo "fatal: Out of memory, malloc failed" >&2; exit 128' };

  test.each(Object.entries(how))('%s: nothing changes, or all is as if nothing had happened', async (_, fails) => {
    const file = join(folder, 'awaited.db');
    repository.commit(MONDAY, { 'orders.py': ORDERS });
    await awaited('scan', repository.path);
    await withDatabase(async (db) => {
      const row = await db.selectFrom('file').select(['id', 'project_id']).executeTakeFirstOrThrow();
      await setTick(db, { projectId: row.project_id, who: 'ada', at: MONDAY }, row.id, 'Reviewed', true);
    });
    const before = await latest();
    repository.git('mv', 'orders.py', 'sales.py');
    const after = repository.commit(MONDAY_AFTER, { 'more.py': converted('ship') });
    copyFileSync(file, join(folder, 'before.db'));
    const ticked = () => withDatabase((db) => db.selectFrom('checklist_tick').innerJoin('file', 'file.id', 'file_id').select(['path', 'current']).execute());
    const calls = join(folder, 'calls');
    const outcomes: number[] = [];
    for (let call = 1; ; call++) {
      for (const suffix of ['', '-wal', '-shm']) rmSync(`${file}${suffix}`, { force: true });
      copyFileSync(join(folder, 'before.db'), file);
      writeFileSync(calls, '');
      const path = process.env.PATH;
      replaceGit(`echo >> "${calls}"; if [ "$(wc -l < "${calls}")" -eq ${call} ]; then ${fails}; fi`);
      const { code, err } = await awaited('scan', repository.path);
      vi.stubEnv('PATH', path);
      if (readFileSync(calls, 'utf8').length < call) break;
      outcomes.push(code);
      const commits = await withDatabase((db) => db.selectFrom('snapshot').select('commit_sha').execute());
      if (code === 0) {
        expect([call, commits, await ticked()]).toEqual([call, [{ commit_sha: after }], [{ path: 'sales.py', current: 1 }]]);
      } else {
        expect([call, code, err.trim().split('\n').length]).toEqual([call, 2, 1]);
        expect([call, await latest(), await ticked()]).toEqual([call, before, [{ path: 'orders.py', current: 1 }]]);
      }
    }
    expect(outcomes.filter((code) => code === 2).length).toBeGreaterThan(5);
  }, 120_000);
});

describe('the repository', () => {
  test('rewritten and cleared while a revision of it is read', async () => {
    repository.commit(MONDAY, { 'orders.py': ORDERS });
    await awaited('scan', repository.path);
    repository.commit(MONDAY_AFTER, { 'orders.py': converted('place'), 'more.py': sync('ship') });
    replaceGit(`case "$*" in *"cat-file --batch"*) rm -rf "${repository.path}"/.git/objects/??;; esac`);
    await refused(['scan', repository.path, '--rev', 'main'], /^awaited: .* lost the commit [0-9a-f]{10} while it was read, as after a rewrite and "git gc"; scan again\.$/m);
    expect(await latest()).toHaveLength(3);
  });

  test('repacked while it is read', async () => {
    repository.commit(MONDAY, { 'orders.py': ORDERS, 'more.py': sync('ship') });
    replaceGit(`case "$*" in *"cat-file --batch"*) "${'$0'}" -C "${repository.path}" gc -q --prune=now;; esac`);
    expect(await awaited('scan', repository.path, '--rev', 'main')).toMatchObject({ code: 0, err: '' });
    expect(await latest()).toHaveLength(5);
  });

  test('checked out anew while it is read: what is stored is one commit, not a mixture', async () => {
    const first = repository.commit(MONDAY, { 'orders.py': ORDERS, 'more.py': sync('ship') });
    const second = repository.commit(MONDAY_AFTER, { 'orders.py': converted('place'), 'more.py': converted('ship') });
    await withDatabase(async (db) => {
      let isMoved = false;
      const { snapshot } = await scanProject(db, await openProject(repository.path, {}), () => {
        if (!isMoved) repository.git('checkout', '-q', first);
        isMoved = true;
      });
      expect(snapshot.commit).toBe(first);
      expect(snapshot.files.flatMap((file) => file.usages.map((usage) => usage.state))).toEqual(['sync', 'sync', 'sync', 'sync', 'sync']);
      let checkouts = 0;
      const restless = scanProject(db, await openProject(repository.path, {}), ({ phase }) => {
        if (phase === 'link') repository.git('checkout', '-q', checkouts++ % 2 === 0 ? second : first);
      });
      await expect(restless).rejects.toThrow('The working tree changed while it was read; scan again when the checkout or rebase has finished, or name a revision with --rev.');
    });
    expect(await latest()).toHaveLength(5);
  });
});

test('two scans at once, one of them after a rename, lose no tick and leave one whole state', async () => {
  repository.commit(MONDAY, { 'orders.py': ORDERS, 'more.py': sync('ship') });
  await awaited('scan', repository.path);
  const before = await latest();
  await withDatabase(async (db) => {
    const file = await db.selectFrom('file').select(['id', 'project_id']).where('path', '=', 'orders.py').executeTakeFirstOrThrow();
    await setTick(db, { projectId: file.project_id, who: 'ada', at: MONDAY }, file.id, 'Reviewed', true);
    repository.git('mv', 'orders.py', 'sales.py');
    repository.commit(MONDAY_AFTER);
    const databases = await Promise.all(Array.from({ length: 4 }, () => openDatabase(join(folder, 'awaited.db'))));
    await Promise.all(databases.map(async (other) => scanProject(other, await openProject(repository.path, {}))));
    await Promise.all(databases.map((other) => other.destroy()));
    expect(await db.selectFrom('checklist_tick').innerJoin('file', 'file.id', 'file_id').select(['item', 'path', 'current']).execute()).toEqual([{ item: 'Reviewed', path: 'sales.py', current: 1 }]);
    expect(await db.selectFrom('snapshot').select('week').execute()).toEqual([{ week: null }]);
    expect(await db.selectFrom('scan_run').select('id').execute()).toEqual([]);
  });
  expect((await latest()).map((line) => line.replace('sales', 'orders')).sort()).toEqual(before.sort());
});

test('a clock that jumps to 1970, to 2106 and back loses no week and no usage', async () => {
  repository.commit(MONDAY, { 'orders.py': sync('place', 'ship') });
  repository.commit(MONDAY_AFTER, { 'orders.py': converted('place') });
  vi.useFakeTimers({ toFake: ['Date'], now: NOW });
  const run = async () => {
    await withDatabase(async (db) => {
      const project = await openProject(repository.path, {});
      await fillHistory(db, project);
      await scanProject(db, project);
    });
  };
  const stored = () => withDatabase((db) => db.selectFrom('snapshot').select(['week', 'commit_sha', 'rules']).orderBy('week').execute());
  await run();
  const before = await stored();
  expect(before.length).toBeGreaterThan(3);
  for (const date of ['1970-01-01T00:00:05Z', '2106-02-07T06:28:20Z']) {
    vi.setSystemTime(new Date(date));
    await awaited('scan', repository.path);
    await awaited('history', repository.path, '--weeks', '8', '--quiet');
  }
  vi.setSystemTime(NOW);
  await run();
  expect((await stored()).filter(({ week }) => week === null || week <= '2026-W06')).toEqual(before);
  const states = await withDatabase((db) => db.selectFrom('usage').select('state').execute());
  expect(states.length).toBeGreaterThan(0);
});

test('a check that is killed leaves nothing behind for long', async () => {
  repository.commit(MONDAY, { 'orders.py': ORDERS });
  await awaited('check', repository.path, '--base', 'main');
  const cache = join(folder, 'checked');
  const [kept = ''] = readdirSync(cache);
  for (let index = 0; index < 9; index++) writeFileSync(join(cache, `${kept}.${index}`), readFileSync(join(cache, kept)).subarray(0, 20));
  repository.commit(MONDAY_AFTER, { 'orders.py': converted('place') });
  await awaited('check', repository.path, '--base', 'main');
  expect(readdirSync(cache).length).toBeLessThanOrEqual(6);
});

test('a result that cannot be written is said', async () => {
  repository.commit(MONDAY, { 'orders.py': ORDERS });
  await refused(['check', repository.path, '--base', 'main', '--write', `json=${folder}`], /^awaited: .* is a folder; name a file\.$/m);
  await refused(['check', repository.path, '--base', 'main', '--write', `json=${join(folder, 'no/where.json')}`], /no\/where\.json cannot be used: there is no such file or folder; check its name\.$/m);
  if (existsSync('/dev/full')) await refused(['check', repository.path, '--base', 'main', '--write', 'json=/dev/full'], /cannot be written: the disk is full; free some space and try again\.$/m);
});
