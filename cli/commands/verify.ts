import { Command, Option } from 'commander';
import { matcherOf } from '../../lib/config/glob';
import { exemptSnapshot } from '../../lib/exemptions';
import { Failure } from '../../lib/failure';
import { completionMarkdown } from '../../lib/verify/completion-markdown';
import { completionReport, isComplete, type CompletionReport } from '../../lib/verify/completion-report';
import type { VerifySource } from '../../lib/verify/verify-source';
import type { FactsStore } from '../../scanner/facts-store';
import type { BoardExemptions } from '../board-exemptions';
import { completeSince } from '../complete-since';
import { legacyImportsIn } from '../legacy-imports';
import { sessionsOnly } from '../sessions-only';
import { openProject, settingsOf, withStores, type OpenProject } from '../open-project';
import { withProjectOptions, type ProjectOptions } from '../project-options';
import { openState, readState } from '../read-snapshot';
import { readSources } from '../read-sources';

interface VerifyOptions extends ProjectOptions {
  readonly asOf?: string;
  readonly format: keyof typeof FORMATS;
}

const FORMATS = { md: completionMarkdown, json: (report: CompletionReport) => `${JSON.stringify(report, null, 2)}\n` } as const;

export function verifyCommand(): Command {
  const command = new Command('verify')
    .description('Say whether a migration is complete: each claim verified, not true (with the lines), or not visible in code.')
    .argument('<path>', 'git repository')
    .option('--rev <revision>', 'commit, branch or tag (default: the working tree)')
    .option('--as-of <date>', 'day that the soak time is measured against (default: today)')
    .addOption(new Option('--format <format>', 'how to print the report').choices(Object.keys(FORMATS)).default('md'));
  return withProjectOptions(command)
    .addHelpText('after', '\nExit codes: 0 complete or soaking, 1 not complete, 2 misuse or failure.\n\nExample:\n  awaited verify . --rev main > COMPLETION.md\n')
    .action(async (path: string, options: VerifyOptions) => {
      const today = dayOf(options.asOf);
      const project = sessionsOnly(await openProject(path, options), 'verify');
      const report = await withStores(project, options, (facts, board) => verify(project, { facts, board }, today));
      process.stdout.write(FORMATS[options.format](report));
      if (report.verdict.kind === 'not complete') process.exitCode = 1;
    });
}

interface Stores {
  readonly facts: FactsStore;
  readonly board: BoardExemptions;
}

async function verify(project: OpenProject, stores: Stores, today: string): Promise<CompletionReport> {
  const source = await readSource(project, stores, today);
  if (!isComplete(source)) return completionReport(source);
  const since = await completeSince(project, today, async (commit) => isComplete(await readSource({ ...project, commit }, stores, today)));
  return completionReport({ ...source, completeSince: since });
}

async function readSource(project: OpenProject, { facts, board }: Stores, today: string): Promise<VerifySource> {
  const state = await openState(project);
  try {
    const read = await readState(state, settingsOf(project, facts));
    const snapshot = exemptSnapshot(read.snapshot, board.of);
    const { manifests } = await readSources(state.source, snapshot);
    const byConfig = matcherOf(project.config.exempt.map((row) => row.path));
    const onBoard = (file: string) => board.of(file).some((exemption) => exemption.target === null);
    const legacyImports = await legacyImportsIn(state.source, (file) => !byConfig(file) && !onBoard(file));
    return { project: project.repository.name, config: project.config, snapshot, board, manifests, legacyImports, completeSince: null, today };
  } finally {
    await state.source.close();
  }
}

function dayOf(given: string | undefined): string {
  if (given === undefined) return new Date().toISOString().slice(0, 10);
  if (!/^\d{4}-\d{2}-\d{2}$/.test(given) || Number.isNaN(Date.parse(given))) throw new Failure(`${given} is no day; write --as-of as 2026-01-31.`);
  return given;
}
