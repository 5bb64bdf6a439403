/** Each scenario of scenarios/*.md is a test: they are the specification of usages, states and hazards. */
import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, it } from 'vitest';
import { checkScenario } from './scenarios/check-scenario';
import { readScenarios, type Scenario } from './scenarios/read-scenario';

const FOLDER = join(import.meta.dirname, 'scenarios');

for (const name of readdirSync(FOLDER, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.md') && file !== 'README.md').sort()) {
  const scenarios = readScenarios(readFileSync(join(FOLDER, name), 'utf8'));
  // Those of other migrations lie in a folder that is named after their pack.
  const pack = dirname(name) === '.' ? 'sqlalchemy-async' : dirname(name);
  describe(name, () => {
    for (const scenario of scenarios) {
      it(scenario.name, () => {
        const report = checkScenario(scenario, scopeOf(name, scenario), pack);
        if (report !== '') throw unexpected(`scanner/scenarios/${name}:${scenario.line}\n${report}`);
      });
    }
  });
}

/**
 * In `hazard-RULE.md` the rule must be found where it is expected and nowhere else; usages count there only where a
 * scenario mentions one. Elsewhere usages always count, and hazards only of the rules that a scenario mentions.
 */
function scopeOf(name: string, scenario: Scenario): { usages: boolean; hazards: Set<string> } {
  const rule = /^hazard-(.+)\.md$/.exec(name)?.[1];
  const hazards = new Set(scenario.files.flatMap((file) => file.hazards.map((hazard) => hazard.rule)));
  if (rule !== undefined) hazards.add(rule);
  return { usages: rule === undefined || scenario.files.some((file) => file.usages.length > 0), hazards };
}

/** Without a stack: the place to look at is the Markdown, not this file. */
function unexpected(report: string): Error {
  const error = new Error(report);
  error.stack = '';
  return error;
}
