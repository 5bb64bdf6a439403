import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { FileResult } from '../../scanner/snapshot';
import { FactsCache } from './facts-cache';
import { openDatabase, type Db } from './open';
import { saveProject } from './projects';
import { saveSnapshot } from './save-scan';
import { fileOf, snapshotOf, usageOf } from './testing/snapshot';

let db: Db;
let projectId: number;
beforeEach(async () => {
  db = await openDatabase(':memory:');
  const project = { root: '/repositories/orders', name: 'OrderDesk', pack: 'sqlalchemy-async', branch: 'main', config: '{}' };
  projectId = (await saveProject(db, project, '2026-01-05T09:00:00Z')).id;
});
afterEach(() => db.destroy());

const orders = fileOf('orders/service.py', [usageOf('OrderService.place', 'execute', 'sync'), usageOf('OrderService.place', 'commit', 'async')]);
const routes = fileOf('orders/routes.py', [usageOf('list_orders', 'query', 'blocking')], { category: 'route', service: 'API' });

function save(files: readonly FileResult[], week: string | null = null, more: Partial<Parameters<typeof saveSnapshot>[1]> = {}) {
  return saveSnapshot(db, { projectId, week, snapshot: snapshotOf(files), scannedAt: '2026-01-09T18:00:00Z', durationMs: 12, ...more });
}

async function latestFiles(): Promise<{ path: string; file_id: number }[]> {
  return db
    .selectFrom('snapshot')
    .innerJoin('snapshot_file', 'snapshot_file.snapshot_id', 'snapshot.id')
    .innerJoin('verdict', 'verdict.id', 'snapshot_file.verdict_id')
    .select(['verdict.path', 'verdict.file_id'])
    .where('snapshot.week', 'is', null)
    .orderBy('verdict.path')
    .execute();
}

describe('saving a snapshot', () => {
  test('stores files, usages, counts and notes', async () => {
    const quality = [{ kind: 'too-large', path: 'orders/generated.py', line: null, message: '5.0 MB' }] as const;
    const { id } = await save([orders, routes], null, { snapshot: snapshotOf([orders, routes], { quality }), phaseOf: (file) => (file.category === 'route' ? 'Routes' : null) });
    expect(await db.selectFrom('usage').select(['kind', 'state', 'method']).orderBy('id').execute()).toEqual([
      { kind: 'session-operation', state: 'sync', method: 'execute' },
      { kind: 'session-operation', state: 'async', method: 'commit' },
      { kind: 'legacy-query', state: 'blocking', method: 'query' },
    ]);
    const totals = await db.selectFrom('snapshot_total').selectAll().where('dimension', '=', 'phase').orderBy('state').execute();
    expect(totals.map(({ key, kind, state, count }) => [key, kind, state, count])).toEqual([
      ['', 'session-operation', 'async', 1],
      ['Routes', 'legacy-query', 'blocking', 1],
      ['', 'session-operation', 'sync', 1],
    ]);
    const figures = await db.selectFrom('snapshot_figure').selectAll().where('dimension', '=', 'all').orderBy('figure').execute();
    expect(figures.map(({ figure, count }) => [figure, count])).toEqual([
      ['files', 2],
      ['files-started', 1],
      ['functions', 2],
      ['functions-async', 2],
      ['queries', 2],
      ['queries-select', 1],
    ]);
    expect(await db.selectFrom('quality_note').select(['snapshot_id', 'kind', 'path']).execute()).toEqual([
      { snapshot_id: id, kind: 'too-large', path: 'orders/generated.py' },
    ]);
  });

  test('stores the same result of many weeks once', async () => {
    for (const week of ['2026-W01', '2026-W02', null]) await save([orders, routes], week);
    expect(await db.selectFrom('verdict').selectAll().execute()).toHaveLength(2);
    expect(await db.selectFrom('snapshot_file').selectAll().execute()).toHaveLength(6);
  });

  test('replaces the latest state and drops what only it held', async () => {
    await save([orders, routes]);
    const converted = fileOf('orders/routes.py', [usageOf('list_orders', 'execute', 'async')]);
    await save([orders, converted]);
    expect(await db.selectFrom('snapshot').selectAll().execute()).toHaveLength(1);
    expect(await db.selectFrom('verdict').selectAll().execute()).toHaveLength(2);
    expect(await db.selectFrom('usage').select('method').where('state', '=', 'blocking').execute()).toEqual([]);
  });

  test('keeps a verdict that a week still points to', async () => {
    await save([routes], '2026-W02');
    await save([routes]);
    await save([]);
    expect(await db.selectFrom('verdict').selectAll().execute()).toHaveLength(1);
  });

  test('leaves the old state where it fails', async () => {
    await save([orders]);
    const impossible = { ...routes, service: null as unknown as string };
    await expect(save([impossible])).rejects.toThrow(/NOT NULL/);
    expect((await latestFiles()).map((row) => row.path)).toEqual(['orders/service.py']);
  });

  test('stores a unit that looks the same in many weeks once, and drops it with the last of them', async () => {
    const unit = (id: string) => ({ id, title: id, functions: [], boundaries: [], unblocks: 2, hazards: 0, ready: true, blockers: [] });
    const units = [unit('orders/service.py:OrderService.place'), unit('orders/routes.py:list_orders')];
    for (const week of ['2026-W01', '2026-W02', null]) await save([], week, { snapshot: snapshotOf([], { units }) });
    expect(await db.selectFrom('unit_body').select('id').execute()).toHaveLength(2);
    const ranked = await db.selectFrom('unit').innerJoin('unit_body', 'unit_body.id', 'body_id').select(['rank', 'unit_id', 'body']).where('snapshot_id', '=', 3).orderBy('rank').execute();
    expect(ranked).toEqual(units.map((each, rank) => ({ rank, unit_id: each.id, body: JSON.stringify(each) })));
    for (const week of ['2026-W01', '2026-W02', null]) await save([], week);
    expect(await db.selectFrom('unit_body').select('id').execute()).toEqual([]);
  });

  test('stores ten thousand usages', async () => {
    const usages = Array.from({ length: 10_000 }, (_, ordinal) => usageOf('OrderService.place', 'execute', 'sync', { ordinal }));
    await save([fileOf('orders/service.py', usages)]);
    const row = await db.selectFrom('verdict_total').select('count').executeTakeFirst();
    expect(row?.count).toBe(10_000);
  });
});

describe('lineages', () => {
  const tree = (paths: string[], renames: [string, string][] = []) => ({ tree: { paths: new Set(paths), renames: new Map(renames) } });

  test('a rename keeps the file and what people wrote about it', async () => {
    await save([orders], null, tree(['orders/service.py']));
    const [before] = await latestFiles();
    const fileId = before?.file_id ?? 0;
    const plan = { file_id: fileId, assignee: 'Ada', due: null, pr_url: null, note: null, version: 1, updated_by: 'Ada', updated_at: '2026-01-09' };
    await db.insertInto('file_plan').values(plan).execute();
    await save([{ ...orders, path: 'orders/placing.py' }], null, tree(['orders/placing.py'], [['orders/placing.py', 'orders/service.py']]));
    expect(await latestFiles()).toEqual([{ path: 'orders/placing.py', file_id: fileId }]);
    expect(await db.selectFrom('file_plan').select('assignee').execute()).toEqual([{ assignee: 'Ada' }]);
  });

  test('a file that was deleted and comes back is the same file', async () => {
    await save([orders], null, tree(['orders/service.py']));
    const [before] = await latestFiles();
    await save([], null, tree(['README.md']));
    await save([orders], null, tree(['orders/service.py']));
    expect(await latestFiles()).toEqual([before]);
  });

  test('a moved file that takes the name of a deleted one stays itself', async () => {
    await save([orders, routes], null, tree(['orders/service.py', 'orders/routes.py']));
    await save([routes], null, tree(['orders/routes.py']));
    const other = fileOf('orders/new.py', [usageOf('renew', 'get', 'sync')]);
    await save([other], null, tree(['orders/new.py']));
    // git says the newcomer was moved there: it does not inherit what was written about the deleted file.
    await save([{ ...other, path: 'orders/service.py' }], null, tree(['orders/service.py'], [['orders/service.py', 'orders/new.py']]));
    const files = await db.selectFrom('file').select(['path', 'current']).orderBy('id').execute();
    expect(files).toEqual([
      { path: 'orders/service.py', current: 0 },
      { path: 'orders/routes.py', current: 0 },
      { path: 'orders/service.py', current: 1 },
    ]);
  });

  test('a week names lineages by the path they had then', async () => {
    await save([{ ...orders, path: 'orders/placing.py' }], null, tree(['orders/placing.py']));
    const [now] = await latestFiles();
    await save([orders], '2026-W01', { fileIds: new Map([['orders/service.py', now?.file_id ?? 0]]) });
    expect(await db.selectFrom('file').selectAll().execute()).toHaveLength(1);
    const paths = await db.selectFrom('verdict').select('path').orderBy('path').execute();
    expect(paths.map((row) => row.path)).toEqual(['orders/placing.py', 'orders/service.py']);
  });
});

test('projects get readable slugs of their own', async () => {
  const other = { root: '/elsewhere/OrderDesk', name: 'OrderDesk', pack: 'sqlalchemy-async', branch: 'main', config: '{}' };
  await saveProject(db, other, '2026-01-05T09:00:00Z');
  await saveProject(db, { ...other, branch: 'trunk' }, '2026-01-06T09:00:00Z');
  const rows = await db.selectFrom('project').select(['slug', 'branch']).orderBy('id').execute();
  expect(rows).toEqual([
    { slug: 'order-desk', branch: 'main' },
    { slug: 'order-desk-2', branch: 'trunk' },
  ]);
});

test('cached facts belong to a version and can be pruned by age', async () => {
  const january = new FactsCache(db, 1, '2026-01-05');
  await january.put([
    { blob: 'a1', language: 'python', body: Uint8Array.of(1, 2, 3), notes: [] },
    { blob: 'a2', language: 'python', body: Uint8Array.of(4), notes: [{ kind: 'encoding', line: null, message: 'latin-1' }] },
  ]);
  await january.put([{ blob: 'a1', language: 'python', body: Uint8Array.of(1, 2, 3), notes: [] }]);
  expect([...((await january.get('python', ['a1'])).get('a1')?.body ?? [])]).toEqual([1, 2, 3]);
  expect(await new FactsCache(db, 2, '2026-01-05').get('python', ['a1'])).toEqual(new Map());
  const march = new FactsCache(db, 1, '2026-03-01');
  await march.get('python', ['a1']);
  expect(await march.prune('2026-02-01')).toBe(1);
  expect([...(await march.get('python', ['a1', 'a2'])).keys()]).toEqual(['a1']);
});
