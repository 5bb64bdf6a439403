/**
 * The vocabulary: what a usage, a state, a category and a file status are, in which order they are shown,
 * and what they are called. Code, pages, reports and the API all take their words and colours from here.
 * Imports nothing.
 */

/** What a usage is. One place in the code is counted under one kind only. */
export const USAGE_KINDS = [
  'engine',
  'session-factory',
  'session-provider',
  'session-open',
  'session-parameter',
  'session-operation',
  'legacy-query',
  'connection-operation',
  'model-base',
  'migration-env',
  'driver',
  'call',
  'reference',
] as const;
export type UsageKind = (typeof USAGE_KINDS)[number];

/** Kinds whose place is a function that uses a session; engines, factories, models and drivers are converted where they stand. */
export const IN_FUNCTIONS: ReadonlySet<UsageKind> = new Set<UsageKind>([
  'session-provider',
  'session-open',
  'session-parameter',
  'session-operation',
  'legacy-query',
  'connection-operation',
]);

/** How far one usage is. The order is the order of bars and legends: done first, most urgent last. */
export const STATES = ['async', 'bridged', 'sync', 'blocking', 'broken', 'unknown', 'exempt'] as const;
export type State = (typeof STATES)[number];

export const CATEGORIES = [
  'database',
  'model',
  'service',
  'route',
  'background-loop',
  'worker',
  'migration-env',
  'test',
  'script',
  'other',
] as const;
export type Category = (typeof CATEGORIES)[number];

export const FILE_STATUSES = [
  'not started',
  'blocked',
  'ready',
  'in progress',
  'converted',
  'done',
  'excluded',
  'needs attention',
] as const;
export type FileStatus = (typeof FILE_STATUSES)[number];

export const SEVERITIES = ['error', 'warning', 'note'] as const;
export type Severity = (typeof SEVERITIES)[number];

/** `resolved`: evidence leads from the place to a known symbol. `guessed`: only a name speaks for it; never counted as done. */
export type Confidence = 'resolved' | 'guessed';

export interface StateStyle {
  label: string;
  /** One sentence for legends and tooltips. */
  meaning: string;
  /** CSS custom property that holds the colour in the current theme, e.g. `--state-async`. */
  colour: `--state-${State}`;
  /** Second signal beside colour: a fill pattern for bars and charts. */
  pattern: 'solid' | 'hatch' | 'dots' | 'cross' | 'outline' | 'stripes' | 'checks';
  /** One character for text output and for badges beside the colour. */
  glyph: string;
}

export const STATE_STYLES: Record<State, StateStyle> = {
  async: { label: 'Async', meaning: 'On the target API and correctly awaited.', colour: '--state-async', pattern: 'solid', glyph: '●' },
  bridged: { label: 'Bridged', meaning: 'Legacy code run through run_sync, to_thread or an executor.', colour: '--state-bridged', pattern: 'dots', glyph: '◐' },
  sync: { label: 'Sync', meaning: 'Legacy API, still to be converted.', colour: '--state-sync', pattern: 'hatch', glyph: '○' },
  blocking: { label: 'Blocking', meaning: 'Legacy API inside an async function: it stops the event loop today.', colour: '--state-blocking', pattern: 'stripes', glyph: '■' },
  broken: { label: 'Broken', meaning: 'On the target API, and it will fail when it runs.', colour: '--state-broken', pattern: 'cross', glyph: '✕' },
  unknown: { label: 'Unknown', meaning: 'Could not be resolved; never counted as done.', colour: '--state-unknown', pattern: 'outline', glyph: '?' },
  exempt: { label: 'Exempt', meaning: 'Allow-listed with a reason; outside the scope.', colour: '--state-exempt', pattern: 'checks', glyph: '–' },
};

export const KIND_LABELS: Record<UsageKind, string> = {
  engine: 'Engine',
  'session-factory': 'Session factory',
  'session-provider': 'Session provider',
  'session-open': 'Session open',
  'session-parameter': 'Session parameter',
  'session-operation': 'Session operation',
  'legacy-query': 'Legacy query',
  'connection-operation': 'Connection operation',
  'model-base': 'Model base',
  'migration-env': 'Migration environment',
  driver: 'Driver',
  call: 'Call',
  reference: 'Reference',
};

export const CATEGORY_LABELS: Record<Category, string> = {
  database: 'Database',
  model: 'Models',
  service: 'Services',
  route: 'Routes',
  'background-loop': 'Background loops',
  worker: 'Workers',
  'migration-env': 'Migrations',
  test: 'Tests',
  script: 'Scripts',
  other: 'Other',
};

/** Usages per state; a missing state is zero. */
export type StateCounts = Partial<Record<State, number>>;

/** Usages that count: every state but `exempt`. */
export function scopeOf(counts: StateCounts): number {
  let scope = 0;
  for (const state of STATES) if (state !== 'exempt') scope += counts[state] ?? 0;
  return scope;
}

/** Usages that are done: `async` only. A bridge is a way station and `unknown` is not known to be anything. */
export function doneOf(counts: StateCounts): number {
  return counts.async ?? 0;
}

/**
 * Done ÷ scope, from 0 to 1; `null` where nothing is in scope, so that no page shows 100 % of nothing.
 */
export function progressOf(counts: StateCounts): number | null {
  const scope = scopeOf(counts);
  return scope === 0 ? null : doneOf(counts) / scope;
}
