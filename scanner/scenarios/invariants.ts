/** What holds for every usage of every scenario, whatever is expected of it. */
import type { FileResult, Usage } from '../snapshot';
import type { Scenario, ScenarioFile } from './read-scenario';

export function invariantProblems(scenario: Scenario, results: readonly FileResult[]): string[] {
  return results.flatMap((result) => {
    const file = scenario.files.find((one) => one.path === result.path);
    if (!file) return [`${result.path}\n  is no file of the scenario`];
    const lines = file.text.split('\n');
    const problems = result.usages.flatMap((usage) => [...rangeProblem(lines, usage, file), ...evidenceProblem(scenario, usage)]);
    return [...problems, ...identityProblems(result)].map((problem) => `${result.path}\n  ${problem}`);
  });
}

/** A usage points at one name, and for a call on a session, a query or a connection it is the name of the method. */
function rangeProblem(lines: readonly string[], usage: Usage, file: ScenarioFile): string[] {
  if (file.language === 'manifest' || usage.kind === 'driver') return [];
  const marked = usage.line === usage.endLine ? (lines[usage.line - 1] ?? '').slice(usage.column - 1, usage.endColumn - 1) : '';
  const isRight = usage.kind.endsWith('-operation') || usage.kind === 'legacy-query' ? marked === usage.method : /^[\p{ID_Start}_$#][\p{ID_Continue}$]*$/u.test(marked);
  return isRight ? [] : [`line ${usage.line}: ${usage.kind} ${usage.api} marks "${marked}", not its last name "${usage.method}"`];
}

/** A reason says something, and its steps lead to lines that exist. */
function evidenceProblem(scenario: Scenario, usage: Usage): string[] {
  if (usage.reason.trim() === '') return [`line ${usage.line}: ${usage.kind} ${usage.api} has no reason`];
  const astray = usage.evidence.find((step) => {
    const lines = scenario.files.find((file) => file.path === step.path)?.text.split('\n');
    return !lines || step.line < 1 || step.line > lines.length;
  });
  return astray ? [`line ${usage.line}: evidence "${astray.text}" leads to ${astray.path}:${astray.line}, which is not there`] : [];
}

/** Scope, kind, api and ordinal name a usage: ordinals count from 0 in the order of the text. */
function identityProblems(result: FileResult): string[] {
  const next = new Map<string, number>();
  return [...result.usages]
    .sort((left, right) => left.line - right.line || left.column - right.column)
    .flatMap((usage) => {
      const key = [usage.scope, usage.kind, usage.api].join(' ');
      const expected = next.get(key) ?? 0;
      next.set(key, expected + 1);
      return usage.ordinal === expected ? [] : [`line ${usage.line}: ordinal ${usage.ordinal} of ${key}, expected ${expected}`];
    });
}
