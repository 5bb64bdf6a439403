/** All hazards of a file, as the snapshot keeps them: every rule asked, exemptions applied, places numbered. */
import { HAZARDS, type HazardRuleName } from '../../../lib/hazards';
import type { SourceFile } from '../../link/source-file';
import type { Hazard } from '../../snapshot';
import { rangeOf } from '../context';
import type { HazardFinding, ManifestText, Project } from './rule';
import { RULES } from './rules';

export interface FoundHazard {
  readonly rule: HazardRuleName;
  readonly finding: HazardFinding;
}

/** What the rules find in a file; the wide ones, or those whose findings last until what they read changes. */
export function findHazards(project: Project, file: SourceFile, { wide }: { readonly wide: boolean }): FoundHazard[] {
  return RULES.flatMap((rule) => ((rule.wide ?? false) === wide && project.pack.hazards.has(rule.name) ? rule.find(project, file).map((finding) => ({ rule: rule.name, finding })) : []));
}

/** @param exempt reason for a line and a rule, undefined for places that count */
export function hazardsOf(file: SourceFile, all: readonly FoundHazard[], exempt: (line: number, rule: string) => string | undefined): Hazard[] {
  const found = [...all].sort((left, right) => RULE_ORDER.indexOf(left.rule) - RULE_ORDER.indexOf(right.rule));
  found.sort((left, right) => left.finding.start - right.finding.start || left.finding.end - right.finding.end);
  const ordinals = new Map<string, number>();
  return found.map(({ rule, finding }) => {
    const range = rangeOf(file, finding.start, finding.end);
    const scope = scopeName(file, finding);
    const { certainty, message, evidence } = finding;
    return { ...range, rule, severity: HAZARDS[rule].severity, certainty, scope, ordinal: nextOrdinal(ordinals, `${rule} ${scope}`), message, evidence, exempt: exempt(range.line, rule) ?? null };
  });
}

const RULE_ORDER = RULES.map((rule) => rule.name);

/** Hazards of a manifest; it has no comments that exempt, only the configuration does. */
export function manifestHazards(project: Project, manifest: ManifestText, exempt: string | undefined): Hazard[] {
  const ordinals = new Map<string, number>();
  return RULES.filter((rule) => project.pack.hazards.has(rule.name)).flatMap((rule) =>
    (rule.findInManifest?.(project, manifest) ?? []).map(({ line, column, length, certainty, message, evidence }) => ({
      line, column, endLine: line, endColumn: column + length,
      rule: rule.name, severity: HAZARDS[rule.name].severity, certainty, scope: '', ordinal: nextOrdinal(ordinals, rule.name), message, evidence, exempt: exempt ?? null,
    })),
  );
}

function scopeName(file: SourceFile, { scope }: HazardFinding): string {
  return file.qualifiedName(scope);
}

function nextOrdinal(ordinals: Map<string, number>, identity: string): number {
  const ordinal = ordinals.get(identity) ?? 0;
  ordinals.set(identity, ordinal + 1);
  return ordinal;
}
