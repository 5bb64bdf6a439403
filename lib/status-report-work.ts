import type { ConversionUnit, UnitBoundary } from '../scanner/snapshot';
import { phaseFinder } from './config/phases';
import { scopeOf } from './migration';
import type { StatusReport } from './status-report-shape';
import type { ReportSource } from './status-report-source';

const MOST_BLOCKERS = 10;
const MOST_UNITS = 7;

/** What stands in the way, most unblocking first. */
export function blockersOf({ now, owners, blockedSince, points }: ReportSource): StatusReport['blockers'] {
  return mainBlockers(now.units).map(({ what, units, unblocks }) => {
    const files = [...new Set(units.flatMap((unit) => unit.functions.map((func) => func.path)))].sort();
    const since = blockedSince?.get(what) ?? null;
    return { what, unblocks, files, owners: [...new Set(files.flatMap((path) => owners?.get(path) ?? []))].sort(), since, sinceBefore: since !== null && since === points[0]?.week };
  });
}

/** The blockers that a report names, with the units that wait for each, and how many usages these hold. */
export function mainBlockers(units: readonly ConversionUnit[]): Blocker[] {
  return blockersIn(units).slice(0, MOST_BLOCKERS);
}

export interface Blocker {
  readonly what: string;
  readonly units: readonly ConversionUnit[];
  /** Usages in the functions that wait for it. */
  readonly unblocks: number;
}

/** Everything that units wait for, most unblocking first. */
export function blockersIn(units: readonly ConversionUnit[]): Blocker[] {
  const found = new Map<string, ConversionUnit[]>();
  for (const unit of units) {
    if (unit.ready) continue;
    for (const blocker of unit.blockers.filter(isNamed)) found.set(blocker, [...(found.get(blocker) ?? []), unit]);
  }
  return [...found]
    .map(([what, waiting]) => ({ what, units: waiting, unblocks: usagesIn(waiting) }))
    .sort((a, b) => b.unblocks - a.unblocks || (a.what < b.what ? -1 : 1));
}

/** A function that several units share is counted once. */
function usagesIn(units: readonly ConversionUnit[]): number {
  const functions = new Map(units.flatMap((unit) => unit.functions).map((func) => [`${func.path}\n${func.scope}`, func.usages]));
  return [...functions.values()].reduce((sum, usages) => sum + usages, 0);
}

/** `and 4 more callers of this kind` ends a long list of blockers, and names none. */
function isNamed(blocker: string): boolean {
  return !/^and \d+ more /.test(blocker);
}

/** What to convert next: the units come ranked by what they unlock per function touched; ready ones go first. */
export function nextOf(units: readonly ConversionUnit[]): StatusReport['next'] {
  return units
    .filter((unit) => unit.ready && unit.unblocks > 0)
    .slice(0, MOST_UNITS)
    .map((unit) => ({
      id: unit.id,
      title: unit.title,
      functions: unit.functions.length,
      files: new Set(unit.functions.map((func) => func.path)).size,
      unblocks: unit.unblocks,
      bridges: unit.boundaries.filter(needsBridge).length,
    }));
}

/** An async caller and a framework cost nothing, a test becomes async itself; from anywhere else the event loop must be entered. */
export function needsBridge(boundary: UnitBoundary): boolean {
  return boundary.kind === 'thread' || boundary.kind === 'worker' || boundary.kind === 'cli' || boundary.kind === 'module';
}

/** Questions that the code raises and cannot answer. */
export function decisionsOf({ now, config }: ReportSource): string[] {
  const decisions: string[] = [];
  const bridges = now.units.flatMap((unit) => unit.boundaries.filter(needsBridge)).map((boundary) => boundary.path);
  const bridged = [...new Set(bridges)].sort();
  if (bridged.length > 0) {
    decisions.push(`Become async, or keep a bridge into the event loop: ${listed(bridged)}.`);
  }
  const unknown = now.files.filter((file) => (file.counts.unknown ?? 0) > 0).map((file) => file.path);
  if (unknown.length > 0) decisions.push(`Annotate, or exempt with a reason, what could not be resolved: ${listed(unknown)}.`);
  const phaseOf = phaseFinder(config);
  const unplanned = now.files.filter((file) => phaseOf(file) === null && scopeOf(file.counts) > 0).map((file) => file.path);
  if (unplanned.length > 0) decisions.push(`Give a phase to what no phase of the plan matches: ${listed(unplanned)}.`);
  return decisions;
}

function listed(paths: readonly string[]): string {
  const shown = paths.slice(0, 5).map((path) => `\`${path}\``);
  const rest = paths.length - shown.length;
  return shown.join(', ') + (rest > 0 ? ` and ${rest} more` : '');
}
