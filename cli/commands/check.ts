import { writeFile } from 'node:fs/promises';
import { Command, Option } from 'commander';
import { Failure } from '../../lib/failure';
import type { GateResult } from '../../lib/gate';
import { checksGithub, checksJson, checksMarkdown, checksText, type MigrationCheck } from '../../lib/gate-checks';
import { gateGithub } from '../../lib/gate-github';
import { gateJson } from '../../lib/gate-json';
import { gateMarkdown } from '../../lib/gate-markdown';
import { gateSarif, gateSarifOf } from '../../lib/gate-sarif';
import { gateText } from '../../lib/gate-text';
import { HAZARDS } from '../../lib/hazards';
import { SEVERITIES } from '../../lib/migration';
import type { CheckOptions } from '../check-all';
import { sentenceOf } from '../failures';
import { withProjectOptions } from '../project-options';
import { consult } from '../standby/consult';
import { minutesOf } from '../standby/minutes';
import { VERSION } from '../version';

interface GateOptions extends CheckOptions {
  readonly format: Format;
  readonly write: readonly Written[];
  /** Minutes. */
  readonly stay?: number;
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

const STAYING = `
A running "awaited watch" answers the checks of its repository, from what it has in memory; what it says is what a check
finds alone. --stay leaves such a process behind, without a terminal. It reads the repository once more after the first
check, holds it in memory (half a MB for each file or so; at most 6 GB, and half of what the machine has), and ends when
nobody asked for so many minutes, with --stay 0, when the repository or the database goes away, and when another build of
Awaited asks.`;

export function checkCommand(): Command {
  const command = new Command('check')
    .description('Fail on new legacy usages, regressions, broken usages and new hazards, compared with a base.')
    .argument('<path>', 'git repository')
    .option('--base <revision>', 'what to compare with: the point where the change left it (default: the tracked branch)')
    .option('--rev <revision>', 'the change: commit, branch or tag (default: the working tree)')
    .addOption(new Option('--fail-on <severity>', 'new hazards of this severity or worse fail').choices(SEVERITIES).default('error'))
    .addOption(new Option('--format <format>', 'how to print the result').choices(Object.keys(FORMATS)).default('text'))
    .addOption(new Option('--write <format=file>', 'write the result to a file, too; may be given several times').argParser(writtenOf).default([], 'nothing'))
    .option('--stay <minutes>', 'leave a process behind that answers the next checks at once; 0: end it', minutesOf);
  return withProjectOptions(command)
    .addHelpText('after', STAYING)
    .addHelpText('after', '\nExit codes: 0 nothing new, 1 findings, 2 misuse or failure.\n\nExample:\n  awaited check . --base origin/main --format github\n')
    .action(async (path: string, options: GateOptions) => {
      const answered = await consult(path, options, options.stay);
      const checks = answered ?? (await checkAlone(path, options));
      for (const { format, file } of options.write) await writeFile(file, textOf(checks, format));
      process.stdout.write(textOf(checks, options.format));
      if (checks.some(({ result }) => !result.passed)) process.exitCode = 1;
      if (answered === null && options.stay !== undefined && options.stay > 0) await leaveBehind(path, options, options.stay);
    });
}

/** Loaded only here: reading code takes the whole scanner, asking who has read it nearly nothing. */
async function checkAlone(path: string, options: CheckOptions): Promise<readonly MigrationCheck[]> {
  return (await import('../check-all')).checkAll(path, options);
}

/** What was found counts, whether or not a process can stay. */
async function leaveBehind(path: string, options: CheckOptions, minutes: number): Promise<void> {
  try {
    const pid = (await import('../standby/leave-behind')).leaveBehind(path, options, minutes);
    if (pid !== 'there') process.stderr.write(`A process (${pid}) stays to answer the next checks, until none came for ${minutes} minutes; "awaited check --stay 0" ends it.\n`);
  } catch (error) {
    process.stderr.write(`awaited: ${sentenceOf(error)}\n`);
  }
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
