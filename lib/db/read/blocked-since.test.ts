import { afterEach, beforeEach, expect, test } from 'vitest';
import type { ConversionUnit } from '../../../scanner/snapshot';
import { openDatabase, type Db } from '../open';
import { saveProject } from '../projects';
import { saveSnapshot } from '../save-scan';
import { snapshotOf } from '../testing/snapshot';
import { blockedSince } from './blocked-since';

const WORKER = 'a worker calls it: run "queue"\\drain 100 %';
let db: Db;
let weeks: { id: number; week: string }[];
beforeEach(async () => {
  db = await openDatabase(':memory:');
  await saveProject(db, { root: '/shop', name: 'Shop', pack: 'p', branch: 'main', config: '{}' }, '2026-01-05T09:00:00Z');
  weeks = [];
});
afterEach(() => db.destroy());

/** What two functions wait for, week by week from W01 on. */
async function check(expected: Record<string, string>, ...blockers: readonly (readonly string[])[]) {
  for (const [index, own] of blockers.entries()) {
    const week = `2026-W0${index + 1}`;
    const unit = (id: string, waits: readonly string[]): ConversionUnit => ({ id, title: id, functions: [], boundaries: [], unblocks: index + 1, hazards: 0, ready: waits.length === 0, blockers: waits });
    const snapshot = snapshotOf([], { units: [unit('a.py:f', own), unit('b.py:g', own.slice(0, 1))] });
    weeks.push({ id: (await saveSnapshot(db, { projectId: 1, week, snapshot, scannedAt: '2026-02-01T09:00:00Z', durationMs: 1 })).id, week });
  }
  expect(Object.fromEntries(await blockedSince(db, weeks, [WORKER, 'no async provider yet']))).toEqual(expected);
}

test('since the first week on record, where it never went away', () => check({ [WORKER]: '2026-W01' }, [WORKER], [WORKER, 'no async provider yet'], [WORKER]));
test('since it came back', () => check({ [WORKER]: '2026-W03', 'no async provider yet': '2026-W04' }, [WORKER, 'no async provider yet'], ['no async provider yet'], [WORKER], ['no async provider yet', WORKER]));
test('not at all, where it is gone now or never was', () => check({}, [WORKER], []));
test('one that reads alike is another one', () => check({ 'no async provider yet': '2026-W02' }, ['no async provider yet: Database in app/db.py'], ['no async provider yet']));
