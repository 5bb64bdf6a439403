import type { FileResult, Hazard, Range, Snapshot, Usage } from '../scanner/snapshot';
import { compareFiles, type FileChange } from './compare-files';
import { countsOf } from './file-status';
import { SEVERITIES, doneOf, scopeOf, type Severity } from './migration';
import type { Move } from './moves';
import { settleRenamedFunctions, type FunctionsOf } from './renamed-functions';
import { SESSION_WORDS, type Words } from './words';

/** Rules of the gate beside those of the hazards. */
export const GATE_RULES = {
  'new-legacy-usage': 'New code must use the new API.',
  regression: 'What was converted must not go back.',
  'new-broken-usage': 'Converted code must not fail at run time.',
} as const;

export interface GateFinding extends Range {
  /** One of GATE_RULES, or the rule of a hazard. */
  readonly rule: string;
  readonly severity: Severity;
  /** Whether it makes the check fail. */
  readonly fails: boolean;
  readonly path: string;
  readonly scope: string;
  /** One sentence. */
  readonly message: string;
  /** Names the place without its line: the same finding in the next run has the same one. */
  readonly identity: string;
}

export interface GateTotals {
  readonly done: number;
  readonly scope: number;
}

export interface GateResult {
  readonly passed: boolean;
  readonly failOn: Severity;
  /** Whether a board was known, and with it what people exempted there. */
  readonly boardKnown: boolean;
  readonly base: { readonly commit: string | null; readonly at: string };
  readonly head: { readonly commit: string | null; readonly at: string };
  /** What fails first, then by path and line. */
  readonly findings: readonly GateFinding[];
  /** What the change brings, good and bad, side by side: neither pays for the other. */
  readonly trend: {
    readonly before: GateTotals;
    readonly after: GateTotals;
    readonly converted: number;
    readonly hazardsFixed: number;
    /** What a converted usage is. */
    readonly word: string;
  };
}

export type GateState = Pick<Snapshot, 'commit' | 'at' | 'files'>;

export interface GateOptions {
  /** Hazards of this severity or worse fail the check. */
  readonly failOn: Severity;
  /** What the migration calls things; absent: as for sessions. */
  readonly words?: Words;
  /** Whether both states are without what people exempted on a board. */
  readonly boardKnown?: boolean;
  /** New path → old path. */
  readonly renames?: ReadonlyMap<string, string>;
  /** Functions and classes of a file on one side, by qualified name; without it a renamed function counts as new code. */
  readonly functions?: { readonly before: FunctionsOf; readonly after: FunctionsOf };
}

/** What a change adds that the migration does not want. Compares by identity: see compareFiles. */
export function gate(base: GateState, head: GateState, options: GateOptions): GateResult {
  const compared = compareFiles(base.files, head.files, options.renames);
  const changes = options.functions ? settleRenamedFunctions(compared, options.functions) : compared;
  const words = options.words ?? SESSION_WORDS;
  const findings = changes.flatMap((change) => findingsIn(change, options.failOn, words)).sort(byUrgency);
  return {
    passed: findings.every((finding) => !finding.fails),
    failOn: options.failOn,
    boardKnown: options.boardKnown ?? true,
    base: { commit: base.commit, at: base.at },
    head: { commit: head.commit, at: head.at },
    findings,
    trend: {
      before: totalsOf(base.files),
      after: totalsOf(head.files),
      converted: changes.flatMap((change) => change.moves).filter((move) => move.kind === 'converted').length,
      hazardsFixed: changes.reduce((sum, change) => sum + change.goneHazards.length, 0),
      word: words.done,
    },
  };
}

function findingsIn(change: FileChange, failOn: Severity, words: Words): GateFinding[] {
  const { after } = change;
  if (after === null) return [];
  const hazards = change.newHazards.map((hazard) => hazardFinding(hazard, after.path, failOn));
  const explained = new Set(hazards.filter((finding) => finding.fails).map(placeOf));
  const wasDone = change.before !== null && isDone(change.before);
  const usages = change.moves.flatMap((move) => usageFinding(move, after.path, wasDone, words) ?? []);
  // A usage that fails is most often what the hazard beside it is about: one finding for one place.
  return [...hazards, ...usages.filter((finding) => finding.rule !== 'new-broken-usage' || !explained.has(placeOf(finding)))];
}

function usageFinding({ kind, before, after }: Move<Usage>, path: string, wasDone: boolean, words: Words): GateFinding | null {
  if (after === null || after.state === 'async' || after.state === 'exempt' || after.state === 'bridged') return null;
  const what = `\`${after.api}\`${after.scope ? ` in \`${after.scope}\`` : ''}`;
  const is = words.states[after.state].label.toLowerCase();
  const place = { ...rangeOf(after), path, scope: after.scope, severity: 'error' as const, fails: true };
  const identity = (rule: string) => `${rule}|${path}|${after.scope}|${after.kind}|${after.api}|${after.ordinal}`;
  if (kind === 'regressed') {
    const finished = wasDone ? '; this file was done' : '';
    return { ...place, rule: 'regression', message: `${what} was ${words.done} and is ${is} now${finished}.`, identity: identity('regression') };
  }
  if (after.state === 'broken' && before?.state !== 'broken') {
    return { ...place, rule: 'new-broken-usage', message: `${what} will fail: ${withoutStop(after.reason)}.`, identity: identity('new-broken-usage') };
  }
  if (after.state === 'unknown' && kind === 'added') {
    return { ...place, severity: 'note', fails: false, rule: 'new-legacy-usage', message: `${what} could not be resolved; annotate it.`, identity: identity('new-legacy-usage') };
  }
  if (kind === 'added' && (after.state === 'sync' || after.state === 'blocking')) {
    const blocks = after.state === 'blocking' ? ', and it stops the event loop' : '';
    return { ...place, rule: 'new-legacy-usage', message: `${what} is new code on the old API${blocks}.`, identity: identity('new-legacy-usage') };
  }
  return null;
}

function hazardFinding(hazard: Hazard, path: string, failOn: Severity): GateFinding {
  const { rule, severity, scope, message } = hazard;
  return {
    ...rangeOf(hazard),
    rule,
    severity,
    fails: SEVERITIES.indexOf(severity) <= SEVERITIES.indexOf(failOn),
    path,
    scope,
    message: `${withoutStop(message)}.`,
    identity: `${rule}|${path}|${scope}|${hazard.ordinal}`,
  };
}

function isDone(file: FileResult): boolean {
  const counts = countsOf(file.usages);
  return scopeOf(counts) > 0 && doneOf(counts) === scopeOf(counts);
}

function totalsOf(files: readonly FileResult[]): GateTotals {
  const counts = files.map((file) => countsOf(file.usages));
  return { done: sum(counts.map(doneOf)), scope: sum(counts.map(scopeOf)) };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

function rangeOf({ line, column, endLine, endColumn }: Range): Range {
  return { line, column, endLine, endColumn };
}

function placeOf({ line, endLine, path }: GateFinding): string {
  return `${path}\n${line}\n${endLine}`;
}

function withoutStop(sentence: string): string {
  return sentence.replace(/\.\s*$/, '');
}

function byUrgency(a: GateFinding, b: GateFinding): number {
  return (
    Number(b.fails) - Number(a.fails) ||
    compareText(a.path, b.path) ||
    a.line - b.line ||
    a.column - b.column ||
    compareText(a.rule, b.rule)
  );
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
