import type { ConversionUnit, FileResult, Snapshot } from '../scanner/snapshot';
import { doneOf, scopeOf, type FileStatus, type StateCounts } from './migration';

/** What is known of a file beside the counts of its usages. */
export interface Readiness {
  /** A unit of conversion that holds a function of this file can be converted now. */
  ready: boolean;
  /** What the units of this file wait for; empty where they wait for nothing or belong to none. */
  blockers: readonly string[];
  /** The file was completely async already when the soak time began. */
  soaked: boolean;
  /** Hazards that are certain, not exempt and of severity `error`. */
  errors?: number;
  /** The file could not be read or parsed to its end. */
  unread?: boolean;
}

export interface FileStatusVerdict {
  status: FileStatus;
  /** One clause: `3 usages broken`, `no async provider yet`. */
  because: string;
}

/** Derived from the code, never set by hand. */
export function fileStatusOf(counts: StateCounts, readiness: Readiness): FileStatus {
  return fileVerdictOf(counts, readiness).status;
}

/**
 * The status with its reason. Something that will fail or could not be read outranks all progress, because it hides
 * it. A bridge is a way station, so a file whose rest is bridged is in progress. `word`: what a converted usage is.
 */
export function fileVerdictOf(counts: StateCounts, readiness: Readiness, word = 'async'): FileStatusVerdict {
  if (readiness.unread) return { status: 'needs attention', because: 'could not be read to its end' };
  const scope = scopeOf(counts);
  const { broken = 0, unknown = 0, exempt = 0, bridged = 0 } = counts;
  if (broken > 0) return { status: 'needs attention', because: `${usages(broken)} broken` };
  if (scope === 0 && exempt > 0) return { status: 'excluded', because: `${usages(exempt)} exempt` };
  if (unknown > 0) return { status: 'needs attention', because: `${usages(unknown)} unknown` };
  if (readiness.errors) return { status: 'needs attention', because: `${readiness.errors} ${readiness.errors === 1 ? 'hazard' : 'hazards'} that will fail` };
  const done = doneOf(counts);
  if (done === scope) return readiness.soaked ? { status: 'done', because: `everything is ${word}` } : { status: 'converted', because: `everything is ${word}, soaking` };
  if (done + bridged > 0) return { status: 'in progress', because: `${done} of ${usages(scope)} ${word}` };
  if (readiness.ready) return { status: 'ready', because: 'nothing stands in the way' };
  if (readiness.blockers.length > 0) return { status: 'blocked', because: readiness.blockers.join('; ') };
  return { status: 'not started', because: `${usages(scope)} to convert` };
}

/**
 * Whether a file that has been completely async since a time has stood for the soak time. `since` null: since before
 * the history on record. `at` is the commit's time, not the clock's, so that a commit always gives the same answer.
 */
export function hasSoaked(since: string | null, at: string, soakDays: number): boolean {
  return since === null || Date.parse(at) - Date.parse(since) >= soakDays * 86_400_000;
}

/**
 * Per path: ready when all units are in which its functions are converted, else blocked by what blocks those. A function
 * may follow in many units; what holds for itself is the smallest one that it is in.
 */
export function readinessByFile(units: readonly ConversionUnit[]): Map<string, Pick<Readiness, 'ready' | 'blockers'>> {
  const smallest = new Map<string, { path: string; unit: ConversionUnit }>();
  for (const unit of units) {
    for (const { path, scope, usages } of unit.functions) {
      const known = smallest.get(`${path}:${scope}`);
      if (usages > 0 && (known === undefined || unit.functions.length < known.unit.functions.length)) smallest.set(`${path}:${scope}`, { path, unit });
    }
  }
  const byFile = new Map<string, { ready: boolean; blockers: Set<string> }>();
  for (const { path, unit } of smallest.values()) {
    const known = byFile.get(path) ?? { ready: true, blockers: new Set<string>() };
    byFile.set(path, known);
    known.ready &&= unit.ready;
    for (const blocker of unit.blockers) known.blockers.add(blocker);
  }
  return new Map([...byFile].map(([path, { ready, blockers }]) => [path, { ready, blockers: [...blockers] }]));
}

/** The state that a file must have been converted in to have soaked: the last week that lies so far back, else the first on record. */
export function soakReference<Week extends { readonly at: string }>(weeks: readonly Week[], at: string, soakDays: number): Week | undefined {
  const begin = Date.parse(at) - soakDays * 86_400_000;
  return weeks.findLast((week) => Date.parse(week.at) <= begin) ?? weeks[0];
}

/** Path → status of every file of a snapshot, the soak time apart: what is completely async is `converted`. */
export function fileStatuses({ files, units, quality }: Pick<Snapshot, 'files' | 'units' | 'quality'>): Map<string, FileStatus> {
  const readiness = readinessByFile(units);
  const unread = new Set(quality.flatMap((note) => (note.kind === 'unparsed' ? [note.path] : [])));
  return new Map(
    files.map((file) => {
      const errors = file.hazards.length === 0 ? 0 : countedHazards(file).filter((hazard) => hazard.severity === 'error').length;
      const known = readiness.get(file.path) ?? { ready: false, blockers: [] };
      return [file.path, fileStatusOf(countsOf(file.usages), { ...known, errors, unread: unread.has(file.path), soaked: false })];
    }),
  );
}

export function countsOf(found: FileResult['usages']): StateCounts {
  const counts: StateCounts = {};
  for (const { state } of found) counts[state] = (counts[state] ?? 0) + 1;
  return counts;
}

/** Hazards that count: found for certain and not allowed by anybody. */
export function countedHazards(file: Pick<FileResult, 'hazards'>): FileResult['hazards'] {
  return file.hazards.filter((hazard) => hazard.certainty === 'certain' && hazard.exempt === null);
}

function usages(count: number): string {
  return `${count} ${count === 1 ? 'usage' : 'usages'}`;
}
