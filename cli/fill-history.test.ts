import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openDatabase, type Db } from '../lib/db/open';
import { TestRepository } from '../scanner/testing/repository';
import { fillHistory, type HistoryOptions } from './fill-history';
import { openProject } from './open-project';
import { scanProject } from './scan-project';

const NOW = new Date('2026-02-04T12:00:00Z');
const W03 = '2026-01-12T10:00:00Z';
const W04 = '2026-01-19T10:00:00Z';
const W05 = '2026-01-26T10:00:00Z';
const W06 = '2026-02-02T10:00:00Z';

/** A module with one usage for each name. */
const sync = (...names: string[]) =>
  `from sqlalchemy.orm import Session\n\n${names.map((name) => `def ${name}(db: Session):\n    db.commit()\n`).join('\n')}`;
const converted = (...names: string[]) =>
  `from sqlalchemy.ext.asyncio import AsyncSession\n\n${names.map((name) => `async def ${name}(db: AsyncSession):\n    await db.commit()\n`).join('\n')}`;

let repository: TestRepository;
let folder: string;
let db: Db;
beforeEach(async () => {
  repository = new TestRepository();
  folder = mkdtempSync(join(tmpdir(), 'awaited-history-'));
  db = await openDatabase(join(folder, 'awaited.db'));
});
afterEach(async () => {
  await db.destroy();
  repository.remove();
  rmSync(folder, { recursive: true, force: true });
});

const open = (path = repository.path) => openProject(path, { db: join(folder, 'awaited.db') });
const scan = async () => scanProject(db, await open());
const fill = async (options: HistoryOptions = {}, path = repository.path) => fillHistory(db, await open(path), { now: NOW, ...options });

/** `2026-W05 orders.py#1 async 1, sync 1`: per week each file with its lineage, and its `commit` operations by state. */
async function stored(): Promise<string[]> {
  const rows = await db
    .selectFrom('snapshot')
    .leftJoin('snapshot_file', 'snapshot_file.snapshot_id', 'snapshot.id')
    .leftJoin('verdict', 'verdict.id', 'snapshot_file.verdict_id')
    .leftJoin('verdict_total', (join) => join.onRef('verdict_total.verdict_id', '=', 'verdict.id').on('kind', '=', 'session-operation'))
    .select(['week', 'verdict.path', 'snapshot_file.file_id', 'state', 'count'])
    .where('week', 'is not', null)
    .orderBy('week')
    .orderBy('path')
    .orderBy('state')
    .execute();
  return rows.map((row) => `${row.week}${row.path === null ? '' : ` ${row.path}#${row.file_id} ${row.state} ${row.count}`}`);
}

describe('weeks of the past', () => {
  test('hold what the code was, and quiet weeks repeat it', async () => {
    repository.commit(W03, { 'orders.py': sync('place', 'pay') });
    repository.commit(W05, { 'orders.py': sync('pay'), 'places.py': converted('place') });
    await scan();
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
    await scan();
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
    await scan();
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

describe('a file keeps its lineage', () => {
  test('through renames, with edits, one after another', async () => {
    repository.commit(W03, { 'a.py': sync('place', 'pay', 'ship') });
    repository.commit(W04, { 'a.py': null, 'b.py': sync('place', 'pay', 'ship', 'send') });
    repository.commit(W05, { 'b.py': null, 'app/c.py': sync('place', 'pay', 'ship', 'send') });
    await scan();
    await fill();
    expect(await stored()).toEqual(['2026-W03 a.py#1 sync 3', '2026-W04 b.py#1 sync 4', '2026-W05 app/c.py#1 sync 4', '2026-W06 app/c.py#1 sync 4']);
  });

  test('when it is deleted and comes back', async () => {
    repository.commit(W03, { 'a.py': sync('place'), 'x.py': sync('exist') });
    repository.commit(W04, { 'a.py': null });
    repository.commit(W05, { 'a.py': sync('place', 'pay') });
    await scan();
    await fill();
    expect((await stored()).filter((line) => line.includes('a.py'))).toEqual(['2026-W03 a.py#1 sync 1', '2026-W05 a.py#1 sync 2', '2026-W06 a.py#1 sync 2']);
  });

  test('when another takes its name', async () => {
    repository.commit(W03, { 'a.py': sync('place', 'pay'), 'b.py': sync('bill', 'charge', 'refund') });
    repository.commit(W04, { 'a.py': null });
    repository.commit(W05, { 'b.py': null, 'a.py': sync('bill', 'charge', 'refund') });
    await scan();
    await fill();
    expect(await stored()).toEqual([
      '2026-W03 a.py#2 sync 2',
      '2026-W03 b.py#1 sync 3',
      '2026-W04 b.py#1 sync 3',
      '2026-W05 a.py#1 sync 3',
      '2026-W06 a.py#1 sync 3',
    ]);
  });

  test('and what people wrote stays with it, however often history is told again', async () => {
    repository.commit(W04, { 'a.py': sync('place', 'pay') });
    await scan();
    await db.insertInto('checklist_tick').values({ file_id: 1, item: 'Reviewed', ticked_by: 'Ada', ticked_at: W04 }).execute();
    repository.commit(W05, { 'a.py': null, 'b.py': sync('place', 'pay') });
    await scan();
    await fill();
    repository.commit(W06, { 'b.py': null, 'c.py': sync('place', 'pay') });
    await scan();
    await fill();
    expect(await stored()).toEqual(['2026-W04 a.py#1 sync 2', '2026-W05 b.py#1 sync 2', '2026-W06 c.py#1 sync 2']);
    expect(await db.selectFrom('checklist_tick').innerJoin('file', 'file.id', 'file_id').select('path').execute()).toEqual([{ path: 'c.py' }]);
  });
});

describe('a rerun', () => {
  test('changes no byte', async () => {
    repository.commit(W04, { 'a.py': sync('place') });
    repository.commit(W05, { 'a.py': converted('place') });
    await scan();
    await fill();
    await db.destroy();
    const before = readFileSync(join(folder, 'awaited.db'));
    db = await openDatabase(join(folder, 'awaited.db'));
    expect((await fill()).stored).toBe(0);
    await db.destroy();
    expect(readFileSync(join(folder, 'awaited.db')).equals(before)).toBe(true);
    db = await openDatabase(join(folder, 'awaited.db'));
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
  const clone = join(folder, 'clone');
  execFileSync('git', ['clone', '-q', '--depth', '2', `file://${repository.path}`, clone]);
  expect(await fill({}, clone)).toMatchObject({ stored: 3, from: '2026-W04', missingBefore: '2026-01-19' });
  const scanned = await scanProject(db, await open(clone));
  expect(scanned.snapshot.quality).toMatchObject([{ kind: 'shallow' }]);
  execFileSync('git', ['fetch', '-q', '--unshallow'], { cwd: clone });
  expect(await fill({}, clone)).toMatchObject({ stored: 1, missingBefore: null });
});
