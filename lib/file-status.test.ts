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
  const unit = (ready: boolean, blockers: string[], ...paths: string[]) => ({
    id: paths.join(),
    title: '',
    functions: paths.map((path) => ({ path, scope: 'f', line: 1, usages: 1, calls: [] })),
    boundaries: [],
    unblocks: 1,
    hazards: 0,
    ready,
    blockers,
  });

  test('one unit that can go makes its file ready', () => {
    const files = readinessByFile([unit(false, ['thread'], 'a.py'), unit(true, [], 'a.py', 'b.py')]);
    expect([files.get('a.py')?.ready, files.get('b.py')?.ready, files.has('c.py')]).toEqual([true, true, false]);
  });

  test('blockers are gathered, each once', () => {
    const files = readinessByFile([unit(false, ['thread'], 'a.py'), unit(false, ['thread', 'provider'], 'a.py')]);
    expect(files.get('a.py')).toEqual({ ready: false, blockers: ['thread', 'provider'] });
  });
});
