import { describe, expect, test } from 'vitest';
import type { FileResult } from '../../scanner/snapshot';
import { DEFAULT_CONFIG } from '../config/config';
import { derivePhases } from '../config/derive-phases';
import { fileOf, snapshotOf, usageOf } from '../db/testing/snapshot';
import { planMarkdown } from './plan-markdown';
import type { PlanSource } from './plan-source';

const ORDERS = `class OrderService:
    def place(self, order):
        with self.db.get_session() as session:
            session.add(order)
            session.commit()
            return session.query(Order).filter(Order.id == order.id).first()
`;
const place = 'OrderService.place';
const orders = fileOf(
  'app/orders.py',
  [
    usageOf(place, 'get_session', 'sync', { kind: 'session-open', api: 'Session', line: 3, column: 22, endColumn: 33 }),
    usageOf(place, 'add', 'sync', { line: 4, column: 21, endColumn: 24 }),
    usageOf(place, 'commit', 'sync', { line: 5, column: 21, endColumn: 27 }),
    usageOf(place, 'query', 'sync', { line: 6, column: 28, endColumn: 33 }),
  ],
  { service: 'OrderService' },
);

function planOf(files: FileResult[], more: Partial<PlanSource> = {}): string {
  return planMarkdown({
    project: 'shop',
    config: DEFAULT_CONFIG,
    snapshot: snapshotOf(files),
    exemptions: [],
    phases: derivePhases(files),
    sources: new Map([['app/orders.py', ORDERS]]),
    manifests: [{ path: 'pyproject.toml', text: 'dependencies = [\n  "sqlalchemy>=2.0",\n  "psycopg2-binary>=2.9",\n]\n' }],
    relationships: [{ path: 'app/models.py', line: 7 }],
    ...more,
  });
}

describe('the plan document', () => {
  const plan = planOf([orders, fileOf('tests/test_orders.py', [usageOf('test_place', 'get', 'sync')], { category: 'test', service: 'Tests' })]);

  test('counts what must change', () => {
    expect(plan).toContain('changes **2 files** with **5 usages**: 1 place that opens a session, 4 operations on sessions and connections, and 0 others');
    expect(plan).toContain('| Services | 1 | 4 | 1 | 3 | 1 | 0 | 0 | 0 |');
    expect(plan).toContain('| `app/orders.py` | OrderService | 1 | 3 | 1 | 0 | 0 |');
  });

  test('the provider that most code waits for is the example', () => {
    const provider = 'def get_session():\n    session = SessionLocal()\n    yield session\n    session.close()\n';
    const open = (path: string) => fileOf(path, [usageOf('get_session', 'get_session', 'sync', { kind: 'session-provider', line: 1, column: 5, endColumn: 16 }), usageOf('get_session', 'close', 'sync', { line: 4, column: 13, endColumn: 18 })], { category: 'database' });
    const unit = (path: string, unblocks: number) => ({ id: `${path}:get_session`, title: 'get_session', unblocks, hazards: 0, ready: true, blockers: [], boundaries: [], functions: [{ path, scope: 'get_session', line: 1, usages: 2, calls: [] }] });
    const files = [open('app/a.py'), open('app/b.py')];
    const text = planOf(files, { snapshot: snapshotOf(files, { units: [unit('app/a.py', 3), unit('app/b.py', 40)] }), sources: new Map(files.map((file) => [file.path, provider])) });
    expect(text).toContain('**Now**, at `app/b.py:1`');
    expect(text).not.toContain('**Now**, at `app/a.py:1`');
  });

  test('names what a blocker holds up, and what the engine becomes', () => {
    const unit = (id: string) => ({ id, title: id, unblocks: 4, hazards: 0, ready: false, blockers: ['a worker calls it'], boundaries: [], functions: [{ path: 'app/orders.py', scope: place, line: 2, usages: 4, calls: [] }] });
    const engine = fileOf('app/db.py', [usageOf('', 'create_engine', 'sync', { kind: 'engine' })], { category: 'database' });
    const text = planOf([orders, engine], { snapshot: snapshotOf([orders, engine], { units: [unit('a'), unit('b')] }) });
    expect(text).toContain('- a worker calls it; it holds up 4 usages\n');
    expect(text).toContain('- `app/db.py:10` `create_engine`, engine: becomes `create_async_engine`');
  });

  test('shows this codebase’s own before and after', () => {
    expect(plan).toContain('            return session.query(Order)'.replace(/^ {4}/, ''));
    expect(plan).toContain('        return (await session.execute(select(Order).where(Order.id == order.id))).scalars().first()');
    expect(plan).toContain('async def place(self, order):\n    async with self.db.get_session() as session:');
  });

  test('says which dependencies must change', () => {
    expect(plan).toContain('- `psycopg2-binary>=2.9` (`pyproject.toml:3`) serves sync engines only: take psycopg (3) or asyncpg.');
    expect(plan).toContain('write `sqlalchemy[asyncio]`');
    expect(plan).toContain('No async test plugin is declared');
  });

  test('leaves out what does not apply', () => {
    for (const title of ['Alembic\n', 'Background loops', 'Alternative: a hybrid', 'Threads and commands', 'Bulk operations', 'The event loop is blocked today']) {
      expect(plan).not.toContain(`${title}`);
    }
    expect(plan).toContain('1. Connection URLs');
  });

  test('is the same for the same commit', () => {
    expect(planOf([orders])).toBe(planOf([orders]));
  });
});

test('a finished migration has no plan any more', () => {
  const plan = planOf([fileOf('app/orders.py', [usageOf(place, 'add', 'async')])]);
  expect(plan).toContain('Nothing is left to convert: all 1 usages are on the new API.');
  expect(plan).not.toContain('## Migration strategy\n\n### Remaining services (week 2)\n\n1 usage');
});

test('code and names from the repository stay inside their blocks', () => {
  const text = ORDERS.replace('session.add(order)', 'session.add(order)  # ```\n            # <script>').replace('class OrderService', 'class OrderService');
  const plan = planOf([orders], { project: '# x\n<b>', sources: new Map([['app/orders.py', text]]) });
  expect(plan).toContain('`# x\\x0a<b>`, commit');
  expect(plan).toContain('````python');
});
