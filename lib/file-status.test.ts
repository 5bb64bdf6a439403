import { describe, expect, test } from 'vitest';
import { fileVerdictOf, hasSoaked, readinessByFile, type Readiness } from './file-status';
import type { StateCounts } from './migration';

const untouched: Readiness = { ready: false, blockers: [], soaked: true };

test.each<[string, StateCounts, Partial<Readiness>, string, string]>([
  ['nothing known about its units', { sync: 4 }, {}, 'not started', '4 usages to convert'],
  ['a unit that can go', { sync: 4 }, { ready: true }, 'ready', 'nothing stands in the way'],
  ['a unit that cannot', { sync: 4 }, { blockers: ['no async provider yet'] }, 'blocked', 'no async provider yet'],
  ['some usages async', { sync: 3, async: 1 }, { blockers: ['x'] }, 'in progress', '1 of 4 usages async'],
  ['a bridge left', { async: 3, bridged: 1 }, {}, 'in progress', '3 of 4 usages async'],
  ['all async, soaking', { async: 4 }, { soaked: false }, 'converted', 'everything is async, soaking'],
  ['all async for the soak time', { async: 4 }, {}, 'done', 'everything is async'],
  ['exempt beside async', { async: 4, exempt: 1 }, {}, 'done', 'everything is async'],
  ['only exempt', { exempt: 2 }, {}, 'excluded', '2 usages exempt'],
  ['unknown', { async: 4, unknown: 1 }, {}, 'needs attention', '1 usage unknown'],
  ['broken', { async: 4, broken: 1 }, {}, 'needs attention', '1 usage broken'],
  ['a hazard in a finished file', { async: 4 }, { errors: 1 }, 'needs attention', '1 hazard that will fail'],
  ['unparsed', {}, { unread: true }, 'needs attention', 'could not be read to its end'],
])('%s', (_, counts, readiness, status, because) => {
  expect(fileVerdictOf(counts, { ...untouched, ...readiness })).toEqual({ status, because });
});

test('soaking is measured against the commit', () => {
  expect(hasSoaked('2025-11-24T00:00:00Z', '2025-12-01T00:00:00Z', 7)).toBe(true);
  expect(hasSoaked('2025-11-24T00:00:01Z', '2025-12-01T00:00:00Z', 7)).toBe(false);
  expect(hasSoaked(null, '2025-12-01T00:00:00Z', 7)).toBe(true);
});

describe('readiness of files from units', () => {
  const unit = (ready: boolean, blockers: string[], ...functions: string[]) => ({
    id: functions.join(),
    title: '',
    functions: functions.map((name) => ({ path: name.slice(0, name.indexOf(':')), scope: name.slice(name.indexOf(':') + 1), line: 1, usages: 1, calls: [] })),
    boundaries: [],
    unblocks: 1,
    hazards: 0,
    ready,
    blockers,
  });

  test('a file is ready when all units of its functions are', () => {
    const files = readinessByFile([unit(false, ['thread'], 'a.py:load'), unit(true, [], 'a.py:save'), unit(true, [], 'b.py:load')]);
    expect([files.get('a.py'), files.get('b.py'), files.has('c.py')]).toEqual([{ ready: false, blockers: ['thread'] }, { ready: true, blockers: [] }, false]);
  });

  test('a caller that can go by itself does not wait for what it calls', () => {
    const files = readinessByFile([unit(false, ['thread'], 'queue.py:enqueue', 'routes.py:create'), unit(true, [], 'routes.py:create')]);
    expect([files.get('queue.py')?.ready, files.get('routes.py')?.ready]).toEqual([false, true]);
  });

  test('blockers are gathered, each once', () => {
    const files = readinessByFile([unit(false, ['thread'], 'a.py:load'), unit(false, ['thread', 'provider'], 'a.py:save')]);
    expect(files.get('a.py')).toEqual({ ready: false, blockers: ['thread', 'provider'] });
  });
});
