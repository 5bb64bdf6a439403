/** Runs the scanner over one scenario and says in words where it found something else than expected. */
import { createHash } from 'node:crypto';
import { analyse } from '../analyse';
import { extract } from '../extract';
import { packNamed } from '../packs/built-in';
import type { FileResult, Hazard, Usage } from '../snapshot';
import type { ExpectedHazard, ExpectedUsage } from './read-expectation';
import { invariantProblems } from './invariants';
import type { Scenario, ScenarioFile } from './read-scenario';

/** Which judgements of the scenario count; `hazards` holds the rules that must be found exactly. */
export interface Scope {
  readonly usages: boolean;
  readonly hazards: ReadonlySet<string>;
}

/** Empty when all is as expected, otherwise a report for people. */
export function checkScenario(scenario: Scenario, scope: Scope, packName: string): string {
  const pack = packNamed(packName);
  const sources = scenario.files.filter((file) => file.language === pack.language);
  const files = sources.map((file) => ({ path: file.path, blob: blobId(file.text), facts: extract(pack.language, Buffer.from(file.text)) }));
  const manifests = scenario.files.filter((file) => file.language === 'manifest').map((file) => ({ path: file.path, blob: blobId(file.text), text: file.text }));
  const results = analyse(files, manifests, scenario.config, pack).files;
  const report = [...invariantProblems(scenario, results)];
  const backwards = analyse(files.toReversed(), manifests.toReversed(), scenario.config, pack).files;
  if (JSON.stringify(backwards) !== JSON.stringify(results)) report.push('the files in another order give another result');
  for (const [index, file] of sources.entries()) {
    const problem = files[index]?.facts.problems[0];
    if ((problem !== undefined) !== file.isBroken) report.push(`${file.path}\n  ${problem ? problem.message : 'should not parse, and does'}`);
  }
  for (const file of scenario.files) {
    const lines = compareFile(file, results.find((one) => one.path === file.path), scope);
    if (lines.length > 0) report.push(file.path, ...lines);
  }
  return report.join('\n');
}

function blobId(text: string): string {
  const bytes = Buffer.from(text);
  return createHash('sha1').update(`blob ${bytes.length}\0`).update(bytes).digest('hex');
}

function compareFile(file: ScenarioFile, result: FileResult | undefined, scope: Scope): string[] {
  const lines = file.text.split('\n');
  const report: string[] = [];
  if (scope.usages) {
    const found = [...(result?.usages ?? [])];
    const missing = file.usages.filter((expected) => !takeOut(found, (usage) => matches(usage, expected)));
    report.push(...differences(lines, missing, found, wordsOfExpected, wordsOfFound));
  }
  const hazards = (result?.hazards ?? []).filter((hazard) => scope.hazards.has(hazard.rule) && hazard.exempt === null);
  const missing = file.hazards.filter((expected) => !takeOut(hazards, (hazard) => isSameHazard(hazard, expected)));
  report.push(...differences(lines, missing, hazards, wordsOfHazard, (hazard) => `${wordsOfHazard(hazard)}  (${hazard.message})`));
  if (file.category !== undefined && result?.category !== file.category) report.push(`  category ${file.category} expected, found ${result?.category ?? 'no result'}`);
  if (file.service !== undefined && result?.service !== file.service) report.push(`  service ${file.service} expected, found ${result?.service ?? 'no result'}`);
  return report;
}

function takeOut<T>(found: T[], isMatch: (one: T) => boolean): boolean {
  const index = found.findIndex(isMatch);
  if (index >= 0) found.splice(index, 1);
  return index >= 0;
}

function matches(usage: Usage, expected: ExpectedUsage): boolean {
  return (
    usage.line === expected.line &&
    usage.kind === expected.kind &&
    usage.state === expected.state &&
    usage.api === expected.api &&
    usage.confidence === expected.confidence &&
    (expected.awaited === undefined || usage.awaited === expected.awaited) &&
    (expected.column === undefined || usage.column === expected.column) &&
    (expected.scope === undefined || usage.scope === expected.scope)
  );
}

function isSameHazard(hazard: Hazard, expected: ExpectedHazard): boolean {
  return hazard.line === expected.line && hazard.rule === expected.rule && hazard.certainty === expected.certainty;
}

/** One paragraph for each source line on which something differs. */
function differences<E extends { line: number }, F extends { line: number }>(
  lines: readonly string[],
  missing: readonly E[],
  extra: readonly F[],
  wordsOfMissing: (one: E) => string,
  wordsOfExtra: (one: F) => string,
): string[] {
  const numbers = [...new Set([...missing, ...extra].map((one) => one.line))].sort((left, right) => left - right);
  return numbers.flatMap((number) => [
    `  ${String(number).padStart(3)}  ${(lines[number - 1] ?? '').trim()}`,
    ...missing.filter((one) => one.line === number).map((one) => `         expected  ${wordsOfMissing(one)}`),
    ...extra.filter((one) => one.line === number).map((one) => `         found     ${wordsOfExtra(one)}`),
  ]);
}

function wordsOfExpected(expected: ExpectedUsage): string {
  const flags = [
    expected.confidence === 'guessed' ? 'guessed' : '',
    expected.awaited === undefined ? '' : expected.awaited ? 'awaited' : 'unawaited',
    expected.column === undefined ? '' : `@${expected.column}`,
    expected.scope === undefined ? '' : `in=${expected.scope}`,
  ];
  return [expected.kind, expected.state, expected.api, ...flags].filter((word) => word !== '').join(' ');
}

function wordsOfFound(usage: Usage): string {
  const words = [usage.kind, usage.state, usage.api, usage.confidence === 'guessed' ? 'guessed' : '', usage.awaited ? 'awaited' : 'unawaited', `@${usage.column}`, `in=${usage.scope}`];
  return `${words.filter((word) => word !== '').join(' ')}  (${usage.reason})`;
}

function wordsOfHazard(hazard: { rule: string; certainty: string }): string {
  return hazard.certainty === 'possible' ? `${hazard.rule} possible` : hazard.rule;
}
