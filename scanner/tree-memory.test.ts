/** What is kept of a working tree from one look to the next must never show. */
import { renameSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openRepository } from './git';
import type { Source } from './source';
import { TestRepository } from './testing/repository';
import { TreeMemory } from './tree-memory';
import { openWorkingTree } from './working-tree-source';

const MONDAY = '2026-01-05T09:00:00Z';
const TUESDAY = '2026-01-06T09:00:00Z';

let repository: TestRepository;
let memory: TreeMemory;
beforeEach(() => {
  repository = new TestRepository();
  memory = new TreeMemory();
});
afterEach(() => repository.remove());

async function look(kept?: TreeMemory): Promise<Source> {
  const source = await openWorkingTree(await openRepository(repository.path), (path) => path.endsWith('.py'), () => new Date(TUESDAY), kept);
  await source.close();
  return source;
}

async function check(): Promise<void> {
  const [kept, alone] = [await look(memory), await look()];
  for (const part of ['commit', 'base', 'at', 'files', 'paths', 'notes'] as const) expect(kept[part], part).toEqual(alone[part]);
}

test('every look finds what a look alone finds', async () => {
  const at = (name: string) => join(repository.path, name);
  repository.commit(MONDAY, { 'orders.py': 'x = 1\n', 'routes.py': 'y = 1\n', 'jobs/nightly.py': 'z = 1\n', 'README.md': 'Shop\n' });
  const steps: (() => void)[] = [
    () => {},
    () => repository.write({ 'orders.py': 'x = 12\n' }),
    () => repository.write({ 'orders.py': 'x = 1\n' }),
    () => repository.write({ 'orders.py': 'x = 123\n', 'new.py': 'n = 1\n' }),
    () => repository.git('add', '--all'),
    () => repository.write({ 'orders.py': 'x = 1234\n' }),
    () => repository.commit(TUESDAY),
    () => repository.write({ 'routes.py': null }),
    () => repository.git('checkout', '-q', 'HEAD~1'),
    () => renameSync(at('jobs/nightly.py'), at('jobs/daily.py')),
    () => repository.git('checkout', '-q', '--', '.'),
    () => repository.git('update-index', '--assume-unchanged', 'orders.py'),
    () => repository.write({ 'orders.py': 'x = 123456\n' }),
    () => repository.git('update-index', '--no-assume-unchanged', 'orders.py'),
    () => repository.git('checkout', '-q', '--force', 'main'),
    () => repository.git('config', 'core.autocrlf', 'true'),
    () => repository.write({ 'routes.py': 'y = 1\r\n' }),
    () => repository.git('add', '--all'),
  ];
  for (const step of steps) {
    step();
    await check();
  }
});

test('files that a sparse checkout leaves out are looked for each time: they come and go without the index', async () => {
  repository.commit(MONDAY, { 'shop/orders.py': 'x = 1\n', 'jobs/nightly.py': 'z = 1\n' });
  repository.git('sparse-checkout', 'set', 'shop');
  const steps: (() => void)[] = [
    () => {},
    () => repository.write({ 'jobs/nightly.py': 'z = 12\n' }),
    () => repository.write({ 'jobs/nightly.py': null }),
    () => repository.write({ 'jobs/nightly.py': 'z = 1\n' }),
    () => repository.write({ 'jobs/nightly.py': null }),
    () => repository.git('sparse-checkout', 'disable'),
    () => repository.write({ 'jobs/nightly.py': 'z = 123\n' }),
  ];
  for (const step of steps) {
    step();
    await check();
  }
});

test('a tree that was staged anew meanwhile is not the one that was read', async () => {
  repository.commit(MONDAY, { 'orders.py': 'x = 1\n' });
  const source = await look(memory);
  expect(await source.isUnchanged()).toBe(true);
  repository.write({ 'orders.py': 'x = 2\n' }).git('add', '--all');
  expect(await source.isUnchanged()).toBe(false);
});
