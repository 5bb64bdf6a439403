/** What a check prints where a repository has several migrations: one result after the other, each under its name. */
import { logLine } from './escape';
import type { GateResult } from './gate';
import { gateGithub } from './gate-github';
import { gateJson } from './gate-json';
import { COMMENT_MARK, gateSection } from './gate-markdown';
import { gateText } from './gate-text';

/** The check of one migration. */
export interface MigrationCheck {
  readonly migration: string;
  /** Name of the pack: no two migrations of a repository have the same. */
  readonly pack: string;
  readonly result: GateResult;
}

export function checksText(checks: readonly MigrationCheck[]): string {
  return checks.map(({ migration, pack, result }) => `${logLine(`${migration} (${pack})`)}\n\n${gateText(result)}`).join('\n');
}

export function checksGithub(checks: readonly MigrationCheck[]): string {
  return checks.map(({ migration, result }) => gateGithub(result, migration)).join('');
}

export function checksMarkdown(checks: readonly MigrationCheck[]): string {
  return `${[COMMENT_MARK, ...checks.map(({ migration, result }) => gateSection(result, migration))].join('\n\n')}\n`;
}

export function checksJson(checks: readonly MigrationCheck[]): object {
  return {
    format: 'awaited-checks',
    version: 1,
    passed: checks.every(({ result }) => result.passed),
    checks: checks.map(({ migration, pack, result }) => ({ migration, pack, ...gateJson(result) })),
  };
}
