import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Command, Option } from 'commander';
import { databaseFile } from '../../lib/db/location';
import { openDatabase } from '../../lib/db/open';
import { Failure } from '../../lib/failure';
import { statusReportCsv } from '../../lib/status-report-csv';
import { statusReportHtml } from '../../lib/status-report-html';
import { statusReportMarkdown } from '../../lib/status-report-markdown';
import type { StatusReport } from '../../lib/status-report-shape';
import { openProject } from '../open-project';
import { withProjectOptions, type ProjectOptions } from '../project-options';
import { postReport, WEBHOOK_VARIABLE } from '../post-report';
import { weeklyReports } from '../weekly-reports';

interface ReportOptions extends ProjectOptions {
  readonly week?: string;
  readonly allWeeks?: boolean;
  readonly output?: string;
  readonly post?: 'slack' | 'json' | true;
  readonly format: keyof typeof FORMATS;
}

const FORMATS = {
  md: statusReportMarkdown,
  html: statusReportHtml,
  csv: statusReportCsv,
  json: (report: StatusReport) => `${JSON.stringify(report, null, 2)}\n`,
} as const;

export function reportCommand(): Command {
  const command = new Command('report')
    .description('Write the weekly status of a migration: one honest page.')
    .argument('<path>', 'git repository')
    .option('--week <week>', 'ISO week such as 2026-W07 (default: the present one)')
    .option('--all-weeks', 'every week on record, each in a file of its own in the folder of --output')
    .option('--output <folder>', 'folder for the files of --all-weeks')
    .addOption(new Option('--format <format>', 'how to write it').choices(Object.keys(FORMATS)).default('md'))
    .addOption(new Option('--post [as]', `send it to the webhook in $${WEBHOOK_VARIABLE} instead of printing it`).choices(['slack', 'json']).preset('slack'));
  return withProjectOptions(command)
    .addHelpText('after', `\nExamples:\n  awaited report . --week 2026-W07 --format html > status.html\n  ${WEBHOOK_VARIABLE}=… awaited report . --post\n`)
    .action(async (path: string, options: ReportOptions) => {
      refuseContradictions(options);
      const project = await openProject(path, options);
      const db = await openDatabase(options.db ?? databaseFile());
      try {
        for await (const report of weeklyReports(db, project, options.allWeeks ? 'all' : options.week, new Date())) await deliver(report, options);
      } finally {
        await db.destroy();
      }
    });
}

function refuseContradictions({ allWeeks, week, output, post }: ReportOptions): void {
  if (allWeeks && week !== undefined) throw new Failure('Name one week with --week, or all with --all-weeks.');
  if (allWeeks && post) throw new Failure('--post sends one week; leave out --all-weeks.');
  if (Boolean(allWeeks) !== (output !== undefined)) throw new Failure('--all-weeks needs a folder for its files: name it with --output.');
}

async function deliver(report: StatusReport, { format, output, post }: ReportOptions): Promise<void> {
  if (post) {
    await postReport(report, post === true ? 'slack' : post);
    process.stderr.write(`Posted ${report.week.name}.\n`);
  } else if (output === undefined) {
    process.stdout.write(FORMATS[format](report));
  } else {
    await mkdir(output, { recursive: true });
    await writeFile(join(output, `${report.week.name}.${format}`), FORMATS[format](report));
  }
}
