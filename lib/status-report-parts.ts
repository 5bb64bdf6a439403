/** Parts of the weekly status beside usages by phase and service: files by status, owners, and what goes before the flip. */
import type { Figures } from './db/read/figures';
import type { StatusCounts } from './db/read/statuses';
import { doneOf, FILE_STATUSES, scopeOf } from './migration';
import type { StatusReport } from './status-report-shape';
import type { ReportFile, ReportSource } from './status-report-source';

/** Empty where what is on record does not tell. */
export function fileStatusesOf(now: StatusCounts | null | undefined, before: StatusCounts | null | undefined): StatusReport['fileStatuses'] {
  if (!now) return [];
  return FILE_STATUSES.map((status) => ({ status, count: now[status], change: before ? now[status] - before[status] : null }));
}

/**
 * Most left to do first; a file with several owners counts for each. Empty without a CODEOWNERS file. Both states are
 * judged by who owns a file now, so that a change of owners is no change of the code; what is gone, by who owned it.
 */
export function ownersOf({ now, before, owners = new Map(), ownersBefore, renames }: ReportSource): StatusReport['owners'] {
  const present = new Set(now.files.map((file) => file.path));
  const later = new Map([...(renames ?? [])].map(([path, old]) => [old, path]));
  const nowOwners = (path: string) => owners.get(path) ?? [];
  const current = byOwner(now.files, nowOwners);
  const past = before && byOwner(before.files, (path) => (present.has(later.get(path) ?? path) ? nowOwners(later.get(path) ?? path) : (ownersBefore?.get(path) ?? [])));
  return [...new Set([...current.keys(), ...(past?.keys() ?? [])])]
    .map((name) => {
      const [is, was] = [totals(current.get(name) ?? []), past && totals(past.get(name) ?? [])];
      return { name, ...is, change: was && is.done - was.done, scopeChange: was && is.scope - was.scope };
    })
    .filter((owner) => owner.scope > 0 || owner.scopeChange)
    .sort((a, b) => b.scope - b.done - (a.scope - a.done) || (a.name < b.name ? -1 : 1));
}

function byOwner(files: readonly ReportFile[], of: (path: string) => readonly string[]): Map<string, ReportFile[]> {
  const groups = new Map<string, ReportFile[]>();
  for (const file of files) {
    for (const owner of of(file.path)) {
      const group = groups.get(owner);
      if (group) group.push(file);
      else groups.set(owner, [file]);
    }
  }
  return groups;
}

function totals(files: readonly ReportFile[]) {
  const sum = (of: (file: ReportFile) => number) => files.reduce((total, file) => total + of(file), 0);
  return { files: sum((file) => (scopeOf(file.counts) > 0 ? 1 : 0)), done: sum((file) => doneOf(file.counts)), scope: sum((file) => scopeOf(file.counts)) };
}

/** How far the code is prepared: functions that are `async def` already, queries that are in the style of `select()`. */
export function preparationOf({ now, before }: Pick<ReportSource, 'now' | 'before'>): StatusReport['preparation'] {
  const [is, was] = [preparation(now.figures), before && preparation(before.figures)];
  return { ...is, functionsAsyncChange: was && is.functionsAsync - was.functionsAsync, queriesSelectChange: was && is.queriesSelect - was.queriesSelect };
}

function preparation(figures: Figures) {
  return { functions: figures.functions ?? 0, functionsAsync: figures['functions-async'] ?? 0, queries: figures.queries ?? 0, queriesSelect: figures['queries-select'] ?? 0 };
}
