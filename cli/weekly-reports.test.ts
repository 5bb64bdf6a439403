import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { loadConfig } from '../lib/config/testing/load-config';
import { openDatabase, type Db } from '../lib/db/open';
import { packNamed } from '../scanner/packs/built-in';
import { openRepository } from '../scanner/git';
import { TestRepository } from '../scanner/testing/repository';
import type { OpenProject } from './open-project';
import { weeklyReports } from './weekly-reports';

const sync = (name: string) => `from sqlalchemy.orm import Session\n\n\ndef ${name}(db: Session):\n    db.commit()\n`;
const converted = (name: string) => `from sqlalchemy.ext.asyncio import AsyncSession\n\n\nasync def ${name}(db: AsyncSession):\n    await db.commit()\n`;
const NOW = new Date('2026-02-04T12:00:00Z');

let repository: TestRepository;
let folder: string;
let db: Db;
let project: OpenProject;

beforeAll(async () => {
  repository = new TestRepository();
  repository.commit('2026-01-06T12:00:00Z', { 'app/orders.py': sync('place'), 'app/payments.py': sync('pay') });
  repository.commit('2026-01-14T12:00:00Z', { 'app/orders.py': converted('place'), CODEOWNERS: 'app/ @shop/app\n*billing* @shop/money @ada\n' });
  repository.commit('2026-01-28T12:00:00Z', { 'app/payments.py': null, 'app/billing.py': converted('pay') });
  folder = mkdtempSync(join(tmpdir(), 'awaited-report-'));
  db = await openDatabase(join(folder, 'board.db'));
  project = { repository: await openRepository(repository.path), config: loadConfig('', 'awaited.yaml'), configSource: null, pack: packNamed('sqlalchemy-async'), commit: null };
});
afterAll(async () => {
  await db.destroy();
  rmSync(folder, { recursive: true });
  repository.remove();
});

async function reports(week?: string) {
  const found = [];
  for await (const report of weeklyReports(db, project, week, NOW)) found.push(report);
  return found;
}

test('a week is compared with the one before', async () => {
  const [report] = await reports('2026-W03');
  expect(report?.headline).toMatchObject({ done: 2, scope: 4, change: 2, scopeChange: 0, converted: 2, filesDone: 1 });
  expect(report?.completed.map((file) => file.path)).toEqual(['app/orders.py']);
});

test('a quiet week repeats the last state and says that nothing moved', async () => {
  const [report] = await reports('2026-W04');
  expect(report?.headline).toMatchObject({ done: 2, change: 0, moved: false });
});

test('a file that was renamed with its conversion is converted, not new', async () => {
  const [report] = await reports('2026-W05');
  expect(report?.headline).toMatchObject({ done: 4, scope: 4, converted: 2, newTarget: 0 });
  expect(report?.forecast.kind).toBe('finished');
});

test('files by status: what became async soaks for a week, then it is done', async () => {
  const files = async (week: string) => (await reports(week))[0]?.fileStatuses.flatMap(({ status, count, change }) => (count > 0 ? [`${status} ${count} ${change}`] : []));
  expect(await files('2026-W02')).toEqual(['blocked 2 null']);
  expect(await files('2026-W03')).toEqual(['blocked 1 -1', 'converted 1 1']);
  // A quiet week is the very commit of the one before, as old as it was.
  expect(await files('2026-W04')).toEqual(['blocked 1 0', 'converted 1 0']);
  expect(await files('2026-W05')).toEqual(['converted 1 0', 'done 1 1']);
});

test('by owner, as CODEOWNERS says at that commit', async () => {
  const owners = async (week: string) => (await reports(week))[0]?.owners.map(({ name, files, done, scope, change }) => `${name} ${files} ${done}/${scope} ${change}`);
  expect(await owners('2026-W02')).toEqual([]);
  expect(await owners('2026-W03')).toEqual(['@shop/app 2 2/4 2']);
  expect(await owners('2026-W05')).toEqual(['@ada 1 2/2 2', '@shop/app 1 2/2 0', '@shop/money 1 2/2 2']);
});

test('since when something stands in the way', async () => {
  expect((await reports('2026-W04'))[0]?.blockers).toMatchObject([{ what: expect.stringContaining('no async provider') as string, files: ['app/payments.py'], owners: ['@shop/app'], since: '2026-W02' }]);
  expect((await reports('2026-W05'))[0]?.blockers).toEqual([]);
});

test('preparation, before and with the flip', async () => {
  expect((await reports('2026-W03'))[0]?.preparation).toEqual({ functions: 2, functionsAsync: 1, functionsAsyncChange: 1, queries: 0, queriesSelect: 0, queriesSelectChange: 0 });
});

test('without a week it is the present one; all weeks come oldest first', async () => {
  expect((await reports()).map((report) => report.week.name)).toEqual(['2026-W06']);
  expect((await reports('all')).map((report) => report.week.name)).toEqual(['2026-W02', '2026-W03', '2026-W04', '2026-W05', '2026-W06']);
});

test('the same commits give the same report', async () => {
  expect(await reports('2026-W05')).toEqual(await reports('2026-W05'));
});

test.each([
  ['2026-47', '2026-47 is no week; write it as 2026-W06.'],
  ['2026-W30', '2026-W30 lies in the future; the present week is 2026-W06.'],
  ['2025-W30', /^There is no history of .* for 2025-W30; the first commit is younger\.$/],
])('%s is refused', async (week, message) => {
  await expect(reports(week)).rejects.toThrow(message);
});
