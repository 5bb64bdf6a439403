import { scopeOf, doneOf, CATEGORIES, type Category } from '../migration';
import { countsOf } from '../file-status';
import { NO_BOARD_NOTE } from '../exemptions';
import { claimsOf, type Claim } from './claims';
import { hazardsIn, openIn, type VerifySource } from './verify-source';

/** `awaited verify --format json`; `version` rises with an incompatible change. */
export interface CompletionReport {
  readonly format: 'awaited-completion';
  readonly version: 1;
  readonly project: string;
  readonly migration: string;
  readonly commit: string | null;
  readonly committedAt: string;
  readonly toolVersion: string;
  readonly verdict: Verdict;
  readonly claims: readonly Claim[];
  /** What was looked at: every file with usages in scope, by category. */
  readonly files: readonly VerifiedFile[];
  readonly exemptions: readonly { readonly path: string; readonly reason: string }[];
  readonly notes: readonly string[];
}

export interface VerifiedFile {
  readonly path: string;
  readonly service: string;
  readonly category: Category;
  readonly done: number;
  readonly scope: number;
}

export type Verdict =
  | { readonly kind: 'complete'; readonly since: string }
  | { readonly kind: 'soaking'; readonly since: string; readonly until: string }
  | { readonly kind: 'not complete'; readonly usages: number; readonly files: number; readonly hazards: number; readonly claims: number }
  /** Nothing of either API was found. */
  | { readonly kind: 'nothing to verify' };

/** The completion report of a migration, with evidence for each claim. */
export function completionReport(source: VerifySource): CompletionReport {
  const { project, config, snapshot, board } = source;
  const claims = claimsOf(source);
  const files = snapshot.files.flatMap((file) => {
    const counts = countsOf(file.usages);
    const scope = scopeOf(counts);
    return scope > 0 ? [{ path: file.path, service: file.service, category: file.category, done: doneOf(counts), scope }] : [];
  });
  return {
    format: 'awaited-completion',
    version: 1,
    project,
    migration: config.migration,
    commit: snapshot.commit,
    committedAt: snapshot.at,
    toolVersion: snapshot.toolVersion,
    verdict: verdictOf(source, claims, files.length),
    claims,
    files: files.sort((a, b) => CATEGORIES.indexOf(a.category) - CATEGORIES.indexOf(b.category) || (a.path < b.path ? -1 : 1)),
    exemptions: [...config.exempt, ...board.entries].map(({ path, reason }) => ({ path, reason })),
    notes: [...(board.isKnown ? [] : [NO_BOARD_NOTE]), ...snapshot.quality.map((note) => `${note.kind}: \`${note.line === null ? note.path : `${note.path}:${note.line}`}\` ${note.message}`)],
  };
}

/** Whether nothing keeps the migration from being complete but time. */
export function isComplete(source: VerifySource): boolean {
  return claimsOf(source).every((claim) => claim.verdict !== 'not true');
}

function verdictOf(source: VerifySource, claims: readonly Claim[], files: number): Verdict {
  const { snapshot, config, completeSince, today } = source;
  const untrue = claims.filter((claim) => claim.verdict === 'not true').length;
  if (files === 0 && untrue === 0) return { kind: 'nothing to verify' };
  if (untrue > 0) {
    const open = openIn(snapshot.files);
    return {
      kind: 'not complete',
      usages: open.length,
      files: new Set(open.map(({ file }) => file.path)).size,
      hazards: hazardsIn(snapshot.files).length,
      claims: untrue,
    };
  }
  const since = (completeSince ?? snapshot.at).slice(0, 10);
  const until = new Date(Date.parse(since) + config.soakDays * 86_400_000).toISOString().slice(0, 10);
  return today >= until ? { kind: 'complete', since } : { kind: 'soaking', since, until };
}
