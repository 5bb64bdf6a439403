import { writeFile } from 'node:fs/promises';
import { Command, Option } from 'commander';
import { Failure } from '../../lib/failure';
import { databaseFile } from '../../lib/db/location';
import type { GateResult } from '../../lib/gate';
import { checksGithub, checksJson, checksMarkdown, checksText, type MigrationCheck } from '../../lib/gate-checks';
import { gateGithub } from '../../lib/gate-github';
import { gateJson } from '../../lib/gate-json';
import { gateMarkdown } from '../../lib/gate-markdown';
import { gateSarif, gateSarifOf } from '../../lib/gate-sarif';
import { gateText } from '../../lib/gate-text';
import { HAZARDS } from '../../lib/hazards';
import { SEVERITIES, type Severity } from '../../lib/migration';
import { baseCommit } from '../base-commit';
import { checkChange } from '../check-change';
import { openProjects, withStores } from '../open-project';
import { withProjectOptions, type ProjectOptions } from '../project-options';
import { SnapshotCache } from '../snapshot-cache';
import { VERSION } from '../version';

interface CheckOptions extends ProjectOptions {
  readonly base?: string;
  readonly failOn: Severity;
  readonly format: Format;
  readonly write: readonly Written[];
}

type Format = keyof typeof FORMATS;

interface Written {
  readonly format: Format;
  readonly file: string;
}

const FORMATS = {
  text: gateText,
  github: gateGithub,
  sarif: (result: GateResult) => jsonText(gateSarif(result, VERSION, HAZARDS)),
  json: (result: GateResult) => jsonText(gateJson(result)),
  markdown: gateMarkdown,
} as const;

/** The same where a repository has several migrations. */
const FORMATS_OF_SEVERAL: Readonly<Record<Format, (checks: readonly MigrationCheck[]) => string>> = {
  text: checksText,
  github: checksGithub,
  sarif: (checks) => jsonText(gateSarifOf(checks, VERSION, HAZARDS)),
  json: (checks) => jsonText(checksJson(checks)),
  markdown: checksMarkdown,
};

export function checkCommand(): Command {
  const command = new Command('check')
    .description('Fail on new legacy usages, regressions, broken usages and new hazards, compared with a base.')
    .argument('<path>', 'git repository')
    .option('--base <revision>', 'what to compare with: the point where the change left it (default: the tracked branch)')
    .option('--rev <revision>', 'the change: commit, branch or tag (default: the working tree)')
    .addOption(new Option('--fail-on <severity>', 'new hazards of this severity or worse fail').choices(SEVERITIES).default('error'))
    .addOption(new Option('--format <format>', 'how to print the result').choices(Object.keys(FORMATS)).default('text'))
    .addOption(new Option('--write <format=file>', 'write the result to a file, too; may be given several times').argParser(writtenOf).default([], 'nothing'));
  return withProjectOptions(command)
    .addHelpText('after', '\nExit codes: 0 nothing new, 1 findings, 2 misuse or failure.\n\nExample:\n  awaited check . --base origin/main --format github\n')
    .action(async (path: string, options: CheckOptions) => {
      const snapshots = new SnapshotCache(options.db ?? databaseFile());
      const checks: MigrationCheck[] = [];
      for (const project of await openProjects(path, options)) {
        const base = await baseCommit(project, options.base);
        const result = await withStores(project, options, (facts, board) => checkChange(project, base, options.failOn, { facts, board, snapshots }));
        checks.push({ migration: project.config.migration, pack: project.pack.name, result });
      }
      for (const { format, file } of options.write) await writeFile(file, textOf(checks, format));
      process.stdout.write(textOf(checks, options.format));
      if (checks.some(({ result }) => !result.passed)) process.exitCode = 1;
    });
}

function textOf(checks: readonly MigrationCheck[], format: Format): string {
  const [only, ...others] = checks;
  return only !== undefined && others.length === 0 ? FORMATS[format](only.result) : FORMATS_OF_SEVERAL[format](checks);
}

function writtenOf(text: string, before: readonly Written[]): Written[] {
  const [, format = '', file = ''] = /^(\w+)=(.+)$/.exec(text) ?? [];
  if (!isFormat(format)) throw new Failure(`--write ${text} is not understood; write it as FORMAT=FILE, with a format among ${Object.keys(FORMATS).join(', ')}.`);
  return [...before, { format, file }];
}

function isFormat(text: string): text is Format {
  return Object.hasOwn(FORMATS, text);
}

function jsonText(value: object): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
