import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openDatabase, type Db } from '../lib/db/open';
import { TestRepository } from '../scanner/testing/repository';
import { ScanMemory } from './scan-memory';
import { openProject } from './open-project';
import { scanProject } from './scan-project';

const MONDAY = '2026-01-05T09:00:00Z';
const ORDERS = 'from sqlalchemy.orm import Session\n\ndef place(db: Session):\n    db.commit()\n';

let repository: TestRepository;
let folder: string;
let db: Db;
beforeEach(async () => {
  repository = new TestRepository();
  folder = mkdtempSync(join(tmpdir(), 'awaited-scan-'));
  db = await openDatabase(join(folder, 'awaited.db'));
});
afterEach(async () => {
  await db.destroy();
  repository.remove();
  rmSync(folder, { recursive: true, force: true });
});

const scan = async (into = db, memory?: ScanMemory) => scanProject(into, await openProject(repository.path, { db: join(folder, 'awaited.db') }), undefined, memory);
const files = () => db.selectFrom('snapshot_file').innerJoin('verdict', 'verdict.id', 'verdict_id').select(['verdict.path', 'verdict.file_id']).orderBy('verdict.path').execute();

test('two scans of one project at once leave one whole snapshot', async () => {
  repository.commit(MONDAY, { 'orders.py': ORDERS, 'billing.py': ORDERS });
  const other = await openDatabase(join(folder, 'awaited.db'));
  await Promise.all([scan(), scan(other)]);
  await other.destroy();
  expect(await db.selectFrom('snapshot').select('week').execute()).toEqual([{ week: null }]);
  expect((await files()).map((row) => row.path)).toEqual(['billing.py', 'orders.py']);
  expect(await db.selectFrom('project').select('slug').execute()).toHaveLength(1);
});

test('a file moved in the working tree, not committed, keeps its lineage; and so when it is committed', async () => {
  repository.commit(MONDAY, { 'orders.py': ORDERS });
  await scan();
  const [before] = await files();
  repository.write({ 'orders.py': null, 'shop/orders.py': ORDERS });
  await scan();
  expect(await files()).toEqual([{ path: 'shop/orders.py', file_id: before?.file_id }]);
  repository.commit('2026-01-06T09:00:00Z');
  await scan();
  expect(await files()).toEqual([{ path: 'shop/orders.py', file_id: before?.file_id }]);
});

test('facts are stored once for each content and taken from there', async () => {
  repository.commit(MONDAY, { 'orders.py': ORDERS, 'copy.py': ORDERS, 'other.py': 'x = 1\n' });
  await scan();
  expect(await db.selectFrom('facts').select('blob').execute()).toHaveLength(2);
  repository.write({ 'orders.py': `${ORDERS}    db.flush()\n` });
  await scan();
  await scan(db, new ScanMemory());
  expect(await db.selectFrom('facts').select('blob').execute()).toHaveLength(3);
});

test('damaged facts in the cache are made anew', async () => {
  repository.commit(MONDAY, { 'orders.py': ORDERS });
  await scan();
  await sql`update facts set body = ${Buffer.from('nonsense')}`.execute(db);
  const { snapshot } = await scan();
  expect(snapshot.files.map((file) => file.usages.length)).toEqual([2]);
});

test('a cancelled scan says so and keeps what is stored', async () => {
  repository.commit(MONDAY, { 'orders.py': ORDERS });
  await scan();
  await sql`create trigger cancel after insert on scan_run begin update scan_run set state = 'cancelling'; end`.execute(db);
  repository.write({ 'orders.py': ORDERS.replace('place', 'pay') });
  await expect(scan()).rejects.toThrow('The scan was cancelled.');
  expect(await db.selectFrom('usage').select('scope').distinct().execute()).toEqual([{ scope: 'place' }]);
});
