import { Command, Option } from 'commander';
import { figuresOf } from '../../lib/plan/figures';
import { plannedPhases } from '../../lib/plan/phases';
import { planMarkdown } from '../../lib/plan/plan-markdown';
import type { PlanSource } from '../../lib/plan/plan-source';
import { effortOf } from '../../lib/effort';
import { exemptSnapshot } from '../../lib/exemptions';
import { sessionsOnly } from '../sessions-only';
import { openProject, settingsOf, withStores } from '../open-project';
import { withProjectOptions, type ProjectOptions } from '../project-options';
import { openState, readState } from '../read-snapshot';
import { readSources } from '../read-sources';

interface PlanOptions extends ProjectOptions {
  readonly format: keyof typeof FORMATS;
}

const FORMATS = { md: planMarkdown, json: planJson } as const;

export function planCommand(): Command {
  const command = new Command('plan')
    .description('Write the plan document of a migration from the code: figures, changes, phases, risks, effort.')
    .argument('<path>', 'git repository')
    .option('--rev <revision>', 'commit, branch or tag (default: the working tree)')
    .addOption(new Option('--format <format>', 'Markdown, or the figures alone as JSON').choices(Object.keys(FORMATS)).default('md'));
  return withProjectOptions(command)
    .addHelpText('after', '\nExample:\n  awaited plan . --rev main > MIGRATION_PLAN.md\n')
    .action(async (path: string, options: PlanOptions) => {
      const project = sessionsOnly(await openProject(path, options), 'plan');
      const state = await openState(project);
      try {
        const { snapshot, exemptions } = await withStores(project, options, async (facts, board) => {
          const read = await readState(state, settingsOf(project, facts));
          return { snapshot: exemptSnapshot(read.snapshot, board.of), exemptions: board.entries };
        });
        const texts = await readSources(state.source, snapshot);
        const phases = plannedPhases(project.config, snapshot.files);
        process.stdout.write(FORMATS[options.format]({ project: project.repository.name, config: project.config, snapshot, exemptions, phases, ...texts }));
      } finally {
        await state.source.close();
      }
    });
}

function planJson({ project, config, snapshot, phases }: PlanSource): string {
  const plan = {
    format: 'awaited-plan',
    version: 1,
    project,
    migration: config.migration,
    commit: snapshot.commit,
    at: snapshot.at,
    toolVersion: snapshot.toolVersion,
    total: { ...figuresOf(snapshot.files), effort: effortOf(snapshot.files) },
    phases: phases.map(({ name, weeks, files }) => ({ name, weeks, ...figuresOf(files), effort: effortOf(files) })),
    files: snapshot.files.map((file) => ({ path: file.path, service: file.service, category: file.category, figures: figuresOf([file]) })),
  };
  return `${JSON.stringify(plan, null, 2)}\n`;
}
