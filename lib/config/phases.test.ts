import { expect, test } from 'vitest';
import { DEFAULT_CONFIG, type Config, type Phase } from './config';
import { phaseOf, type PhaseSubject } from './phases';

const week = { from: 1, to: 1 };
const plan = (...phases: Phase[]): Config => ({ ...DEFAULT_CONFIG, phases });
const taskQueue: PhaseSubject = { path: 'app/services/task_queue.py', service: 'TaskQueueService', category: 'service', language: 'python' };
const manifest: PhaseSubject = { path: 'pyproject.toml', service: 'dependencies', category: 'other', language: 'other' };

test('all keys of a rule must hold, any value of a key does', () => {
  const config = plan(
    { name: 'other path', weeks: week, match: { service: ['TaskQueueService'], path: ['lib/**'] } },
    { name: 'both', weeks: week, match: { service: ['Memory', 'TaskQueueService'], path: ['lib/**', 'app/**'] } },
  );
  expect(phaseOf(taskQueue, config)).toBe('both');
});

test('the first phase that matches takes the file', () => {
  const config = plan({ name: 'first', weeks: week, match: { category: ['service'] } }, { name: 'second', weeks: week, match: { path: ['**'] } });
  expect(phaseOf(taskQueue, config)).toBe('first');
});

test('a file that no phase matches is unplanned', () => {
  expect(phaseOf(taskQueue, plan({ name: 'tests', weeks: week, match: { category: ['test'] } }))).toBeNull();
});

test('dependency lists go where the plan says driver, and the migration settings do not', () => {
  expect(phaseOf(manifest, DEFAULT_CONFIG)).toBe('Foundation');
  const config = plan({ name: 'drivers', weeks: week, match: { category: ['driver'] } }, { name: 'alembic', weeks: week, match: { category: ['migration-env'] } });
  expect(phaseOf({ ...manifest, path: 'alembic.ini', category: 'migration-env' }, config)).toBe('alembic');
});

test('the default plan leaves no category out', () => {
  for (const category of ['database', 'model', 'service', 'route', 'background-loop', 'worker', 'migration-env', 'test', 'script', 'other'] as const) {
    expect(phaseOf({ ...taskQueue, category }, DEFAULT_CONFIG)).not.toBeNull();
  }
});
