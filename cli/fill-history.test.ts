import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Db } from '../lib/db/open';
import type { TestRepository } from '../scanner/testing/repository';
import type { HistoryOptions } from './fill-history';
import { converted, sync, TestHistory, W03, W04, W05, W06 } from './testing/history';

let history: TestHistory;
let repository: TestRepository;
let db: Db;
beforeEach(async () => {
  history = new TestHistory();
  repository = history.repository;
  db = await history.open();
});
afterEach(() => history.remove());

const fill = (options?: HistoryOptions, path?: string) => history.fill(options, path);
const stored = () => history.stored();

describe('weeks of the past', () => {
  test('hold what the code was, and quiet weeks repeat it', async () => {
    repository.commit(W03, { 'orders.py': sync('place', 'pay') });
    repository.commit(W05, { 'orders.py': sync('pay'), 'places.py': converted('place') });
    await history.scan();
    expect(await fill()).toMatchObject({ stored: 4, from: '2026-W03', to: '2026-W06', missingBefore: null });
    expect(await stored()).toEqual([
      '2026-W03 orders.py#1 sync 2',
      '2026-W04 orders.py#1 sync 2',
      '2026-W05 orders.py#1 sync 1',
      '2026-W05 places.py#2 async 1',
      '2026-W06 orders.py#1 sync 1',
      '2026-W06 places.py#2 async 1',
    ]);
  });

  test('need no scan before', async () => {
    repository.commit(W05, { 'orders.py': sync('place') });
    expect((await fill()).stored).toBe(2);
    await history.scan();
    expect(await db.selectFrom('file').selectAll().execute()).toMatchObject([{ path: 'orders.py', current: 1 }]);
  });

  test('begin with the first usage', async () => {
    for (let week = 0; week < 20; week++) repository.commit(new Date(Date.UTC(2025, 8, 1 + 7 * week)).toISOString(), { 'a.py': `x = ${week}\n` });
    repository.commit(W05, { 'orders.py': sync('place') });
    await fill();
    expect((await stored()).map((line) => line.slice(0, 8))).toEqual(['2026-W05', '2026-W06']);
    await fill({ weeks: 4 });
    expect((await stored()).map((line) => line.slice(0, 8))).toEqual(['2026-W03', '2026-W04', '2026-W05', '2026-W06']);
  });

  test('begin with the plan where there is one', async () => {
    repository.commit(W03, { 'orders.py': sync('place'), 'awaited.yaml': 'start: 2026-01-19\n' });
    await fill();
    expect((await stored()).map((line) => line.slice(0, 8))).toEqual(['2026-W04', '2026-W05', '2026-W06']);
    await fill({ since: '2020-01-01' });
    expect(await stored()).toHaveLength(4);
  });

  test('follow the first parent: a branch counts when it is merged', async () => {
    repository.commit(W03, { 'orders.py': sync('place') });
    repository.git('checkout', '-q', '-b', 'convert');
    repository.commit(W04, { 'orders.py': converted('place') });
    repository.git('checkout', '-q', 'main');
    repository.commit(W05, { 'README.md': 'x' });
    repository.git('merge', '-q', '--no-commit', '--no-ff', 'convert');
    repository.commit(W06);
    await fill();
    expect(await stored()).toEqual(['2026-W03 orders.py#1 sync 1', '2026-W04 orders.py#1 sync 1', '2026-W05 orders.py#1 sync 1', '2026-W06 orders.py#1 async 1']);
  });

  test('are those of the tracked branch, whatever is checked out', async () => {
    repository.commit(W05, { 'orders.py': sync('place') });
    repository.git('checkout', '-q', '-b', 'convert');
    repository.commit(W06, { 'orders.py': converted('place') });
    await history.scan();
    await fill();
    expect(await stored()).toEqual(['2026-W05 orders.py#1 sync 1', '2026-W06 orders.py#1 sync 1']);
  });

  test('go on under a renamed default branch', async () => {
    repository.commit(W04, { 'orders.py': sync('place') });
    await fill();
    repository.git('branch', '-m', 'main', 'trunk');
    repository.commit(W06, { 'orders.py': converted('place') });
    await fill();
    expect(await stored()).toEqual(['2026-W04 orders.py#1 sync 1', '2026-W05 orders.py#1 sync 1', '2026-W06 orders.py#1 async 1']);
    expect(await db.selectFrom('project').select('branch').execute()).toEqual([{ branch: 'trunk' }]);
  });

  test('may have several roots', async () => {
    repository.commit(W03, { 'orders.py': sync('place') });
    repository.git('checkout', '-q', '--orphan', 'other');
    repository.git('rm', '-rfq', '.');
    repository.commit(W04, { 'billing.py': sync('bill') });
    repository.git('checkout', '-q', 'main');
    repository.git('merge', '-q', '--no-commit', '--allow-unrelated-histories', 'other');
    repository.commit(W05);
    await fill();
    expect(await stored()).toEqual([
      '2026-W03 orders.py#2 sync 1',
      '2026-W04 orders.py#2 sync 1',
      '2026-W05 billing.py#1 sync 1',
      '2026-W05 orders.py#2 sync 1',
      '2026-W06 billing.py#1 sync 1',
      '2026-W06 orders.py#2 sync 1',
    ]);
  });

  test('are refused in one sentence where nothing is committed', async () => {
    await expect(fill()).rejects.toThrow(/has no commits yet; there is no history to fill in\.$/);
  });
});

describe('a rerun', () => {
  test('changes no byte', async () => {
    repository.commit(W04, { 'a.py': sync('place') });
    repository.commit(W05, { 'a.py': converted('place') });
    await history.scan();
    await fill();
    await history.close();
    const before = readFileSync(history.databaseFile);
    expect((await fill()).stored).toBe(0);
    await history.close();
    expect(readFileSync(history.databaseFile).equals(before)).toBe(true);
  });

  test('goes on where a run was interrupted, and ends with the same', async () => {
    for (const [index, date] of [W03, W04, W05, W06].entries()) repository.commit(date, { 'a.py': sync('place'), [`b${index}.py`]: converted('pay') });
    const interrupted = fill({
      onWeek: (done) => {
        if (done === 2) throw new Error('power cut');
        return true;
      },
    });
    await expect(interrupted).rejects.toThrow('power cut');
    expect(new Set((await stored()).map((line) => line.slice(0, 8)))).toEqual(new Set(['2026-W05', '2026-W06']));
    expect((await fill()).stored).toBe(2);
    const resumed = await stored();
    await db.deleteFrom('snapshot').execute();
    await fill();
    expect(await stored()).toEqual(resumed);
  });

  test('goes on where somebody ended a run', async () => {
    for (const [index, date] of [W03, W04, W05, W06].entries()) repository.commit(date, { [`b${index}.py`]: converted('pay') });
    expect((await fill({ onWeek: (done) => done < 3 })).stored).toBe(3);
    expect((await fill()).stored).toBe(1);
    expect(await db.selectFrom('scan_run').selectAll().execute()).toEqual([]);
  });

  test('is told by the pages to end', async () => {
    for (const [index, date] of [W03, W04, W05, W06].entries()) repository.commit(date, { [`b${index}.py`]: converted('pay') });
    const cancel = sql`create trigger cancel after insert on scan_run begin update scan_run set state = 'cancelling'; end`;
    await cancel.execute(db);
    expect((await fill()).stored).toBe(1);
  });

  test('adds the weeks that have passed and redoes the one that was not over', async () => {
    repository.commit(W05, { 'a.py': sync('place') });
    await fill({ now: new Date('2026-01-28T12:00:00Z') });
    repository.commit('2026-01-30T10:00:00Z', { 'a.py': converted('place') });
    expect((await fill()).stored).toBe(2);
    expect(await stored()).toEqual(['2026-W05 a.py#1 async 1', '2026-W06 a.py#1 async 1']);
  });

  test('after a force-push tells the new history', async () => {
    const first = repository.commit(W04, { 'a.py': sync('place') });
    repository.commit(W05, { 'a.py': converted('place') });
    await fill();
    repository.git('reset', '-q', '--hard', first);
    repository.commit(W06, { 'a.py': sync('place', 'pay') });
    await fill();
    expect(await stored()).toEqual(['2026-W04 a.py#1 sync 1', '2026-W05 a.py#1 sync 1', '2026-W06 a.py#1 sync 2']);
  });

  test('after a history that was cut off drops the weeks that are no more', async () => {
    repository.commit(W03, { 'a.py': sync('place') });
    repository.commit(W05, { 'a.py': sync('place') });
    await fill();
    repository.git('checkout', '-q', '--orphan', 'fresh');
    repository.commit(W06);
    repository.git('branch', '-q', '-D', 'main');
    repository.git('branch', '-m', 'main');
    await fill();
    expect(await stored()).toEqual(['2026-W06 a.py#1 sync 1']);
  });

  test('under other rules redoes all and leaves one mark', async () => {
    repository.commit(W05, { 'a.py': sync('place') });
    await fill();
    repository.commit(W06, { 'awaited.yaml': 'exempt: [{ path: a.py, reason: stays sync }]\n' });
    expect((await fill()).stored).toBe(2);
    expect((await fill()).stored).toBe(0);
    expect(await stored()).toEqual(['2026-W05 a.py#1 exempt 1', '2026-W06 a.py#1 exempt 1']);
    expect(await db.selectFrom('rule_change').select(['at', 'note']).execute()).toMatchObject([{ note: 'configuration changed' }]);
  });
});

test('a shallow clone says what is missing', async () => {
  repository.commit(W03, { 'a.py': sync('place') });
  repository.commit(W04, { 'b.py': sync('pay') });
  repository.commit(W05, { 'c.py': sync('ship') });
  const clone = join(history.folder, 'clone');
  execFileSync('git', ['clone', '-q', '--depth', '2', `file://${repository.path}`, clone]);
  expect(await fill({}, clone)).toMatchObject({ stored: 3, from: '2026-W04', missingBefore: '2026-01-19' });
  const scanned = await history.scan(clone);
  expect(scanned.snapshot.quality).toMatchObject([{ kind: 'shallow' }]);
  execFileSync('git', ['fetch', '-q', '--unshallow'], { cwd: clone });
  expect(await fill({}, clone)).toMatchObject({ stored: 1, missingBefore: null });
});
