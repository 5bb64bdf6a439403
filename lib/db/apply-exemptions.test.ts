import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { ConversionUnit, FileResult, Hazard, Snapshot } from '../../scanner/snapshot';
import type { ExemptionTarget, HazardIdentity, UsageIdentity } from '../exemptions';
import { addExemption, revokeExemption } from './edit/exemption';
import type { Editor } from './edit/edit';
import { openDatabase, type Db } from './open';
import { saveProject } from './projects';
import { countErrors, listConverted, listFiles } from './read/files';
import { listUsages, listFileHazards } from './read/file';
import { countHazards, listHazards } from './read/hazards';
import { listSnapshots } from './read/snapshots';
import { stateSeries } from './read/series';
import { listUnits } from './read/units';
import { saveSnapshot } from './save-scan';
import { fileOf, snapshotOf, usageOf } from './testing/snapshot';

const ADA: Editor = { projectId: 1, who: 'Ada', at: '2026-02-03T09:00:00Z' };
const phaseOf = (file: FileResult) => (file.category === 'test' ? null : 'Services');
const ownersOf = (path: string) => (path.startsWith('app/') ? ['@shop/app', 'ada@example.org'] : []);

function hazard(rule: string, scope: string, line: number, more: Partial<Hazard> = {}): Hazard {
  return { rule, severity: 'error', certainty: 'certain', scope, ordinal: 0, message: 'It will fail.', evidence: [], exempt: null, line, column: 5, endLine: line, endColumn: 9, ...more };
}

function unit(path: string, functions: readonly [string, number][], blockers: readonly string[]): ConversionUnit {
  const unblocks = functions.reduce((sum, [, usages]) => sum + usages, 0);
  return {
    id: `${path}:${functions[0]?.[0]}`, title: functions[0]?.[0] ?? '', unblocks, hazards: 1, ready: blockers.length === 0, blockers, boundaries: [],
    functions: functions.map(([scope, usages]) => ({ path, scope, line: 3, usages, calls: [] })),
  };
}

/** `place` blocks the event loop; `pay` is sync in the first weeks and async from W04 on. */
function state(week: number): Partial<Snapshot> & { files: FileResult[] } {
  const paid = week >= 4;
  const orders = fileOf(
    'app/orders.py',
    [
      usageOf('Orders.place', 'execute', 'blocking', { line: 10 }),
      usageOf('Orders.place', 'execute', 'blocking', { line: 12, ordinal: 1 }),
      usageOf('Orders.place', 'query', 'sync', { line: 14 }),
      usageOf('Orders.list', 'scalars', 'unknown', { line: 20, api: 'unknown' }),
    ],
    { hazards: [hazard('sync-session-in-async', 'Orders.place', 12), hazard('unawaited-operation', 'Orders.list', 30)] },
  );
  const payments = fileOf('app/payments.py', [usageOf('pay', 'commit', paid ? 'async' : 'sync')], { service: 'Payments', blob: (paid ? '2' : '1').repeat(40) });
  const tests = fileOf('tests/test_pay.py', [usageOf('test_pay', 'get', 'sync'), usageOf('test_pay', 'add', 'exempt')], { category: 'test', service: 'tests' });
  const pays = paid ? [] : [unit('app/payments.py', [['pay', 1]], [])];
  return { files: [orders, payments, tests], units: [unit('app/orders.py', [['Orders.place', 3], ['Orders.helper', 0]], ['a worker calls it']), ...pays], at: `2026-0${week < 5 ? 1 : 2}-${week < 5 ? String(week * 7 - 3) : '01'}T10:00:00Z` };
}

async function board(exempted: readonly { path: string; target: ExemptionTarget | null; reason: string }[] = []): Promise<Db> {
  const db = await openDatabase(':memory:');
  await saveProject(db, { root: '/shop', name: 'Shop', pack: 'p', branch: 'main', config: JSON.stringify({ soakDays: 7 }) }, ADA.at);
  // Files get their ids before anything is exempt.
  const save = async (week: string | null, number: number) => {
    const { files, ...more } = state(number);
    await saveSnapshot(db, { projectId: 1, week, snapshot: snapshotOf(files, more), phaseOf, ownersOf, scannedAt: `2026-02-0${number}T12:00:00Z`, durationMs: 1 });
  };
  if (exempted.length > 0) {
    await saveSnapshot(db, { projectId: 1, week: null, snapshot: snapshotOf(state(5).files.map((file) => ({ ...file, usages: [], hazards: [] }))), scannedAt: ADA.at, durationMs: 1 });
    for (const { path, target, reason } of exempted) await addExemption(db, ADA, await idOf(db, path), target, reason);
  }
  await save('2026-W04', 4);
  await save('2026-W03', 3);
  await save('2026-W02', 2);
  await save(null, 5);
  return db;
}

async function idOf(db: Db, path: string): Promise<number> {
  return (await db.selectFrom('file').select('id').where('path', '=', path).executeTakeFirstOrThrow()).id;
}

/** Everything that pages, reports and the API read of the weeks, by week. */
async function shown(db: Db): Promise<object[]> {
  const series = await stateSeries(db, 1);
  const weeks = [];
  for (const { id, week } of await listSnapshots(db, 1)) {
    const verdicts = await db.selectFrom('snapshot_file').innerJoin('verdict', 'verdict.id', 'verdict_id').select(['verdict.id', 'path', 'converted', 'verdict.hazards']).where('snapshot_id', '=', id).orderBy('path').execute();
    const details = [];
    for (const verdict of verdicts) {
      const usages = (await listUsages(db, verdict.id)).map(({ id: _, exemption: __, ...usage }) => usage);
      const hazards = (await listFileHazards(db, verdict.id)).map(({ id: _, exemption: __, ...found }) => found);
      const totals = await db.selectFrom('verdict_total').select(['kind', 'state', 'count']).where('verdict_id', '=', verdict.id).orderBy('kind').orderBy('state').execute();
      details.push({ ...verdict, id: 0, usages, hazards, totals });
    }
    const groups = db.selectFrom('snapshot_group').innerJoin('file_group', 'file_group.id', 'group_id').select(['service', 'category', 'phase', 'owners', 'status', 'files', 'soaked']);
    const places = db.selectFrom('snapshot_file').innerJoin('file_group', 'file_group.id', 'group_id').select(['file_id', 'service', 'phase', 'owners', 'status']);
    weeks.push({
      week,
      details,
      series: series.get(id),
      totals: await db.selectFrom('snapshot_total').select(['dimension', 'key', 'kind', 'state', 'count']).where('snapshot_id', '=', id).orderBy('dimension').orderBy('key').orderBy('kind').orderBy('state').execute(),
      figures: await db.selectFrom('snapshot_figure').select(['dimension', 'key', 'figure', 'count']).where('snapshot_id', '=', id).orderBy('dimension').orderBy('key').orderBy('figure').execute(),
      groups: (await groups.where('snapshot_id', '=', id).execute()).map((row) => JSON.stringify(row)).sort(),
      places: await places.where('snapshot_id', '=', id).orderBy('file_id').execute(),
      files: (await listFiles(db, id)).map(({ id: _, ...file }) => file),
      converted: [...(await listConverted(db, id))],
      errors: [...(await countErrors(db, id))],
      hazards: (await listHazards(db, id)).map(({ id: _, ...found }) => found),
      rules: await countHazards(db, id),
      units: await listUnits(db, id),
    });
  }
  return weeks;
}

const SECOND: UsageIdentity = { kind: 'session-operation', scope: 'Orders.place', api: 'Session.execute', ordinal: 1 };
const HAZARD: HazardIdentity = { rule: 'sync-session-in-async', scope: 'Orders.place', ordinal: 0 };
const ORDERS = { path: 'app/orders.py', target: null, reason: 'Stays until the worker is gone.' };

describe('an exemption made on the board changes what is stored to what a scan with it would have stored', () => {
  let db: Db;
  beforeEach(async () => {
    db = await board();
  });
  afterEach(() => db.destroy());

  async function check(...exempted: Parameters<typeof board>[0] & object) {
    const before = await shown(db);
    const ids: number[] = [];
    for (const { path, target, reason } of exempted) {
      const outcome = await addExemption(db, ADA, await idOf(db, path), target, reason);
      ids.push(outcome.kind === 'saved' ? outcome.value : 0);
    }
    const after = await shown(db);
    const fresh = await board(exempted);
    expect(after).toEqual(await shown(fresh));
    await fresh.destroy();
    expect(after).not.toEqual(before);
    for (const id of ids) expect(await revokeExemption(db, ADA, id)).toMatchObject({ kind: 'saved' });
    expect(await shown(db)).toEqual(before);
  }

  test('of a file', () => check(ORDERS));
  test('of one usage', () => check({ ...ORDERS, target: SECOND }));
  test('of one hazard', () => check({ ...ORDERS, target: HAZARD }));
  test('of one hazard, of the usage on its line and of its file', () => check({ ...ORDERS, target: HAZARD, reason: 'measured' }, { ...ORDERS, target: SECOND, reason: 'read only' }, ORDERS));
  test('of one usage and of its file', () => check({ ...ORDERS, target: SECOND, reason: 'read only' }, ORDERS));
  test('of a file that was converted in the middle of the history', () => check({ path: 'app/payments.py', target: null, reason: 'bought from others' }));
  test('of a file with other exemptions', () => check({ path: 'tests/test_pay.py', target: null, reason: 'kept as they are' }));

  test('of a usage that is there no more changes nothing', async () => {
    const before = await shown(db);
    await addExemption(db, ADA, await idOf(db, 'app/orders.py'), { ...SECOND, scope: 'Orders.gone' }, 'why not');
    expect(await shown(db)).toEqual(before);
  });
});

test('who reads a usage learns why it is exempt, by whom and since when', async () => {
  const db = await board();
  await addExemption(db, ADA, await idOf(db, 'app/orders.py'), SECOND, 'Read only, on a replica.');
  const [latest] = (await listSnapshots(db, 1)).slice(-1);
  const verdict = await db.selectFrom('snapshot_file').innerJoin('verdict', 'verdict.id', 'verdict_id').select('verdict.id').where('snapshot_id', '=', latest?.id ?? 0).where('path', '=', 'app/orders.py').executeTakeFirstOrThrow();
  const usages = await listUsages(db, verdict.id);
  expect(usages.map((usage) => `${usage.line} ${usage.state}: ${usage.reason}`)).toEqual([
    '10 blocking: execute on a session',
    '12 exempt: exempt: Read only, on a replica, Ada, 2026-02-03, on the board; execute on a session',
    '14 sync: query on a session',
    '20 unknown: scalars on a session',
  ]);
  // What is dangerous about that usage is allowed with it; what stands elsewhere is not.
  expect((await listFileHazards(db, verdict.id)).map((found) => [found.line, found.exempt])).toEqual([
    [12, 'Read only, on a replica, Ada, 2026-02-03, on the board'],
    [30, null],
  ]);
  expect((await listUnits(db, latest?.id ?? 0)).map((found) => [found.title, found.unblocks, found.hazards])).toEqual([['Orders.place', 2, 0]]);
  await db.destroy();
});

test('an exemption of a hazard leaves the usage on its line in scope, and the other hazards of the file alone', async () => {
  const db = await board();
  await addExemption(db, ADA, await idOf(db, 'app/orders.py'), HAZARD, 'Measured: it never waits.');
  const [latest] = (await listSnapshots(db, 1)).slice(-1);
  const hazards = (await listHazards(db, latest?.id ?? 0)).filter((found) => found.path === 'app/orders.py');
  expect(hazards.map((found) => [found.line, found.exempt])).toEqual([
    [12, 'Measured: it never waits, Ada, 2026-02-03, on the board'],
    [30, null],
  ]);
  expect(await countHazards(db, latest?.id ?? 0)).toEqual([{ rule: 'unawaited-operation', certain: 1, possible: 0 }]);
  const verdict = await db.selectFrom('snapshot_file').innerJoin('verdict', 'verdict.id', 'verdict_id').select('verdict.id').where('snapshot_id', '=', latest?.id ?? 0).where('path', '=', 'app/orders.py').executeTakeFirstOrThrow();
  expect((await listUsages(db, verdict.id)).map((usage) => usage.state)).toEqual(['blocking', 'blocking', 'sync', 'unknown']);
  expect((await listUnits(db, latest?.id ?? 0)).map((found) => [found.title, found.unblocks, found.hazards])).toEqual([['Orders.place', 3, 0]]);
  await db.destroy();
});

test('a scan with new code keeps the exemption on the place, wherever its line is now', async () => {
  const db = await board();
  await addExemption(db, ADA, await idOf(db, 'app/orders.py'), SECOND, 'read only');
  const { files, ...more } = state(5);
  const moved = files.map((file) => ({ ...file, blob: 'e'.repeat(40), usages: file.usages.map((usage) => ({ ...usage, line: usage.line + 100, endLine: usage.endLine + 100 })) }));
  const { id } = await saveSnapshot(db, { projectId: 1, week: null, snapshot: snapshotOf(moved, more), phaseOf, ownersOf, scannedAt: '2026-02-06T12:00:00Z', durationMs: 1 });
  expect((await listFiles(db, id)).map((file) => [file.path, file.counts])).toEqual([
    ['app/orders.py', { blocking: 1, exempt: 1, sync: 1, unknown: 1 }],
    ['app/payments.py', { async: 1 }],
    ['tests/test_pay.py', { exempt: 1, sync: 1 }],
  ]);
  await db.destroy();
});
