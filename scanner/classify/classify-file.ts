/** All judgements about one file, as the snapshot keeps them. */
import type { SourceFile } from '../link/source-file';
import type { Usage } from '../snapshot';
import { constructions } from './constructions';
import { evidenceOf, rangeOf, inAsyncFunction, type Context, type Finding } from './context';
import { definitions } from './definitions';
import { urlDrivers } from './drivers';
import { migrationEnv } from './migration-env';
import { opens } from './opens';
import { operations } from './operations';
import { symbolUses } from './symbol-uses';

/** Everything found in a file, one finding of a kind a place, in the order of the text. */
export function findingsOf(context: Context, file: SourceFile): Finding[] {
  const { judgements } = context.pack;
  const found = [...operations(context, file), ...symbolUses(context, file)];
  if (judgements.has('constructions')) found.push(...constructions(context, file));
  if (judgements.has('opens')) found.push(...opens(context, file));
  if (judgements.has('definitions')) found.push(...definitions(context, file));
  if (judgements.has('migration-env')) found.push(...migrationEnv(file, found));
  if (judgements.has('drivers')) found.push(...urlDrivers(context.pack, file));
  const places = new Map<string, Finding>();
  for (const finding of found) {
    const place = `${finding.start} ${finding.kind}`;
    if (!places.has(place)) places.set(place, finding);
  }
  return [...places.values()].sort((left, right) => left.start - right.start || left.end - right.end);
}

/** @param exempt reason for a line, undefined for lines that count */
export function usagesOf(file: SourceFile, findings: readonly Finding[], exempt: (line: number) => string | undefined): Usage[] {
  const ordinals = new Map<string, number>();
  return findings.map((finding) => {
    const { line, column, endLine, endColumn } = rangeOf(file, finding.start, finding.end);
    const scope = file.qualifiedName(finding.scope);
    const identity = `${scope} ${finding.kind} ${finding.api}`;
    const ordinal = ordinals.get(identity) ?? 0;
    ordinals.set(identity, ordinal + 1);
    const reason = exempt(line);
    const evidence = evidenceOf(finding.origin);
    return {
      line,
      column,
      endLine,
      endColumn,
      kind: finding.kind,
      state: reason === undefined ? finding.state : 'exempt',
      api: finding.api,
      method: finding.method,
      awaited: finding.awaited,
      asyncContext: inAsyncFunction(file, finding.scope),
      scope,
      ordinal,
      confidence: finding.guessed ? 'guessed' : 'resolved',
      reason: [reason === undefined ? finding.why : `exempt: ${reason}`, ...evidence.map((step) => step.text)].join('; '),
      evidence,
    };
  });
}
