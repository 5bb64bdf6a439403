import { describe, expect, test } from 'vitest';
import { fileStatus, readinessByFile, type FileStatusFacts } from './file-status';

const untouched: FileStatusFacts = {
  counts: { sync: 4 },
  errors: 0,
  unread: false,
  convertedSince: null,
  at: '2025-12-01T00:00:00Z',
  soakDays: 7,
};

test.each<[string, Partial<FileStatusFacts>, string, string]>([
  ['nothing known about its units', {}, 'not started', '4 usages to convert'],
  ['a unit that can go', { readiness: { ready: true, blockers: [] } }, 'ready', 'nothing stands in the way'],
  ['a unit that cannot', { readiness: { ready: false, blockers: ['no async provider yet'] } }, 'blocked', 'no async provider yet'],
  ['some usages async', { counts: { sync: 3, async: 1 }, readiness: { ready: false, blockers: ['x'] } }, 'in progress', '1 of 4 usages async'],
  ['a bridge left', { counts: { async: 3, bridged: 1 } }, 'in progress', '3 of 4 usages async'],
  ['all async, soaking', { counts: { async: 4 }, convertedSince: '2025-11-28T10:00:00Z' }, 'converted', 'async since 2025-11-28, soaking for 7 days'],
  ['all async for the soak time', { counts: { async: 4 }, convertedSince: '2025-11-24T00:00:00Z' }, 'done', 'async since 2025-11-24'],
  ['all async since before history', { counts: { async: 4 } }, 'done', 'everything is async'],
  ['exempt beside async', { counts: { async: 4, exempt: 1 } }, 'done', 'everything is async'],
  ['only exempt', { counts: { exempt: 2 } }, 'excluded', '2 usages exempt'],
  ['unknown', { counts: { async: 4, unknown: 1 } }, 'needs attention', '1 usage unknown'],
  ['broken', { counts: { async: 4, broken: 1 } }, 'needs attention', '1 usage broken'],
  ['a hazard in a finished file', { counts: { async: 4 }, errors: 1 }, 'needs attention', '1 hazard that will fail'],
  ['unparsed', { unread: true }, 'needs attention', 'could not be read to its end'],
])('%s', (_, facts, status, because) => {
  expect(fileStatus({ ...untouched, ...facts })).toEqual({ status, because });
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
