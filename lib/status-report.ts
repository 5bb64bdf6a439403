import type { FileResult, Usage } from '../scanner/snapshot';
import type { FileChange } from './compare-files';
import type { Config } from './config/config';
import { planEnd, planLine, phaseWeeks } from './config/plan-line';
import { phaseFinder } from './config/phases';
import { countsOf } from './file-status';
import { basisSentence, forecast, type Forecast } from './forecast';
import { health, HEALTH_RULE } from './health';
import { SEVERITIES, STATES, doneOf, scopeOf, type State, type StateCounts } from './migration';
import { countMoves } from './move-counts';
import { blockersOf, decisionsOf, nextOf } from './status-report-work';
import { fileStatusesOf, ownersOf, preparationOf } from './status-report-parts';
import type { StatusReport } from './status-report-shape';
import type { ReportFile, ReportSource, ReportState } from './status-report-source';
import { finishSentence, headlineSentence } from './status-report-words';
import { weekEnd, weekStart } from './weeks';
import { SESSION_WORDS, stateLabels } from './words';

/** The weekly status of a migration, from two states of the code and the weeks before them. */
export function statusReport(source: ReportSource): StatusReport {
  const { now, before, changes, config, week, words = SESSION_WORDS } = source;
  const [counts, countsBefore] = [countsOfAll(now.files), before && countsOfAll(before.files)];
  const outlook = forecast(source.points);
  const scopeByPhase = scopeByPhaseOf(config, now.files);
  const plan = planLine(config, scopeByPhase);
  const planned = plannedBy(plan, week);
  const moves = movesIn(changes);
  const verdict = health({ forecast: outlook, points: source.points, planEnd: planEnd(config), planned, regressed: moves.regressions.length, failing: now.failing });
  const headline = {
    ...totalsOf(counts, countsBefore),
    files: inScope(now.files).length,
    filesDone: inScope(now.files).filter(isDone).length,
    filesDoneChange: before && inScope(now.files).filter(isDone).length - inScope(before.files).filter(isDone).length,
    converted: moves.counts.converted,
    regressed: moves.counts.regressed,
    newLegacy: moves.counts.newLegacy,
    newTarget: moves.counts.newAsync,
    moved: changes.some((change) => change.moves.length > 0),
  };
  return {
    format: 'awaited-status-report',
    version: 1,
    project: source.project,
    migration: config.migration,
    week: { name: week, from: weekStart(week), to: weekEnd(week) },
    commit: now.commit,
    committedAt: now.at,
    toolVersion: now.toolVersion,
    health: { verdict: verdict.health, because: verdict.because, rule: HEALTH_RULE },
    headline: { ...headline, sentence: headlineSentence(headline, outlook, verdict.health, words.done) },
    words: { done: words.done, states: stateLabels(words) },
    states: STATES.map((state) => ({ state, count: counts[state] ?? 0, change: countsBefore && (counts[state] ?? 0) - (countsBefore[state] ?? 0) })),
    fileStatuses: fileStatusesOf(source.statuses?.now, source.statuses?.before),
    preparation: preparationOf(source),
    forecast: forecastPart(outlook),
    course: source.points.slice(-COURSE_WEEKS).map((point) => ({ ...point, planned: plannedBy(plan, point.week) })),
    phases: phasesOf(source, scopeByPhase),
    services: servicesOf(now.files, before?.files ?? null),
    owners: ownersOf(source),
    completed: changes.filter(becameDone).map(({ after }) => ({ path: after?.path ?? '', service: after?.service ?? '', usages: after?.usages.length ?? 0 })),
    regressions: moves.regressions,
    newLegacy: moves.newLegacy,
    blockers: blockersOf(source),
    hazards: hazardsOf(now, changes),
    decisions: decisionsOf(source),
    next: nextOf(now.units),
    quality: qualityOf(source, counts),
  };
}

/** Half a year fits the width of a page. */
const COURSE_WEEKS = 26;

/** States that new code may have without being new legacy code. */
const OUTSIDE = new Set<State>(['async', 'bridged', 'exempt']);

function countsOfAll(files: readonly ReportFile[]): StateCounts {
  const sum: StateCounts = {};
  for (const { counts } of files) for (const state of STATES) if (counts[state]) sum[state] = (sum[state] ?? 0) + counts[state];
  return sum;
}

function totalsOf(now: StateCounts, before: StateCounts | null | undefined) {
  return {
    done: doneOf(now),
    scope: scopeOf(now),
    change: before ? doneOf(now) - doneOf(before) : null,
    scopeChange: before ? scopeOf(now) - scopeOf(before) : null,
  };
}

function inScope(files: readonly ReportFile[]): ReportFile[] {
  return files.filter((file) => scopeOf(file.counts) > 0);
}

function isDone({ counts }: Pick<ReportFile, 'counts'>): boolean {
  return scopeOf(counts) > 0 && doneOf(counts) === scopeOf(counts);
}

function becameDone({ before, after }: FileChange): boolean {
  const done = (file: FileResult) => isDone({ counts: countsOf(file.usages) });
  return after !== null && done(after) && before !== null && !done(before);
}

function movesIn(changes: readonly FileChange[]) {
  const all = changes.flatMap((change) => change.moves.map((move) => ({ move, path: (change.after ?? change.before)?.path ?? '' })));
  return {
    counts: countMoves(all.map(({ move }) => move)),
    regressions: all.flatMap(({ move, path }) =>
      move.kind === 'regressed' && move.after && move.before ? [{ ...placed(move.after, path), before: move.before.state }] : [],
    ),
    newLegacy: all.flatMap(({ move, path }) => (move.kind === 'added' && move.after && !OUTSIDE.has(move.after.state) ? [placed(move.after, path)] : [])),
  };
}

function placed(usage: Usage, path: string) {
  return { path, line: usage.line, scope: usage.scope, kind: usage.kind, api: usage.api, state: usage.state };
}

function scopeByPhaseOf(config: Config, files: readonly ReportFile[]): Record<string, number> {
  const phaseOf = phaseFinder(config);
  const scope: Record<string, number> = {};
  for (const file of files) {
    const phase = phaseOf(file);
    if (phase !== null) scope[phase] = (scope[phase] ?? 0) + scopeOf(file.counts);
  }
  return scope;
}

/** null where there is no plan; 0 before it starts; its last value after it ends. */
function plannedBy(line: readonly { week: string; planned: number }[], week: string): number | null {
  if (line.length === 0) return null;
  return line.findLast((point) => point.week <= week)?.planned ?? 0;
}

function phasesOf({ now, before, config, week, phasePoints }: ReportSource, scope: Record<string, number>): StatusReport['phases'] {
  const phaseOf = phaseFinder(config);
  const within = (files: readonly ReportFile[], name: string) => countsOfAll(files.filter((file) => phaseOf(file) === name));
  return config.phases.map(({ name }) => {
    const weeks = phaseWeeks(config, name);
    const totals = totalsOf(within(now.files, name), before && within(before.files, name));
    const isDone = totals.scope > 0 && totals.done === totals.scope;
    return {
      name,
      ...totals,
      from: weeks?.from ?? null,
      to: weeks?.to ?? null,
      planned: plannedBy(planLine(config, { [name]: scope[name] ?? 0 }), week),
      forecast: isDone ? 'done' : finishSentence(forecast(phasePoints?.get(name) ?? [])),
    };
  });
}

function servicesOf(now: readonly ReportFile[], before: readonly ReportFile[] | null): StatusReport['services'] {
  const [nowBy, beforeBy] = [byService(now), before && byService(before)];
  return [...new Set([...nowBy.keys(), ...(beforeBy?.keys() ?? [])])]
    .map((name) => ({
      name,
      files: inScope(nowBy.get(name) ?? []).length,
      ...totalsOf(countsOfAll(nowBy.get(name) ?? []), beforeBy && countsOfAll(beforeBy.get(name) ?? [])),
    }))
    .filter((service) => service.scope > 0 || service.scopeChange)
    .sort((a, b) => b.scope - b.done - (a.scope - a.done) || (a.name < b.name ? -1 : 1));
}

function byService(files: readonly ReportFile[]): Map<string, ReportFile[]> {
  const groups = new Map<string, ReportFile[]>();
  for (const file of files) {
    const group = groups.get(file.service);
    if (group) group.push(file);
    else groups.set(file.service, [file]);
  }
  return groups;
}

function forecastPart(outlook: Forecast): StatusReport['forecast'] {
  const basis = outlook.kind === 'estimate' || outlook.kind === 'out-of-sight' ? basisSentence(outlook.basis) : null;
  const [p50, p85] = outlook.kind === 'estimate' ? [outlook.p50, outlook.p85] : [null, null];
  return { kind: outlook.kind, sentence: finishSentence(outlook), p50, p85, basis };
}

function hazardsOf({ figures }: ReportState, changes: readonly FileChange[]): StatusReport['hazards'] {
  return {
    open: SEVERITIES.map((severity) => ({ severity, count: figures[`hazards-${severity}`] ?? 0 })),
    fixed: changes.reduce((sum, change) => sum + change.goneHazards.length, 0),
    new: changes.flatMap((change) =>
      change.newHazards.map(({ rule, severity, message, line, scope }) => ({ path: change.after?.path ?? '', line, scope, rule, severity, message })),
    ),
  };
}

function qualityOf({ now, before, config, exemptions = [] }: ReportSource, counts: StateCounts): StatusReport['quality'] {
  const phaseOf = phaseFinder(config);
  return {
    filesRead: now.filesRead,
    notes: now.quality.map(({ kind, path, line, message }) => ({ kind, path, line, message })),
    unknown: counts.unknown ?? 0,
    guessed: now.guessed,
    exempt: counts.exempt ?? 0,
    exemptions: [...config.exempt, ...exemptions].map(({ path, reason }) => ({ path, reason })),
    excluded: [...config.exclude],
    unplanned: inScope(now.files)
      .filter((file) => phaseOf(file) === null)
      .map(({ path, category }) => ({ path, category })),
    rulesChanged: before !== null && before.rules !== now.rules,
  };
}
