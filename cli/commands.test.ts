import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020';
import { describe, expect, test, vi } from 'vitest';
import { openDatabase } from '../lib/db/open';
import type { TestRepository } from '../scanner/testing/repository';
import { awaited, ORDERS } from './testing/awaited';
import { forEachTest, MONDAY } from './testing/for-each-test';

const isUsageLine = new Ajv2020({ strict: false }).compile(JSON.parse(readFileSync(join(import.meta.dirname, '../schema/usage.schema.json'), 'utf8')) as object);
let repository: TestRepository;
let folder: string;
forEachTest((bench) => ({ repository, folder } = bench));

describe('usages', () => {
  test('prints one JSON object a line, as the contract says', async () => {
    repository.commit(MONDAY, { 'shop/orders.py': ORDERS });
    const { code, out } = await awaited('usages', repository.path, '--json');
    expect(code).toBe(0);
    const usages = out.trim().split('\n').map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(usages.map((usage) => `${String(usage.line)}:${String(usage.column)} ${String(usage.kind)}`)).toEqual(['3:11 session-parameter', '4:8 session-operation', '5:8 session-operation']);
    for (const usage of usages) expect(isUsageLine(usage), JSON.stringify(isUsageLine.errors)).toBe(true);
    expect(usages[2]).toEqual({
      path: 'shop/orders.py',
      line: 5,
      column: 8,
      endLine: 5,
      endColumn: 14,
      kind: 'session-operation',
      state: 'sync',
      api: 'Session.commit',
      method: 'commit',
      awaited: false,
      asyncContext: false,
      scope: 'place',
      confidence: 'resolved',
      service: expect.any(String) as string,
      category: expect.any(String) as string,
      reason: expect.any(String) as string,
    });
  });

  test('reads the working tree, or a revision', async () => {
    repository.commit(MONDAY, { 'orders.py': ORDERS });
    repository.write({ 'orders.py': `${ORDERS}    db.flush()\n` });
    expect((await awaited('usages', repository.path)).out).toContain('orders.py:6:8');
    expect((await awaited('usages', repository.path, '--rev', 'HEAD')).out).not.toContain('orders.py:6:8');
  });

  test('writes nothing into the repository', async () => {
    repository.commit(MONDAY, { 'orders.py': ORDERS });
    const state = () => execFileSync('sh', ['-c', 'find . -type f | sort | xargs sha1sum; stat -c "%n %Y" .git/index'], { cwd: repository.path, encoding: 'utf8' });
    const before = state();
    await awaited('scan', repository.path);
    await awaited('history', repository.path);
    expect(state()).toBe(before);
  });

  test('works where the database does not', async () => {
    repository.commit(MONDAY, { 'orders.py': ORDERS });
    writeFileSync(join(folder, 'awaited.db'), 'no database '.repeat(100));
    expect((await awaited('usages', repository.path, '--json')).out.trim().split('\n')).toHaveLength(3);
  });
});

describe('scan', () => {
  test('says what it found and stores it', async () => {
    repository.commit(MONDAY, { 'orders.py': ORDERS });
    const { code, out, err } = await awaited('scan', repository.path);
    expect([code, err]).toEqual([0, '']);
    expect(out).toMatch(/0 % async · 0 of 3 usages in 1 files/);
    expect(out).toMatch(/Session operation +2 +2\n/);
    const db = await openDatabase(join(folder, 'awaited.db'));
    expect(await db.selectFrom('usage').select('api').execute()).toHaveLength(3);
    expect(await db.selectFrom('scan_run').selectAll().execute()).toEqual([]);
    await db.destroy();
  });

  test('tells programs as JSON', async () => {
    const commit = repository.commit(MONDAY, { 'orders.py': ORDERS });
    const { out } = await awaited('scan', repository.path, '--json');
    expect(JSON.parse(out)).toMatchObject({ commit, files: 1, bytes: ORDERS.length, quality: [] });
  });

  test('gives the same snapshot for a commit and for a clean working tree of it', async () => {
    repository.commit(MONDAY, { 'orders.py': ORDERS, 'routes.py': `from orders import place\n` });
    const state = async () => {
      const db = await openDatabase(join(folder, 'awaited.db'));
      const rows = await db.selectFrom('verdict').select(['digest', 'file_id']).execute();
      const snapshots = await db.selectFrom('snapshot').select(['commit_sha', 'committed_at', 'rules']).execute();
      await db.destroy();
      return { rows, snapshots };
    };
    await awaited('scan', repository.path);
    const first = await state();
    await awaited('scan', repository.path, '--rev', 'main');
    expect(await state()).toEqual(first);
  });
});

describe('explain', () => {
  test('prints the chain of evidence', async () => {
    repository.commit(MONDAY, { 'orders.py': ORDERS });
    const { code, out } = await awaited('explain', `${repository.path}/orders.py:5`);
    expect(code).toBe(0);
    expect(out).toMatch(/^orders\.py:5:8 {2}Session\.commit\n {2}Session operation, sync, in place\n/);
  });

  test('says that there is no such file', async () => {
    repository.commit(MONDAY, { 'orders.py': ORDERS });
    expect(await awaited('explain', 'order.py:5', '--in', repository.path)).toMatchObject({ code: 2, out: '', err: expect.stringMatching(/^awaited: There is no file order\.py in .*; write its path from there\.\n$/) as string });
    expect(await awaited('explain', 'order.py:place', '--in', repository.path)).toMatchObject({ code: 2 });
  });

  test('says where the nearest usage is', async () => {
    repository.commit(MONDAY, { 'orders.py': ORDERS });
    expect((await awaited('explain', `${repository.path}/orders.py:1`)).out).toBe('orders.py:1 has no usage and no hazard. The nearest are on line 3, 4, 5.\n');
  });
});

describe('db', () => {
  test('checks and backs up', async () => {
    repository.commit(MONDAY, { 'orders.py': ORDERS });
    await awaited('scan', repository.path);
    expect(await awaited('db', 'check')).toMatchObject({ code: 0, out: `${join(folder, 'awaited.db')} is sound.\n` });
    const copy = join(folder, 'copy.db');
    expect((await awaited('db', 'backup', copy)).code).toBe(0);
    expect((await awaited('db', 'check', '--db', copy)).code).toBe(0);
    expect((await awaited('db', 'prune')).out).toBe('Forgot the facts of 0 file contents.\n');
    expect(await awaited('db', 'backup', copy)).toMatchObject({ code: 2, err: `awaited: ${copy} exists already; name a file that does not.\n` });
  });
});

test('every command explains itself with an example', async () => {
  const overview = (await awaited('--help')).out;
  const names = [...overview.matchAll(/^ {2}([a-z]+) (?=.*\S)/gm)].map(([, name = '']) => name).filter((name) => name !== 'help' && name !== 'awaited');
  expect(names.length).toBeGreaterThan(7);
  for (const name of names) expect((await awaited(name, '--help')).out, name).toMatch(/Examples?:\n {2}awaited /);
});

describe('misuse', () => {
  const check = async (args: string[], message: RegExp) => {
    const { code, err } = await awaited(...args);
    expect(code).toBe(2);
    expect(err).toMatch(message);
  };
  test('unknown options', () => check(['scan', '.', '--frob'], /unknown option '--frob'/));
  test('missing arguments', () => check(['scan'], /missing required argument 'path'/));
  test('bad numbers', async () => {
    await check(['history', '.', '--weeks', '-3'], /-3/);
    await check(['history', '.', '--since', 'soon'], /soon is not a date; write it as 2025-11-17\./);
    await check(['serve', '--port', '99999'], /99999 is not a port/);
  });
  test('a place without a line', () => check(['explain', 'orders.py'], /orders\.py names no line; write it as FILE:LINE/));
});

test('debugging shows the stack, otherwise none is shown', async () => {
  vi.stubEnv('AWAITED_DEBUG', '1');
  expect((await awaited('scan', join(folder, 'nowhere'))).err).toContain('    at ');
});
