/** What a snapshot's files add up to, per dimension of the board. */
import type { FileResult } from '../../scanner/snapshot';
import { IN_FUNCTIONS, doneOf, scopeOf, type State, type StateCounts, type UsageKind } from '../migration';
import { placesOf, type GroupedFile } from './file-groups';
import type { Dimension, Figure, SnapshotFigureTable, SnapshotTotalTable } from './schema';

export function countUsages(files: readonly GroupedFile[]): Omit<SnapshotTotalTable, 'snapshot_id'>[] {
  return countBy(files, usageCounts).map(({ dimension, key, name, count }) => {
    const [kind, state] = name.split(' ') as [UsageKind, State];
    return { dimension, key, kind, state, count };
  });
}

export function countFigures(files: readonly GroupedFile[]): Omit<SnapshotFigureTable, 'snapshot_id'>[] {
  return countBy(files, figureCounts).map(({ dimension, key, name, count }) => ({ dimension, key, figure: name, count }));
}

interface Count<Name> {
  readonly dimension: Dimension;
  readonly key: string;
  readonly name: Name;
  readonly count: number;
}

/** Adds up what each file has, by name, in every place of the board that the file belongs to. */
function countBy<Name extends string>(files: readonly GroupedFile[], countsOf: (file: FileResult) => ReadonlyMap<Name, number>): Count<Name>[] {
  const places = new Map<string, { dimension: Dimension; key: string; counts: Map<Name, number> }>();
  for (const { file, group } of files) {
    const own = countsOf(file);
    for (const [dimension, key] of placesOf(group)) {
      const name = `${dimension} ${key}`;
      let place = places.get(name);
      if (!place) places.set(name, (place = { dimension, key, counts: new Map() }));
      for (const [counted, count] of own) place.counts.set(counted, (place.counts.get(counted) ?? 0) + count);
    }
  }
  return [...places.values()].flatMap(({ dimension, key, counts }) => [...counts].map(([name, count]) => ({ dimension, key, name, count })));
}

// In the weeks of a history most files are the same objects again.
const knownUsages = new WeakMap<FileResult, ReadonlyMap<`${UsageKind} ${State}`, number>>();
const knownFigures = new WeakMap<FileResult, ReadonlyMap<Figure, number>>();

/** How many usages of each kind and state a file has. */
export function usageCounts(file: FileResult): ReadonlyMap<`${UsageKind} ${State}`, number> {
  const known = knownUsages.get(file);
  if (known) return known;
  const counts = new Map<`${UsageKind} ${State}`, number>();
  for (const { kind, state } of file.usages) counts.set(`${kind} ${state}`, (counts.get(`${kind} ${state}`) ?? 0) + 1);
  knownUsages.set(file, counts);
  return counts;
}

/** Ways to send a statement through a session, whether it was written with `select()` or as text. */
const STATEMENTS: ReadonlySet<string> = new Set(['execute', 'scalar', 'scalars', 'stream', 'stream_scalars', 'exec']);

/** Figures of a file that are above zero. */
export function figureCounts(file: FileResult): ReadonlyMap<Figure, number> {
  const known = knownFigures.get(file);
  if (known) return known;
  const states: StateCounts = {};
  const functions = new Map<string, boolean>();
  const queries = { legacy: 0, select: 0 };
  for (const usage of file.usages) {
    states[usage.state] = (states[usage.state] ?? 0) + 1;
    if (usage.state === 'exempt') continue;
    if (usage.kind === 'legacy-query') queries.legacy++;
    else if (usage.kind === 'session-operation' && STATEMENTS.has(usage.method)) queries.select++;
    if (usage.scope === '' || !IN_FUNCTIONS.has(usage.kind)) continue;
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
    ['queries', queries.legacy + queries.select],
    ['queries-select', queries.select],
    ['hazards-error', certain('error')],
    ['hazards-warning', certain('warning')],
    ['hazards-note', certain('note')],
    ['hazards-possible', hazards.filter((hazard) => hazard.certainty === 'possible').length],
  ];
  const counts = new Map(figures.filter(([, count]) => count > 0));
  knownFigures.set(file, counts);
  return counts;
}
