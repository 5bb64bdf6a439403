/** What a snapshot's files add up to, per dimension of the board. */
import type { FileResult } from '../../scanner/snapshot';
import { doneOf, scopeOf, type State, type StateCounts, type UsageKind } from '../migration';
import type { Figure, SnapshotFigureTable, SnapshotTotalTable } from './schema';

/** The name of a file's phase; null for none. */
export type PhaseOf = (file: FileResult) => string | null;

type Dimension = SnapshotTotalTable['dimension'];

export function countUsages(files: readonly FileResult[], phaseOf: PhaseOf): Omit<SnapshotTotalTable, 'snapshot_id'>[] {
  const rows = new Map<string, Omit<SnapshotTotalTable, 'snapshot_id'>>();
  const add = (dimension: Dimension, key: string, kind: UsageKind, state: State) => {
    const name = JSON.stringify([dimension, key, kind, state]);
    const row = rows.get(name);
    if (row) row.count++;
    else rows.set(name, { dimension, key, kind, state, count: 1 });
  };
  for (const file of files) {
    const places = placesOf(file, phaseOf);
    for (const { kind, state } of file.usages) for (const [dimension, key] of places) add(dimension, key, kind, state);
  }
  return [...rows.values()];
}

export function countFigures(files: readonly FileResult[], phaseOf: PhaseOf): Omit<SnapshotFigureTable, 'snapshot_id'>[] {
  const rows = new Map<string, Omit<SnapshotFigureTable, 'snapshot_id'>>();
  for (const file of files) {
    const figures = figuresOf(file);
    for (const [dimension, key] of placesOf(file, phaseOf)) {
      for (const [figure, count] of figures) {
        const name = JSON.stringify([dimension, key, figure]);
        const row = rows.get(name);
        if (row) row.count += count;
        else rows.set(name, { dimension, key, figure, count });
      }
    }
  }
  return [...rows.values()];
}

function placesOf(file: FileResult, phaseOf: PhaseOf): [Dimension, string][] {
  return [
    ['all', ''],
    ['service', file.service],
    ['category', file.category],
    ['phase', phaseOf(file) ?? ''],
  ];
}

/** Kinds whose place is a function that uses a session. */
const IN_FUNCTIONS: ReadonlySet<UsageKind> = new Set<UsageKind>([
  'session-provider',
  'session-open',
  'session-parameter',
  'session-operation',
  'legacy-query',
  'connection-operation',
]);

/** Figures above zero. */
function figuresOf(file: FileResult): [Figure, number][] {
  const states: StateCounts = {};
  const functions = new Map<string, boolean>();
  for (const usage of file.usages) {
    states[usage.state] = (states[usage.state] ?? 0) + 1;
    if (usage.state === 'exempt' || usage.scope === '' || !IN_FUNCTIONS.has(usage.kind)) continue;
    functions.set(usage.scope, usage.asyncContext || functions.get(usage.scope) === true);
  }
  const isDone = scopeOf(states) > 0 && doneOf(states) === scopeOf(states);
  const hazards = file.hazards.filter((hazard) => hazard.exempt === null);
  const certain = (severity: string) => hazards.filter((hazard) => hazard.certainty === 'certain' && hazard.severity === severity).length;
  const figures: [Figure, number][] = [
    ['files', 1],
    ['files-done', isDone ? 1 : 0],
    ['files-started', !isDone && doneOf(states) > 0 ? 1 : 0],
    ['functions', functions.size],
    ['functions-async', [...functions.values()].filter(Boolean).length],
    ['hazards-error', certain('error')],
    ['hazards-warning', certain('warning')],
    ['hazards-note', certain('note')],
    ['hazards-possible', hazards.filter((hazard) => hazard.certainty === 'possible').length],
  ];
  return figures.filter(([, count]) => count > 0);
}
