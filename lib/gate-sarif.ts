import { createHash } from 'node:crypto';
import { GATE_RULES, type GateFinding, type GateResult } from './gate';
import type { MigrationCheck } from './gate-checks';

/** What SARIF says about a rule beside its name. */
export interface RuleText {
  readonly summary: string;
  readonly explanation?: string;
}

const LEVELS = { error: 'error', warning: 'warning', note: 'note' } as const;

/** The result of a check as a SARIF 2.1.0 log: https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html */
export function gateSarif(result: GateResult, toolVersion: string, hazardRules: Readonly<Record<string, RuleText>> = {}): object {
  return sarifLog([runOf(result, 'awaited/check/', toolVersion, hazardRules)]);
}

/** One run for each migration; without a name of its own GitHub would take the second run for the first one again. */
export function gateSarifOf(checks: readonly MigrationCheck[], toolVersion: string, hazardRules: Readonly<Record<string, RuleText>> = {}): object {
  return sarifLog(checks.map(({ pack, result }) => runOf(result, `awaited/check/${pack}/`, toolVersion, hazardRules)));
}

function sarifLog(runs: readonly object[]): object {
  return { $schema: 'https://json.schemastore.org/sarif-2.1.0.json', version: '2.1.0', runs };
}

function runOf(result: GateResult, id: string, toolVersion: string, hazardRules: Readonly<Record<string, RuleText>>): object {
  const rules = [...new Set(result.findings.map((finding) => finding.rule))].sort();
  return {
    tool: {
      driver: {
        name: 'Awaited',
        semanticVersion: toolVersion,
        rules: rules.map((rule) => ruleOf(rule, hazardRules)),
      },
    },
    // Columns count UTF-16 code units, as everywhere in Awaited.
    columnKind: 'utf16CodeUnits',
    automationDetails: { id },
    ...(result.head.commit && { properties: { commit: result.head.commit } }),
    results: result.findings.map((finding) => resultOf(finding, rules)),
  };
}

function ruleOf(id: string, hazardRules: Readonly<Record<string, RuleText>>): object {
  const known: Readonly<Record<string, string>> = GATE_RULES;
  const hazard = hazardRules[id];
  const summary = known[id] ?? hazard?.summary ?? id.replaceAll('-', ' ');
  return {
    id,
    shortDescription: { text: summary },
    ...(hazard?.explanation && { fullDescription: { text: hazard.explanation } }),
  };
}

function resultOf(finding: GateFinding, rules: readonly string[]): object {
  return {
    ruleId: finding.rule,
    ruleIndex: rules.indexOf(finding.rule),
    level: finding.fails ? 'error' : LEVELS[finding.severity],
    message: { text: finding.message.replaceAll('`', '') },
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: finding.path.split('/').map(encodeURIComponent).join('/'), uriBaseId: '%SRCROOT%' },
          region: { startLine: finding.line, startColumn: finding.column, endLine: finding.endLine, endColumn: finding.endColumn },
        },
        ...(finding.scope !== '' && { logicalLocations: [{ fullyQualifiedName: finding.scope }] }),
      },
    ],
    // No line in it: the alert stays the same one when code above it moves.
    partialFingerprints: { 'awaitedIdentity/v1': createHash('sha256').update(finding.identity).digest('hex').slice(0, 32) },
  };
}
