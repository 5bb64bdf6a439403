import type { ConversionUnit, FileResult } from '../scanner/snapshot';
import { doneOf, scopeOf, type FileStatus, type StateCounts } from './migration';

/** What decides the status of one file. */
export interface FileStatusFacts {
  readonly counts: StateCounts;
  /** Hazards that are certain, not exempt and of severity `error`. */
  readonly errors: number;
  /** The file could not be read or parsed to its end. */
  readonly unread: boolean;
  /** From the units of conversion; undefined where the file is in none. */
  readonly readiness?: Readiness | undefined;
  /** ISO date since which nothing was left to convert; null: not known, or not so. */
  readonly convertedSince: string | null;
  /** ISO date that soaking is measured against: the commit's, so that a commit always gives the same answer. */
  readonly at: string;
  readonly soakDays: number;
}

export interface Readiness {
  readonly ready: boolean;
  readonly blockers: readonly string[];
}

export interface FileStatusVerdict {
  readonly status: FileStatus;
  /** One clause: `3 usages broken`, `no async provider yet`. */
  readonly because: string;
}

/**
 * The status of a file on the board. What needs a person comes first: broken and unknown usages hide progress.
 * A bridge is a way station, so a file whose rest is bridged is in progress.
 */
export function fileStatus(facts: FileStatusFacts): FileStatusVerdict {
  const { counts } = facts;
  if (facts.unread) return { status: 'needs attention', because: 'could not be read to its end' };
  const broken = counts.broken ?? 0;
  if (broken > 0) return { status: 'needs attention', because: `${usages(broken)} broken` };
  const scope = scopeOf(counts);
  if (scope === 0 && (counts.exempt ?? 0) > 0) return { status: 'excluded', because: `${usages(counts.exempt ?? 0)} exempt` };
  if ((counts.unknown ?? 0) > 0) return { status: 'needs attention', because: `${usages(counts.unknown ?? 0)} unknown` };
  if (facts.errors > 0) return { status: 'needs attention', because: `${facts.errors} ${facts.errors === 1 ? 'hazard' : 'hazards'} that will fail` };
  const done = doneOf(counts);
  if (done === scope) return settled(facts);
  if (done + (counts.bridged ?? 0) > 0) return { status: 'in progress', because: `${done} of ${usages(scope)} async` };
  if (facts.readiness?.ready) return { status: 'ready', because: 'nothing stands in the way' };
  const blockers = facts.readiness?.blockers ?? [];
  if (blockers.length > 0) return { status: 'blocked', because: blockers.join('; ') };
  return { status: 'not started', because: `${usages(scope)} to convert` };
}

/** Converted, and done once it has stood for the soak time. */
function settled({ convertedSince, at, soakDays }: FileStatusFacts): FileStatusVerdict {
  if (convertedSince === null) return { status: 'done', because: 'everything is async' };
  const days = Math.floor((Date.parse(at) - Date.parse(convertedSince)) / 86_400_000);
  const since = convertedSince.slice(0, 10);
  if (days >= soakDays) return { status: 'done', because: `async since ${since}` };
  return { status: 'converted', because: `async since ${since}, soaking for ${soakDays} days` };
}

/** Per path: ready when any of its units is, else blocked by all that blocks them. */
export function readinessByFile(units: readonly ConversionUnit[]): Map<string, Readiness> {
  const byFile = new Map<string, Readiness>();
  for (const unit of units) {
    for (const path of new Set(unit.functions.map((func) => func.path))) {
      const known = byFile.get(path);
      const blockers = [...new Set([...(known?.blockers ?? []), ...unit.blockers])];
      byFile.set(path, { ready: unit.ready || (known?.ready ?? false), blockers });
    }
  }
  return byFile;
}

export function countsOf(usages: FileResult['usages']): StateCounts {
  const counts: StateCounts = {};
  for (const { state } of usages) counts[state] = (counts[state] ?? 0) + 1;
  return counts;
}

/** Hazards that count: found for certain and not allowed by anybody. */
export function countedHazards(file: Pick<FileResult, 'hazards'>): FileResult['hazards'] {
  return file.hazards.filter((hazard) => hazard.certainty === 'certain' && hazard.exempt === null);
}

function usages(count: number): string {
  return `${count} ${count === 1 ? 'usage' : 'usages'}`;
}
