import type { ChecklistUsage } from './checklist';
import type { Category } from './migration';

export interface ChecklistRule {
  readonly id: string;
  readonly label: string;
  /** What the item is called where the category has its own word for it. */
  readonly labels?: Partial<Record<Category, string>>;
  /** Only files of these categories have it; absent: all. */
  readonly categories?: readonly Category[];
  readonly covers: (usage: ChecklistUsage) => boolean;
  readonly done: (usage: ChecklistUsage) => boolean;
  /** Counts functions, not usages: a function is done when all of its usages are. */
  readonly perFunction?: boolean;
  /** Rules whose findings keep the item from being done. */
  readonly hazards?: readonly string[];
}

const isAsync = (usage: ChecklistUsage) => usage.state === 'async';

/** Reads that `select()` serves; with the legacy queries they show how far the query style has come. */
const READS = new Set(['execute', 'scalar', 'scalars', 'stream', 'stream_scalars', 'exec']);

/** The sections of a migration plan as things to tick, in the order in which a file is converted. */
export const CHECKLIST_ITEMS: readonly ChecklistRule[] = [
  {
    id: 'dependencies',
    label: 'Drivers work with an async engine',
    covers: (usage) => usage.kind === 'driver',
    done: isAsync,
    hazards: ['sync-driver-for-async-engine'],
  },
  {
    id: 'engine',
    label: 'Engine and session factory are async',
    covers: (usage) => usage.kind === 'engine' || usage.kind === 'session-factory',
    done: isAsync,
  },
  {
    id: 'provider',
    label: 'Sessions are handed out as AsyncSession',
    covers: (usage) => usage.kind === 'session-provider',
    done: isAsync,
    hazards: ['broken-provider-import', 'dual-api-left'],
  },
  { id: 'base-model', label: 'The model base has AsyncAttrs', covers: (usage) => usage.kind === 'model-base', done: isAsync },
  {
    id: 'queries',
    label: 'Queries are select(), not query()',
    covers: (usage) => usage.kind === 'legacy-query' || (usage.kind === 'session-operation' && READS.has(usage.method)),
    done: (usage) => usage.kind !== 'legacy-query',
    hazards: ['query-on-async-session'],
  },
  {
    id: 'signatures',
    label: 'Functions that use a session are async def',
    labels: { route: 'Route functions are async def', 'background-loop': 'Loops are async def', test: 'Tests and fixtures are async def' },
    covers: (usage) => usage.scope !== '' && ['session-open', 'session-operation', 'legacy-query', 'connection-operation'].includes(usage.kind),
    done: (usage) => usage.asyncContext || usage.state === 'bridged',
    perFunction: true,
  },
  { id: 'parameters', label: 'Parameters take AsyncSession', covers: (usage) => usage.kind === 'session-parameter', done: isAsync },
  {
    id: 'opens',
    label: 'Sessions are opened with async with',
    covers: (usage) => usage.kind === 'session-open',
    done: isAsync,
    hazards: ['sync-with-on-async'],
  },
  {
    id: 'operations',
    label: 'Operations run on AsyncSession and are awaited',
    covers: (usage) => usage.kind === 'session-operation' || usage.kind === 'connection-operation' || usage.kind === 'legacy-query',
    done: isAsync,
    hazards: ['unawaited-operation', 'await-on-sync', 'result-before-await'],
  },
  {
    id: 'callers',
    label: 'Calls to functions that became async are awaited',
    covers: () => false,
    done: isAsync,
    hazards: ['unawaited-project-call'],
  },
  {
    id: 'event-loop',
    label: 'Nothing blocks the event loop',
    categories: ['route', 'background-loop', 'worker', 'service'],
    covers: (usage) => usage.asyncContext && usage.kind !== 'session-parameter',
    done: (usage) => usage.state !== 'blocking',
  },
  {
    id: 'lazy-loading',
    label: 'Relationships are loaded before they are used',
    covers: () => false,
    done: isAsync,
    hazards: ['lazy-load-in-async'],
  },
  {
    id: 'loops-and-threads',
    label: 'Threads and tasks share no engine or session',
    covers: () => false,
    done: isAsync,
    hazards: ['event-loop-in-thread', 'shared-async-session'],
  },
  { id: 'migrations', label: 'Migrations run on an async engine, or stay sync on purpose', covers: (usage) => usage.kind === 'migration-env', done: isAsync },
  {
    id: 'tests',
    label: 'Async tests and fixtures are run by an async plugin',
    covers: () => false,
    done: isAsync,
    hazards: ['async-fixture-without-plugin', 'async-test-without-marker'],
  },
];
