import { expect, it } from 'vitest';
import { readLine } from './read-expectation';
import { readScenarios } from './read-scenario';

it('takes expectations off the code and reads them', () => {
  expect(readLine('    session.commit()  # usage: session-operation sync Session.commit unawaited @13 in=save', 4)).toEqual({
    code: '    session.commit()',
    usages: [{ line: 4, kind: 'session-operation', state: 'sync', api: 'Session.commit', confidence: 'resolved', awaited: false, column: 13, scope: 'save' }],
    hazards: [],
  });
});

it('reads several usages, hazards and keeps other comments', () => {
  const read = readLine('a(s)  # awaited: exempt[old]  # usage: session-open sync Session ; driver async asyncpg guessed # hazard: lazy-load-in-async possible', 1);
  expect(read.code).toBe('a(s)  # awaited: exempt[old]');
  expect(read.usages.map((usage) => [usage.kind, usage.api, usage.confidence])).toEqual([
    ['session-open', 'Session', 'resolved'],
    ['driver', 'asyncpg', 'guessed'],
  ]);
  expect(read.hazards).toEqual([{ line: 1, rule: 'lazy-load-in-async', certainty: 'possible' }]);
});

it.each(['x  # usage: session-operation synk Session.commit', 'x  # usage: session-open sync', 'x  # usage: driver sync psycopg2 perhaps', 'x  # hazard: rule maybe'])(
  'refuses %s',
  (line) => {
    expect(() => readLine(line, 1)).toThrow(/line 1/);
  },
);

it('reads files, manifests, categories and configuration of a scenario', () => {
  const markdown = [
    '# Orders',
    'Group only.',
    '## Saving an order',
    'One line of prose.',
    '',
    '**`app/db.py`:** category `database`, service `Database`',
    '```python',
    'engine = create_engine(url)  # usage: engine sync create_engine',
    '```',
    '```python broken',
    'def save(:',
    '```',
    '```toml',
    '[project]',
    '```',
    '```yaml awaited-config',
    'roots: [src]',
    '```',
  ].join('\n');
  const [scenario, ...others] = readScenarios(markdown);
  expect(others).toEqual([]);
  expect(scenario?.name).toBe('Saving an order');
  expect(scenario?.line).toBe(3);
  expect(scenario?.config).toEqual({ roots: ['src'], services: {}, exempt: [] });
  expect(scenario?.files.map((file) => [file.path, file.language, file.category, file.service, file.isBroken])).toEqual([
    ['app/db.py', 'python', 'database', 'Database', false],
    ['app/orders.py', 'python', undefined, undefined, true],
    ['pyproject.toml', 'manifest', undefined, undefined, false],
  ]);
  expect(scenario?.files[0]?.text).toBe('engine = create_engine(url)\n');
});
