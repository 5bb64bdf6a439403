import { describe, expect, test } from 'vitest';
import type { FileResult, Hazard } from '../../scanner/snapshot';
import { DEFAULT_CONFIG } from '../config/config';
import { fileOf, snapshotOf, usageOf } from '../db/testing/snapshot';
import { completionMarkdown, verdictSentence } from './completion-markdown';
import { completionReport, isComplete } from './completion-report';
import type { VerifySource } from './verify-source';

const converted: FileResult[] = [
  fileOf('app/orders.py', [usageOf('OrderService.place', 'execute', 'async')]),
  fileOf('app/routes/orders.py', [usageOf('place_order', 'commit', 'async')], { category: 'route', service: 'API · orders' }),
];
const hazard: Hazard = {
  rule: 'unawaited-project-call', severity: 'error', certainty: 'certain', scope: 'run', ordinal: 0, message: 'enqueue() is a coroutine function: without await it does nothing.',
  evidence: [], exempt: null, line: 7, column: 1, endLine: 7, endColumn: 8,
};

function sourceOf(files: readonly FileResult[], more: Partial<VerifySource> = {}): VerifySource {
  return {
    project: 'shop',
    config: DEFAULT_CONFIG,
    snapshot: snapshotOf(files),
    board: { isKnown: true, entries: [] },
    manifests: [{ path: 'requirements.txt', text: 'sqlalchemy[asyncio]\nasyncpg\n' }],
    legacyImports: [],
    completeSince: '2026-01-05T10:00:00Z',
    today: '2026-01-09',
    ...more,
  };
}

/** Claims with that verdict, by id. */
function claims(source: VerifySource, verdict: string): string[] {
  return completionReport(source).claims.filter((claim) => claim.verdict === verdict).map((claim) => claim.id);
}

describe('the verdict', () => {
  test('is soaking until the soak time is over, then complete', () => {
    expect(completionReport(sourceOf(converted)).verdict).toEqual({ kind: 'soaking', since: '2026-01-05', until: '2026-01-12' });
    expect(completionReport(sourceOf(converted, { today: '2026-01-12' })).verdict).toEqual({ kind: 'complete', since: '2026-01-05' });
  });

  test('is not complete with one usage left, whatever else is done', () => {
    const report = completionReport(sourceOf([...converted, fileOf('scripts/seed.py', [usageOf('seed', 'query', 'sync', { line: 3 })], { category: 'script' })]));
    expect(verdictSentence(report.verdict)).toBe('Not complete: 1 usage in 1 file is not converted; 2 claims are not true.');
  });

  test.each(['bridged', 'unknown', 'broken', 'blocking', 'sync'] as const)('is not complete with a usage that is %s', (state) => {
    expect(isComplete(sourceOf([...converted, fileOf('app/x.py', [usageOf('x', 'execute', state)])]))).toBe(false);
  });

  test('is complete with exempt usages', () => {
    expect(isComplete(sourceOf([...converted, fileOf('app/x.py', [usageOf('x', 'execute', 'exempt')])]))).toBe(true);
  });

  test('is not complete with a hazard in converted code, an import of the old API, or a sync engine that nobody uses', () => {
    expect(claims(sourceOf([...converted, fileOf('app/worker.py', [], { hazards: [hazard] })]), 'not true')).toEqual(['awaited']);
    expect(claims(sourceOf(converted, { legacyImports: [{ path: 'app/types.py', line: 2, name: 'sqlalchemy.orm.Session' }] }), 'not true')).toEqual(['imports']);
    const engine = usageOf('', 'create_engine', 'sync', { kind: 'engine', api: 'create_engine' });
    expect(claims(sourceOf([...converted, fileOf('app/db.py', [engine], { category: 'database' })]), 'not true')).toEqual(['infrastructure', 'dual-api']);
  });

  test('hazards that are possible or exempt do not speak against it', () => {
    const hazards = [{ ...hazard, certainty: 'possible' as const }, { ...hazard, exempt: 'by design' }];
    expect(isComplete(sourceOf([...converted, fileOf('app/worker.py', [], { hazards })]))).toBe(true);
  });

  test('says when there is nothing to verify', () => {
    expect(completionReport(sourceOf([])).verdict).toEqual({ kind: 'nothing to verify' });
  });
});

test('what code cannot show is said, with what to do', () => {
  expect(claims(sourceOf(converted), 'cannot be seen')).toEqual(['runs', 'load', 'production']);
  const unread = snapshotOf(converted, { quality: [{ kind: 'unparsed', path: 'app/odd.py', line: 3, message: 'unexpected indentation' }] });
  expect(claims(sourceOf(converted, { snapshot: unread }), 'cannot be seen')).toEqual(['read', 'runs', 'load', 'production']);
});

test('a driver that no async engine can use is evidence', () => {
  const driver = usageOf('', 'psycopg2', 'sync', { kind: 'driver', api: 'psycopg2' });
  const source = sourceOf([...converted, fileOf('requirements.txt', [driver], { category: 'database', language: 'other' })], { manifests: [{ path: 'requirements.txt', text: 'psycopg2-binary\n' }] });
  expect(completionReport(source).claims.find((claim) => claim.id === 'dependencies')).toMatchObject({ verdict: 'not true', evidence: [{ path: 'requirements.txt', line: 1 }] });
});

test('as Markdown, with the lines', () => {
  const text = completionMarkdown(completionReport(sourceOf([...converted, fileOf('app/worker.py', [], { category: 'worker', hazards: [hazard] })])));
  expect(text).toContain('**Not complete: every usage is converted, 1 hazard open; 1 claim is not true.**');
  expect(text).toContain('| Everything that must be awaited is | ✘ not true |');
  expect(text).toContain('- `app/worker.py:7` enqueue() is a coroutine function: without await it does nothing.');
  expect(text).toContain('- ✔ `app/orders.py`: 1 of 1 usage async (100 %)');
});
