import type { Parser } from './parser';

/** Where the tokenizer and the facts stand, to come back to when a construct turns out to be another one. */
export function checkpointOf(p: Parser): Checkpoint {
  return {
    facts: p.facts.mark(),
    pos: p.pos,
    depth: p.depth,
    token: p.token,
    name: p.name,
    start: p.start,
    tokenEnd: p.tokenEnd,
    lastEnd: p.lastEnd,
    indentCount: p.indentCount,
    indent: p.indents[p.indentCount - 1] ?? 0,
    pendingDedents: p.pendingDedents,
    atLineStart: p.atLineStart,
    told: p.told,
    statements: p.statements,
  };
}

/** Forgets what was read since. */
export function returnTo(p: Parser, checkpoint: Checkpoint): void {
  p.facts.rewind(checkpoint.facts);
  p.pos = checkpoint.pos;
  p.depth = checkpoint.depth;
  p.token = checkpoint.token;
  p.name = checkpoint.name;
  p.start = checkpoint.start;
  p.tokenEnd = checkpoint.tokenEnd;
  p.lastEnd = checkpoint.lastEnd;
  p.indentCount = checkpoint.indentCount;
  p.indents[p.indentCount - 1] = checkpoint.indent;
  p.pendingDedents = checkpoint.pendingDedents;
  p.atLineStart = checkpoint.atLineStart;
  p.told = checkpoint.told;
  p.statements = checkpoint.statements;
  p.constants = p.sharedNumber = p.sharedString = 0;
}

export interface Checkpoint {
  readonly facts: readonly number[];
  readonly pos: number;
  readonly depth: number;
  readonly token: number;
  readonly name: number;
  readonly start: number;
  readonly tokenEnd: number;
  readonly lastEnd: number;
  readonly indentCount: number;
  readonly indent: number;
  readonly pendingDedents: number;
  readonly atLineStart: boolean;
  readonly told: boolean;
  readonly statements: number;
}
