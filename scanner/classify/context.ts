/** What every judgement of one scan shares. */
import type { State, UsageKind } from '../../lib/migration';
import { positionOf } from '../facts';
import type { Linker } from '../link/linker';
import type { SourceFile } from '../link/source-file';
import type { Origin } from '../link/types';
import type { Pack } from '../packs/pack';
import type { Evidence, Range } from '../snapshot';
import type { Bridges } from './bridges';
import type { BaseNames } from './base-names';
import type { Roles } from './roles';
import type { Spread } from './spread/spread';

export interface Context {
  readonly linker: Linker;
  readonly pack: Pack;
  readonly roles: Roles;
  readonly bridges: Bridges;
  /** Where objects of the migration get to. */
  readonly spread: Spread;
  /** By name, what may make a base of models. */
  readonly bases: BaseNames;
  /** Whether anything of the pack's libraries is imported at all: without it nothing is guessed. */
  readonly relevant: boolean;
}

/** A judgement about one place, before exemptions and ordinals. */
export interface Finding {
  readonly start: number;
  readonly end: number;
  readonly scope: number;
  readonly kind: UsageKind;
  readonly state: State;
  readonly api: string;
  readonly method: string;
  readonly awaited: boolean;
  readonly guessed: boolean;
  /** What the state follows from, beside the evidence for the receiver: `not awaited`. */
  readonly why: string;
  readonly origin: Origin | undefined;
}

export function rangeOf(file: SourceFile, start: number, end: number): Range {
  const from = positionOf(file.facts, start);
  const to = positionOf(file.facts, end);
  return { line: from.line, column: from.column, endLine: to.line, endColumn: to.column };
}

/** Longer chains repeat themselves. */
const MAX_STEPS = 6;

/** All uses of a variable have one origin, and share its evidence. */
const known = new WeakMap<Origin, readonly Evidence[]>();

export function evidenceOf(origin: Origin | undefined): readonly Evidence[] {
  if (origin === undefined) return [];
  let evidence = known.get(origin);
  if (evidence === undefined) known.set(origin, (evidence = stepsOf(origin)));
  return evidence;
}

function stepsOf(origin: Origin): readonly Evidence[] {
  const steps: Evidence[] = [];
  for (let step: Origin | undefined = origin; step !== undefined && steps.length < MAX_STEPS; step = step.from) {
    const text = step.file.library ? '' : step.tell();
    if (text === '') continue;
    const evidence = { text, path: step.file.path, line: step.file.line(step.at) };
    if (steps.every((earlier) => earlier.text !== evidence.text)) steps.push(evidence);
  }
  return steps;
}

/** Whether the nearest function around a scope is `async def`. */
export function inAsyncFunction(file: SourceFile, scope: number): boolean {
  const around = file.functionAround(scope);
  return around >= 0 && file.scope(around).isAsync;
}
