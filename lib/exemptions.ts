/**
 * Exemptions that people made on the board, laid over what a scan found. Those of the configuration and of comments are
 * the scanner's: it leaves a place out before anybody sees it, while a board's exemption comes and goes without a scan.
 */
import type { FileResult, Hazard, Snapshot, Usage } from '../scanner/snapshot';
import { exemptUnits, type ExemptPlace } from './exempt-units';

/** The identity of one usage within its file, which outlives moved lines. */
export interface UsageIdentity {
  kind: string;
  scope: string;
  api: string;
  ordinal: number;
}

/** The same of one hazard. */
export interface HazardIdentity {
  rule: string;
  scope: string;
  ordinal: number;
}

export type ExemptionTarget = UsageIdentity | HazardIdentity;

export interface BoardExemption {
  readonly id: number;
  /** null: the whole file. */
  readonly target: ExemptionTarget | null;
  readonly reason: string;
  readonly author: string;
  /** ISO 8601, UTC. */
  readonly createdAt: string;
}

/** The active exemptions of a path; empty for most. */
export type ExemptionsOf = (path: string) => readonly BoardExemption[];

/** `reason, author, date, on the board`: the evidence that stands where the exemption counts. */
export function exemptionText({ reason, author, createdAt }: Pick<BoardExemption, 'reason' | 'author' | 'createdAt'>): string {
  return `${reason.replace(/\.\s*$/, '')}, ${author}, ${createdAt.slice(0, 10)}, on the board`;
}

/** Said where a verdict may turn on it. */
export const NO_BOARD_NOTE = 'No board of this repository is known here: what people exempted on one does not count, only awaited.yaml and comments in the code.';

/** One line of a list of what is exempt, as the configuration has it. */
export interface ExemptEntry {
  readonly path: string;
  readonly reason: string;
}

export function exemptionEntry({ path, target, ...exemption }: BoardExemption & { readonly path: string }): ExemptEntry {
  const what = target ? `only ${targetText(target)}: ` : '';
  return { path, reason: `${what}${exemptionText(exemption)}` };
}

/** `Session.commit in place`, `hazard unawaited-operation in place` */
export function targetText(target: ExemptionTarget): string {
  return `${'rule' in target ? `hazard ${target.rule}` : target.api}${target.scope === '' ? '' : ` in ${target.scope}`}`;
}

/** Which exemption each usage and each hazard of a file falls under, in their order; undefined for those that count. */
export interface ExemptPlaces {
  readonly usages: readonly (BoardExemption | undefined)[];
  readonly hazards: readonly (BoardExemption | undefined)[];
}

/**
 * An exemption of a usage holds for it and for what is dangerous about it: the hazards on its line in the same function,
 * as a comment on that line does. That of a hazard holds for it alone. What is exempt for another reason already stays as it is.
 */
export function exemptPlaces({ usages, hazards }: Pick<FileResult, 'usages' | 'hazards'>, exemptions: readonly BoardExemption[]): ExemptPlaces {
  const ofFile = exemptions.find((exemption) => exemption.target === null);
  const ofPlace = new Map(exemptions.flatMap((exemption) => (exemption.target ? [[keyOf(exemption.target), exemption]] : [])));
  const ofLine = new Map<string, BoardExemption>();
  const found = usages.map((usage) => {
    const own = ofPlace.get(keyOf(usage));
    if (own) ofLine.set(placeOf(usage), own);
    return usage.state === 'exempt' ? undefined : (own ?? ofFile);
  });
  const under = (hazard: Hazard) => ofPlace.get(keyOf(hazard)) ?? ofLine.get(placeOf(hazard)) ?? ofFile;
  return { usages: found, hazards: hazards.map((hazard) => (hazard.exempt === null ? under(hazard) : undefined)) };
}

/** The file as the board counts it; the very object where nothing in it is exempt. */
export function exemptFile(file: FileResult, exemptions: readonly BoardExemption[]): FileResult {
  if (exemptions.length === 0) return file;
  const places = exemptPlaces(file, exemptions);
  if (![...places.usages, ...places.hazards].some(Boolean)) return file;
  return {
    ...file,
    usages: file.usages.map((usage, index) => exemptUsage(usage, places.usages[index])),
    hazards: file.hazards.map((hazard, index) => exemptHazard(hazard, places.hazards[index])),
  };
}

/** A snapshot as the board counts it: files, and the units of conversion without what is exempt in them. */
export function exemptSnapshot(snapshot: Snapshot, exemptionsOf: ExemptionsOf): Snapshot {
  const files = snapshot.files.map((file) => exemptFile(file, exemptionsOf(file.path)));
  if (files.every((file, index) => file === snapshot.files[index])) return snapshot;
  return { ...snapshot, files, units: exemptUnits(snapshot.units, snapshot.files.flatMap((found, index) => exemptBetween(found, files[index] ?? found))) };
}

/** The places of a file that were found, and count no more. */
export function exemptBetween(found: FileResult, { usages, hazards }: FileResult): ExemptPlace[] {
  const { path } = found;
  return [
    ...found.usages.flatMap(({ scope, kind, state }, index) => (state === usages[index]?.state ? [] : [{ path, scope, kind, state }])),
    ...found.hazards.flatMap(({ scope, rule, certainty, exempt }, index) => (exempt === hazards[index]?.exempt ? [] : [{ path, scope, rule, certainty }])),
  ];
}

function exemptUsage(usage: Usage, exemption: BoardExemption | undefined): Usage {
  return exemption ? { ...usage, state: 'exempt', reason: `exempt: ${exemptionText(exemption)}; ${usage.reason}` } : usage;
}

function exemptHazard(hazard: Hazard, exemption: BoardExemption | undefined): Hazard {
  return exemption ? { ...hazard, exempt: exemptionText(exemption) } : hazard;
}

function keyOf(target: ExemptionTarget): string {
  return JSON.stringify('rule' in target ? [target.rule, target.scope, target.ordinal] : [target.kind, target.scope, target.api, target.ordinal]);
}

function placeOf({ line, scope }: Pick<Usage, 'line' | 'scope'>): string {
  return `${line} ${scope}`;
}
