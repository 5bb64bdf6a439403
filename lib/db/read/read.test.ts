import { afterEach, beforeEach, expect, test } from 'vitest';
import { compareFiles } from '../../compare-files';
import { countMoves } from '../../move-counts';
import { openDatabase, type Db } from '../open';
import { saveProject } from '../projects';
import { saveSnapshot } from '../save-scan';
import { fileOf, snapshotOf, usageOf } from '../testing/snapshot';
import { listChangedFiles } from './changed-files';
import { listDependents } from './dependents';
import { listConverted, listFiles } from './files';
import { listProjects } from './project';
import { search } from './search';
import { stateSeries, stateSeriesBy } from './series';
import { listSnapshots } from './snapshots';
import { totalsBy } from './totals';

let db: Db;
let projectId = 0;
let [before, after] = [0, 0];

/** One week ago `place` was sync; now it is async, and `cancel` was written in the old style. */
beforeEach(async () => {
  db = await openDatabase(':memory:');
  const now = '2026-01-09T18:00:00Z';
  projectId = (await saveProject(db, { root: '/shop', name: 'Shop', pack: 'sqlalchemy-async', branch: 'main', config: '{}' }, now)).id;
  const stock = fileOf('app/stock.py', [usageOf('reserve', 'execute', 'async')], { service: 'Stock' });
  const save = async (week: string | null, ...usages: ReturnType<typeof usageOf>[]) =>
    (await saveSnapshot(db, { projectId, week, snapshot: snapshotOf([fileOf('app/orders.py', usages), stock]), scannedAt: now, durationMs: 1 })).id;
  before = await save('2026-W01', usageOf('place', 'execute', 'sync'));
  after = await save('2026-W02', usageOf('place', 'execute', 'async'), usageOf('cancel', 'delete', 'sync'));
  await save(null, usageOf('place', 'execute', 'async'), usageOf('cancel', 'delete', 'sync'));
});
afterEach(() => db.destroy());

test('weeks come in order, the latest state last', async () => {
  expect((await listSnapshots(db, projectId)).map((row) => row.week)).toEqual(['2026-W01', '2026-W02', null]);
});

test('files with their counts', async () => {
  expect((await listFiles(db, after)).map(({ path, counts }) => [path, counts])).toEqual([
    ['app/orders.py', { async: 1, sync: 1 }],
    ['app/stock.py', { async: 1 }],
  ]);
  expect((await listConverted(db, after)).size).toBe(1);
});

test('only what changed is read to compare two weeks', async () => {
  const changed = await listChangedFiles(db, before, after);
  expect(changed.after.map((file) => file.path)).toEqual(['app/orders.py']);
  const moves = compareFiles(changed.before, changed.after, changed.renames).flatMap((change) => change.moves);
  expect(countMoves(moves)).toEqual({ converted: 1, regressed: 0, newLegacy: 1, newAsync: 0, removed: 0 });
});

test('totals and their course by service', async () => {
  expect(await totalsBy(db, after, 'service')).toEqual(new Map([['Orders', { async: 1, sync: 1 }], ['Stock', { async: 1 }]]));
  expect((await stateSeries(db, projectId)).get(before)).toEqual({ sync: 1, async: 1 });
  expect(await stateSeriesBy(db, [before, after], 'service', ['Stock'])).toEqual(new Map([['Stock', new Map([[before, { async: 1 }], [after, { async: 1 }]])]]));
});

test('a project with its latest figures', async () => {
  expect(await listProjects(db)).toMatchObject([{ slug: 'shop', counts: { async: 2, sync: 1 } }]);
});

test('a part of a path or service, shortest first', async () => {
  expect((await search(db, after, 'sto', 10)).map((hit) => hit.text)).toEqual(['Stock', 'app/stock.py']);
});

test('a file is told whose usages were traced through it, and not those of a file whose name is like its own', async () => {
  const through = (...paths: string[]) => ({ evidence: paths.map((path) => ({ text: 'with "path":"app/db.py" in it', path, line: 3 })) });
  const files = [
    fileOf('app/db.py', [usageOf('session', 'commit', 'sync', through('app/db.py'))]),
    fileOf('app/orders.py', [usageOf('place', 'execute', 'sync', through('app/orders.py', 'app/db.py')), usageOf('place', 'add', 'async', through('app/db.py'))]),
    fileOf('app/stock.py', [usageOf('reserve', 'execute', 'sync', through('app/db.py')), usageOf('reserve', 'add', 'sync')]),
    fileOf('app/bills.py', [usageOf('pay', 'execute', 'sync', through('app/DB.py', 'lib/app/db.py'))]),
  ];
  const { id, fileIds } = await saveSnapshot(db, { projectId, week: null, snapshot: snapshotOf(files), scannedAt: '2026-01-10T18:00:00Z', durationMs: 1 });
  expect(await listDependents(db, id, 'app/db.py')).toEqual([
    { id: fileIds.get('app/orders.py'), path: 'app/orders.py', usages: 2 },
    { id: fileIds.get('app/stock.py'), path: 'app/stock.py', usages: 1 },
  ]);
});
