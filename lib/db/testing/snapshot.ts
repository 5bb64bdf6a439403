/** Small snapshots for tests, told in the words of the domain. */
import type { State, UsageKind } from '../../migration';
import type { FileResult, Snapshot, Usage } from '../../../scanner/snapshot';

export function snapshotOf(files: readonly FileResult[], more: Partial<Snapshot> = {}): Snapshot {
  return {
    commit: 'c'.repeat(40),
    at: '2026-01-09T17:00:00Z',
    toolVersion: '0.1.0',
    pack: 'sqlalchemy-async',
    rules: 'r1',
    filesRead: files.length,
    bytesRead: 1000,
    files,
    units: [],
    quality: [],
    ...more,
  };
}

export function fileOf(path: string, usages: readonly Usage[], more: Partial<FileResult> = {}): FileResult {
  return {
    path,
    blob: 'b'.repeat(40),
    language: 'python',
    service: 'Orders',
    category: 'service',
    lines: 100,
    usages,
    hazards: [],
    ...more,
  };
}

/** `usageOf('OrderService.place', 'execute', 'sync')` */
export function usageOf(scope: string, method: string, state: State, more: Partial<Usage> = {}): Usage {
  const kind: UsageKind = method === 'query' ? 'legacy-query' : 'session-operation';
  const isAsync = state === 'async' || state === 'broken';
  return {
    kind,
    state,
    api: `${isAsync ? 'AsyncSession' : 'Session'}.${method}`,
    method,
    awaited: isAsync,
    asyncContext: isAsync || state === 'blocking',
    scope,
    ordinal: 0,
    confidence: 'resolved',
    reason: `${method} on a session`,
    evidence: [],
    line: 10,
    column: 9,
    endLine: 10,
    endColumn: 9 + method.length,
    ...more,
  };
}
