import { expect, test } from 'vitest';
import type { FileResult } from '../../scanner/snapshot';
import { fileOf, snapshotOf, usageOf } from '../db/testing/snapshot';
import { derivePhases } from './derive-phases';
import { deriveConfig, type DeriveFacts } from './derive-config';
import { loadConfig } from './testing/load-config';
import { phaseOf } from './phases';

const usages = (count: number) => Array.from({ length: count }, (_, index) => usageOf(`f${index}`, 'execute', 'sync'));
const file = (path: string, category: FileResult['category'], service: string, count: number) => fileOf(path, usages(count), { category, service });

const shop: FileResult[] = [
  file('src/shop/database.py', 'database', 'DatabaseService', 8),
  file('src/shop/orders.py', 'service', 'OrderService', 150),
  file('src/shop/payments.py', 'service', 'PaymentService', 160),
  file('src/shop/mail.py', 'service', 'MailService', 100),
  file('src/shop/stock.py', 'service', 'StockService', 100),
  file('src/shop/routes/orders.py', 'route', 'API · orders', 20),
  file('scripts/seed.py', 'script', 'Scripts', 3),
  file('migrations/versions/0001_start.py', 'migration-env', 'Migrations', 2),
  file('tests/test_orders.py', 'test', 'Tests', 40),
];

function derive(files: readonly FileResult[], more: Partial<DeriveFacts> = {}) {
  const text = deriveConfig({ snapshot: snapshotOf(files), branch: 'main', migration: 'Async SQLAlchemy', pack: 'sqlalchemy-async', paths: [...files.map(({ path }) => path), 'src/shop/__init__.py'], today: '2026-01-08', ...more });
  return { text, config: loadConfig(text, 'awaited.yaml') };
}

test('what is derived is a valid configuration with a phase for every file', () => {
  const { config } = derive(shop);
  expect(config).toMatchObject({ branch: 'main', start: '2026-01-05', roots: ['src'], exclude: [], exempt: [], soakDays: 7 });
  expect(shop.map((found) => phaseOf(found, config))).toEqual([
    'Foundation', 'Core services', 'Core services', 'Remaining services', 'Remaining services', 'Remaining services', 'Remaining services', 'Foundation', 'Testing & validation',
  ]);
});

test('weeks are as long as the counts say and follow each other', () => {
  expect(derive(shop).config.phases.map((phase) => phase.weeks)).toEqual([
    { from: 1, to: 1 },
    { from: 2, to: 3 },
    { from: 4, to: 4 },
    { from: 5, to: 5 },
  ]);
});

test('each choice is explained', () => {
  const { text } = derive(shop);
  for (const explanation of ['583 usages in 9 of 9 source files', 'PaymentService: 160 usages', 'the most-used services, one at a time: 310 usages left in 2 files', '"scripts/**" # 3 usages', '2 usages lie in migration scripts', 'assuming one engineer']) {
    expect(text).toContain(explanation);
  }
});

test('with few services they are not split', () => {
  expect(derive(shop.slice(0, 3)).config.phases.map((phase) => phase.name)).toEqual(['Foundation', 'Remaining services', 'Testing & validation']);
});

test('an empty codebase still gives a valid file', () => {
  expect(derive([], { branch: null }).config.branch).toBeNull();
});

test('names from the repository cannot break out of their place', () => {
  const name = 'A: "b" # c\n- d';
  const hostile = ['o', 'p', 'q', 'r'].map((letter, index) => file(`src/${letter}.py`, 'service', `${name}${letter}`, 40 - index));
  const { config } = derive(hostile, { branch: '*x' });
  expect(config.branch).toBe('*x');
  expect(config.phases[1]?.match.service?.[0]).toBe(`${name}o`);
});

test('a service that is done is no step of the plan, however much it holds', () => {
  const service = (name: string, count: number, state: 'sync' | 'async') => fileOf(`app/${name}.py`, Array.from({ length: count }, (_, ordinal) => usageOf(`${name}.run`, 'execute', state, { ordinal })), { service: name });
  const phases = derivePhases([service('Done', 90, 'async'), service('Large', 40, 'sync'), service('Mail', 20, 'sync'), service('Stock', 20, 'sync'), service('Tax', 20, 'sync')]);
  expect(phases.find((phase) => phase.name === 'Core services')?.match.service).toEqual(['Large']);
});
