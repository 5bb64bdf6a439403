import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Db } from '../lib/db/open';
import type { TestRepository } from '../scanner/testing/repository';
import { sync, TestHistory, W03, W04, W05, W06 } from './testing/history';

let history: TestHistory;
let repository: TestRepository;
let db: Db;
beforeEach(async () => {
  history = new TestHistory();
  repository = history.repository;
  db = await history.open();
});
afterEach(() => history.remove());

const fill = () => history.fill();
const stored = () => history.stored();

describe('a file keeps its lineage', () => {
  test('through renames, with edits, one after another', async () => {
    repository.commit(W03, { 'a.py': sync('place', 'pay', 'ship') });
    repository.commit(W04, { 'a.py': null, 'b.py': sync('place', 'pay', 'ship', 'send') });
    repository.commit(W05, { 'b.py': null, 'app/c.py': sync('place', 'pay', 'ship', 'send') });
    await history.scan();
    await fill();
    expect(await stored()).toEqual(['2026-W03 a.py#1 sync 3', '2026-W04 b.py#1 sync 4', '2026-W05 app/c.py#1 sync 4', '2026-W06 app/c.py#1 sync 4']);
  });

  test('when it is deleted and comes back', async () => {
    repository.commit(W03, { 'a.py': sync('place'), 'x.py': sync('exist') });
    repository.commit(W04, { 'a.py': null });
    repository.commit(W05, { 'a.py': sync('place', 'pay') });
    await history.scan();
    await fill();
    expect((await stored()).filter((line) => line.includes('a.py'))).toEqual(['2026-W03 a.py#1 sync 1', '2026-W05 a.py#1 sync 2', '2026-W06 a.py#1 sync 2']);
  });

  test('when another takes its name', async () => {
    repository.commit(W03, { 'a.py': sync('place', 'pay'), 'b.py': sync('bill', 'charge', 'refund') });
    repository.commit(W04, { 'a.py': null });
    repository.commit(W05, { 'b.py': null, 'a.py': sync('bill', 'charge', 'refund') });
    await history.scan();
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
    await history.scan();
    await db.insertInto('checklist_tick').values({ file_id: 1, item: 'Reviewed', ticked_by: 'Ada', ticked_at: W04 }).execute();
    repository.commit(W05, { 'a.py': null, 'b.py': sync('place', 'pay') });
    await history.scan();
    await fill();
    repository.commit(W06, { 'b.py': null, 'c.py': sync('place', 'pay') });
    await history.scan();
    await fill();
    expect(await stored()).toEqual(['2026-W04 a.py#1 sync 2', '2026-W05 b.py#1 sync 2', '2026-W06 c.py#1 sync 2']);
    expect(await db.selectFrom('checklist_tick').innerJoin('file', 'file.id', 'file_id').select('path').execute()).toEqual([{ path: 'c.py' }]);
  });
});
