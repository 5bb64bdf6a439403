import { afterEach, expect, test } from 'vitest';
import type { FileResult, Hazard } from '../../../scanner/snapshot';
import { phaseFinder } from '../../config/phases';
import { loadConfig } from '../../config/testing/load-config';
import { exemptSnapshot } from '../../exemptions';
import { statusReport } from '../../status-report';
import { sourceOf, stateOf } from '../../testing/status-report';
import { addExemption } from '../edit/exemption';
import { openDatabase, type Db } from '../open';
import { saveProject } from '../projects';
import { saveSnapshot } from '../save-scan';
import { fileOf, usageOf } from '../testing/snapshot';
import { exemptionsByPath } from './exemptions';
import { findProject } from './project';
import { reportSource } from './report-source';
import { listSnapshots, type SnapshotRow } from './snapshots';

const config = loadConfig('start: 2025-12-22\nphases:\n  - { name: Services, weeks: 1-2, match: { category: [service] } }\n', 'awaited.yaml');
const ownersOf = (path: string) => (path.startsWith('app/') ? ['@shop/app', 'ada@example.org'] : []);

const hazard: Hazard = { rule: 'unawaited-operation', severity: 'error', certainty: 'certain', scope: 'Orders.place', ordinal: 0, message: 'It will fail.', evidence: [], exempt: null, line: 14, column: 5, endLine: 14, endColumn: 9 };

const orders = fileOf('app/orders.py', [usageOf('Orders.place', 'execute', 'blocking'), usageOf('Orders.place', 'query', 'sync', { line: 12 }), usageOf('Orders.list', 'scalars', 'unknown', { line: 20, confidence: 'guessed' })], { hazards: [hazard] });
const payments = fileOf('app/payments.py', [usageOf('pay', 'commit', 'sync')], { service: 'Payments', blob: '1'.repeat(40) });
const paid = fileOf('app/payments.py', [usageOf('pay', 'commit', 'async')], { service: 'Payments', blob: '2'.repeat(40) });
const tests = fileOf('tests/test_pay.py', [usageOf('test_pay', 'get', 'sync'), usageOf('test_pay', 'add', 'exempt')], { category: 'test', service: 'tests' });
const renamed = { ...tests, path: 'tests/pay.py' };

let db: Db;
afterEach(() => db.destroy());

/** The report of a second week is the same whether the database counted the usages or they are counted one by one. */
async function check(before: readonly FileResult[], now: readonly FileResult[], { renames = new Map<string, string>(), exempted = '' } = {}) {
  db = await openDatabase(':memory:');
  await saveProject(db, { root: '/shop', name: 'Shop', pack: 'sqlalchemy-async', branch: 'main', config: JSON.stringify(config) }, '2026-01-05T09:00:00Z');
  const states = { before: stateOf(2, [...before]), now: stateOf(9, [...now]) };
  for (const [week, snapshot] of [['2026-W01', states.before], ['2026-W02', states.now]] as const) {
    // Lineages follow the latest state: it comes first for the week before, and again for the week itself.
    const tree = { paths: new Set(snapshot.files.map((file) => file.path)), renames: week === '2026-W02' ? renames : new Map<string, string>() };
    await saveSnapshot(db, { projectId: 1, week: null, snapshot, tree, phaseOf: phaseFinder(config), ownersOf, scannedAt: snapshot.at, durationMs: 1 });
    await saveSnapshot(db, { projectId: 1, week, snapshot, phaseOf: phaseFinder(config), ownersOf, scannedAt: snapshot.at, durationMs: 1 });
  }
  if (exempted) {
    const { id } = await db.selectFrom('file').select('id').where('path', '=', exempted).executeTakeFirstOrThrow();
    await addExemption(db, { projectId: 1, who: 'Ada', at: '2026-02-03T09:00:00Z' }, id, null, 'read only');
  }
  const project = await findProject(db, 'shop');
  const weeks = (await listSnapshots(db, 1)).filter((row): row is SnapshotRow & { week: string } => row.week !== null);
  const [first, second] = weeks;
  if (!project || !first || !second) throw new Error('two weeks were stored');
  const told = await reportSource(db, project, { week: '2026-W02', snapshot: second, before: first, weeks });
  const exemptions = await exemptionsByPath(db, 1);
  const ofFile = (path: string) => exemptions.get(path) ?? [];
  expect(statusReport(told)).toEqual(statusReport({ ...told, ...sourceOf({ ...told, now: exemptSnapshot(states.now, ofFile), before: exemptSnapshot(states.before, ofFile), renames }) }));
  return statusReport(told);
}

test('something was converted', async () => {
  const report = await check([orders, payments, tests], [orders, paid, tests]);
  expect(report).toMatchObject({ headline: { done: 1, scope: 5, change: 1, converted: 1 }, quality: { guessed: 1 }, hazards: { open: [{ severity: 'error', count: 1 }, {}, {}] } });
});
test('something regressed', async () => {
  expect((await check([orders, paid, tests], [orders, payments, tests])).regressions).toHaveLength(1);
});
test('a file was renamed', async () => {
  expect((await check([orders, tests], [orders, renamed], { renames: new Map([[renamed.path, tests.path]]) })).headline.moved).toBe(false);
});
test('a file came, another went', () => check([orders, payments], [orders, tests]));
test('nothing moved', () => check([orders, tests], [orders, tests]));
test('a file is exempt on the board', async () => {
  expect(await check([orders, payments, tests], [orders, paid, tests], { exempted: orders.path })).toMatchObject({ headline: { scope: 2 }, quality: { guessed: 1, exempt: 4 }, hazards: { open: [{ severity: 'error', count: 0 }, {}, {}] } });
});
test('what is broken for the reason that a hazard states is one place', async () => {
  const unawaited = fileOf('app/orders.py', [usageOf('Orders.place', 'execute', 'broken', { line: 14, column: 5 }), usageOf('Orders.place', 'commit', 'broken', { line: 15 })], { hazards: [hazard, { ...hazard, line: 16 }, { ...hazard, line: 17, exempt: 'known' }] });
  expect((await check([orders], [unawaited])).health.because).toBe('3 places will fail at run time.');
});
test('files by status are those of the series', async () => {
  const report = await check([orders, payments, tests], [orders, paid, tests]);
  expect(report.fileStatuses.filter(({ count }) => count > 0)).toEqual([
    { status: 'not started', count: 1, change: -1 },
    { status: 'converted', count: 1, change: 1 },
    { status: 'needs attention', count: 1, change: 0 },
  ]);
});
