/** What the database says when the disk or another process is in the way, and that nothing is lost by it. */
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql, type QueryExecutorProvider } from 'kysely';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Failure } from '../failure';
import { migrate, MIGRATIONS } from './migrate';
import { openDatabase, type Db } from './open';
import { saveProject } from './projects';
import { saveSnapshot } from './save-scan';
import { integrityProblems } from './sqlite-upkeep';
import { fileOf, snapshotOf, usageOf } from './testing/snapshot';

let folder: string;
let db: Db;
let project: number;
const file = () => join(folder, 'awaited.db');
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'awaited-failures-'));
  db = await openDatabase(file());
  project = (await saveProject(db, { root: '/orders', name: 'orders', pack: 'sqlalchemy-async', branch: 'main', config: '{}' }, '2026-01-05')).id;
  await save(10);
});
afterEach(async () => {
  await db.destroy();
  rmSync(folder, { recursive: true, force: true });
});

async function save(files: number): Promise<void> {
  const snapshot = snapshotOf(Array.from({ length: files }, (_, index) => fileOf(`part_${index}.py`, [usageOf('place', 'add', 'sync'), usageOf('place', 'commit', 'sync')])));
  await saveSnapshot(db, { projectId: project, week: null, snapshot, tree: { paths: new Set(snapshot.files.map(({ path }) => path)), renames: new Map() }, scannedAt: '2026-01-09', durationMs: 1 });
}

async function storedFiles(): Promise<number> {
  return (await db.selectFrom('snapshot_file').select('file_id').execute()).length;
}

/** SQLite itself says that the disk is full at the next page beyond these. */
async function leaveRoomFor(pages: number): Promise<void> {
  const [row] = (await sql<{ page_count: number }>`pragma page_count`.execute(db)).rows;
  await sql`pragma max_page_count = ${sql.raw(String((row?.page_count ?? 0) + pages))}`.execute(db);
}

test('a disk that fills up in the middle of a scan loses the new state only', async () => {
  await leaveRoomFor(2);
  const error = await save(4000).then(() => null, (reason: unknown) => reason);
  expect(error).toBeInstanceOf(Failure);
  expect(String(error)).toMatch(/The disk that holds .*awaited\.db is full; free some space and try again\./);
  expect(await storedFiles()).toBe(10);
  await leaveRoomFor(100_000);
  await save(400);
  expect(await storedFiles()).toBe(400);
  expect(await integrityProblems(db)).toEqual([]);
});

test('a database that another process keeps locked is said to be in use', async () => {
  const other = await openDatabase(file());
  await sql`pragma busy_timeout = 0`.execute(db);
  await other.transaction().execute(async () => {
    await expect(save(20)).rejects.toThrow(/is in use by another process; try again when that has finished\./);
  });
  await other.destroy();
  await save(20);
  expect(await storedFiles()).toBe(20);
});

test('a database that became read-only is said to be', async () => {
  await sql`pragma query_only = on`.execute(db);
  await expect(save(20)).rejects.toThrow(/is read-only; make it writable or name another file with --db\./);
  expect(await storedFiles()).toBe(10);
});

test('without room for the backup nothing is migrated, and no half of a backup stays', async () => {
  const next = { name: '9999-next', up: async (trx: QueryExecutorProvider) => void (await sql`create table next (name text)`.execute(trx)) };
  const blocked = `${file()}.before`;
  // A folder in the place of the backup stands for a disk on which it cannot be written.
  await expect(migrate(db, join(blocked, 'missing', 'awaited.db'), [...MIGRATIONS, next])).rejects.toThrow(Failure);
  expect(existsSync(blocked)).toBe(false);
  expect((await sql<{ name: string }>`select name from sqlite_master where name = 'next'`.execute(db)).rows).toEqual([]);
  expect(readdirSync(folder).filter((name) => name.includes('before'))).toEqual([]);
  expect(await storedFiles()).toBe(10);
});
