import { afterEach, beforeEach, expect, test } from 'vitest';
import { openDatabase, type Db } from './open';
import { saveProject } from './projects';
import { cancelScans } from './edit/scan';
import { findLiveState } from './read/live-state';
import { findScanRun } from './read/scan-run';
import { saveSnapshot } from './save-scan';
import { snapshotOf } from './testing/snapshot';
import { beat, endRun, failRun, noteFailedRun, startRun } from './scan-runs';

const at = (minute: number) => new Date(Date.UTC(2026, 0, 9, 12, minute));

let db: Db;
let project: number;
beforeEach(async () => {
  db = await openDatabase(':memory:');
  project = (await saveProject(db, { root: '/orders', name: 'orders', pack: 'sqlalchemy-async', branch: 'main', config: '{}' }, '2026-01-05')).id;
});
afterEach(() => db.destroy());

test('a run shows its progress until it ends', async () => {
  const run = await startRun(db, project, 'scan', 42, at(0));
  expect(await beat(db, run, { files_done: 10, files_total: 40 }, at(1))).toBe(true);
  expect(await findScanRun(db, project, at(1))).toMatchObject({ pid: 42, state: 'running', files_done: 10, files_total: 40 });
  await endRun(db, run);
  expect(await findScanRun(db, project, at(1))).toBeNull();
});

test('a run learns at its next beat that it is to end', async () => {
  const run = await startRun(db, project, 'history', 42, at(0));
  await db.updateTable('scan_run').set({ state: 'cancelling' }).execute();
  expect(await beat(db, run, {}, at(1))).toBe(false);
});

test('a failure is shown until the next run', async () => {
  const run = await startRun(db, project, 'scan', 42, at(0));
  await failRun(db, run, 'The disk is full.');
  expect(await findScanRun(db, project, at(50))).toMatchObject({ state: 'failed', message: 'The disk is full.' });
  await startRun(db, project, 'scan', 43, at(51));
  expect(await db.selectFrom('scan_run').select('pid').execute()).toEqual([{ pid: 43 }]);
});

test('a run that was killed is not shown, and goes with the next one', async () => {
  await startRun(db, project, 'scan', 42, at(0));
  expect(await findScanRun(db, project, at(2))).toBeNull();
  await startRun(db, project, 'scan', 43, at(2));
  expect(await db.selectFrom('scan_run').select('pid').execute()).toEqual([{ pid: 43 }]);
});

test('a clock that was set back brings no dead run to life', async () => {
  await startRun(db, project, 'scan', 42, at(30));
  expect(await findScanRun(db, project, at(3))).toBeNull();
  await startRun(db, project, 'scan', 43, at(3));
  expect(await db.selectFrom('scan_run').select('pid').execute()).toEqual([{ pid: 43 }]);
});

test('a run that was only taken for dead goes on', async () => {
  const slow = await startRun(db, project, 'scan', 42, at(0));
  await startRun(db, project, 'scan', 43, at(5));
  expect(await beat(db, slow, { files_done: 1 }, at(5))).toBe(true);
});

test('a run that was taken for dead leaves alone the one that took its place', async () => {
  const [asleep, next] = [await startRun(db, project, 'watch', 42, at(0)), await startRun(db, project, 'watch', 43, at(5))];
  await beat(db, asleep, {}, at(9));
  await failRun(db, asleep, 'The disk is full.');
  await endRun(db, asleep);
  expect(await db.selectFrom('scan_run').select(['id', 'pid', 'state', 'beat_at']).execute()).toEqual([{ id: next.id, pid: 43, state: 'running', beat_at: at(5).toISOString() }]);
});

test('a process that fails before its run began, or without a word, is told of; its own words stay', async () => {
  const orders = { root: '/orders', pack: 'sqlalchemy-async' };
  const shown = async (minute: number) => (await findScanRun(db, project, at(minute)))?.message;
  await noteFailedRun(db, orders, { kind: 'scan', pid: 42 }, 'git was not found.', at(0));
  expect(await shown(50)).toBe('git was not found.');
  await startRun(db, project, 'scan', 43, at(1));
  await noteFailedRun(db, orders, { kind: 'scan', pid: 43 }, 'It ended with SIGKILL.', at(1));
  expect(await shown(50)).toBe('It ended with SIGKILL.');
  await failRun(db, await startRun(db, project, 'scan', 44, at(2)), 'The disk is full.');
  await noteFailedRun(db, orders, { kind: 'scan', pid: 44 }, 'It ended with 2.', at(2));
  expect(await shown(50)).toBe('The disk is full.');
  await noteFailedRun(db, { root: '/gone', pack: '' }, { kind: 'scan', pid: 45 }, 'It ended with 2.', at(2));
  expect(await db.selectFrom('scan_run').select('pid').execute()).toEqual([{ pid: 44 }]);
});

test('a watch is told to pages that are open, for as long as it beats; it is no scan', async () => {
  const watch = await startRun(db, project, 'watch', 42, at(0));
  expect(await findLiveState(db, project, at(0))).toEqual({ run: null, latest: '', isWatched: true });
  expect(await cancelScans(db, { projectId: project, who: 'Ada', at: '2026-01-09' })).toEqual({ kind: 'gone' });
  await saveSnapshot(db, { projectId: project, week: null, snapshot: snapshotOf([]), scannedAt: '2026-01-09T12:00:00Z', durationMs: 1 });
  const { latest } = await findLiveState(db, project, at(1));
  await saveSnapshot(db, { projectId: project, week: null, snapshot: snapshotOf([]), scannedAt: '2026-01-09T12:01:00Z', durationMs: 1 });
  expect((await findLiveState(db, project, at(1))).latest).not.toBe(latest);
  expect(await findLiveState(db, project, at(3))).toMatchObject({ isWatched: false });
  await endRun(db, watch);
  expect(await findLiveState(db, project, at(0))).toMatchObject({ isWatched: false });
});
