/** One week of an invented migration, for tests and for looking at the documents. */
import type { FileResult, Snapshot } from '../../scanner/snapshot';
import { compareFiles } from '../compare-files';
import { loadConfig } from '../config/testing/load-config';
import { figureCounts } from '../db/count-snapshot';
import type { Figures } from '../db/read/figures';
import { FIGURES } from '../db/schema';
import { fileOf, snapshotOf, usageOf } from '../db/testing/snapshot';
import { countsOf } from '../file-status';
import { statusReport } from '../status-report';
import type { StatusReport } from '../status-report-shape';
import type { ReportSource, ReportState } from '../status-report-source';

const config = loadConfig(
  `start: 2025-12-22
phases:
  - { name: Foundation, weeks: 1, match: { category: [database] } }
  - { name: Services, weeks: 2-4, match: { category: [service] } }
  - { name: Tests, weeks: 5, match: { category: [test] } }
exempt: [{ path: "migrations/**", reason: Alembic stays sync }]
`,
  'awaited.yaml',
);

function files(pay: 'sync' | 'async', ship: 'sync' | 'async'): FileResult[] {
  const blob = (pay === 'sync' ? '1' : '2').repeat(40);
  return [
    fileOf('app/database.py', [usageOf('DatabaseService.get_session', 'commit', 'async')], { category: 'database', service: 'Database' }),
    fileOf('app/payments.py', [usageOf('PaymentService.pay', 'execute', pay), usageOf('PaymentService.pay', 'commit', pay, { line: 12 })], { service: 'PaymentService', blob }),
    fileOf('app/shipping.py', [usageOf('ShippingService.ship', 'execute', ship)], { service: 'ShippingService', blob: blob.replaceAll('2', '3') }),
    fileOf('tests/test_payments.py', [usageOf('test_pay', 'get', 'sync')], { category: 'test', service: 'tests' }),
  ];
}

export function stateOf(week: number, found: FileResult[], more: Partial<Snapshot> = {}): Snapshot {
  return snapshotOf(found, { commit: String(week).repeat(40), at: `2026-01-0${week}T12:00:00Z`, ...more });
}

/** What the report is made of, with whole snapshots in the place of what the database tells of them. */
export interface ToldSource extends Omit<ReportSource, 'now' | 'before' | 'changes'> {
  readonly now: Snapshot;
  readonly before: Snapshot | null;
}

export const reportSource: ToldSource = {
  project: 'shop',
  config,
  week: '2026-W02',
  now: stateOf(9, files('async', 'sync'), {
    units: [
      {
        id: 'app/shipping.py:ShippingService.ship', title: 'ShippingService.ship', unblocks: 1, hazards: 0, ready: true, blockers: [],
        functions: [{ path: 'app/shipping.py', scope: 'ShippingService.ship', line: 9, usages: 1, calls: [] }],
        boundaries: [{ kind: 'thread', path: 'app/worker.py', scope: 'run', line: 3 }],
      },
      {
        id: 'tests/test_payments.py:test_pay', title: 'test_pay', unblocks: 1, hazards: 0, ready: false, blockers: ['the fixture db of tests/conftest.py is sync'],
        functions: [{ path: 'tests/test_payments.py', scope: 'test_pay', line: 4, usages: 1, calls: [] }],
        boundaries: [],
      },
    ],
    quality: [{ kind: 'unparsed', path: 'app/broken.py', line: 3, message: 'unterminated string' }],
  }),
  before: stateOf(2, files('sync', 'sync')),
  points: [
    { week: '2025-W52', done: 0, scope: 5 },
    { week: '2026-W01', done: 1, scope: 5 },
    { week: '2026-W02', done: 3, scope: 5 },
  ],
  owners: new Map([['tests/test_payments.py', ['@shop/quality']]]),
};

export function exampleReport(more: Partial<ToldSource> = {}): StatusReport {
  return statusReport(sourceOf({ ...reportSource, ...more }));
}

/** The same, counted from the usages themselves. */
export function sourceOf(told: ToldSource): ReportSource {
  const { now, before, renames } = told;
  return { ...told, now: countedState(now), before: before && countedState(before), changes: before ? compareFiles(before.files, now.files, renames) : [] };
}

function countedState({ files, ...snapshot }: Snapshot): ReportState {
  const figures: Figures = Object.fromEntries(FIGURES.map((figure) => [figure, files.reduce((sum, file) => sum + (figureCounts(file).get(figure) ?? 0), 0)]));
  const guessed = files.flatMap((file) => file.usages).filter((usage) => usage.confidence === 'guessed').length;
  const failing = files.flatMap(({ path, usages, hazards }) =>
    [...usages.filter((usage) => usage.state === 'broken'), ...hazards.filter(({ exempt, certainty, severity }) => exempt === null && certainty === 'certain' && severity === 'error')].map(({ line, column }) => `${path}:${line}:${column}`),
  );
  return { ...snapshot, files: files.map(({ usages, ...file }) => ({ ...file, counts: countsOf(usages) })), figures, guessed, failing: new Set(failing).size };
}
