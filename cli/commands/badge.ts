import { Command } from 'commander';
import { badgeSvg } from '../../lib/badge';
import { countsOf } from '../../lib/file-status';
import { doneOf, scopeOf } from '../../lib/migration';
import { wordsOf } from '../../lib/words';
import { openProject, settingsOf, withStores } from '../open-project';
import { withProjectOptions, type ProjectOptions } from '../project-options';
import { readSnapshot } from '../read-snapshot';

export function badgeCommand(): Command {
  const command = new Command('badge')
    .description('Print the progress of a migration as an SVG badge.')
    .argument('<path>', 'git repository')
    .option('--rev <revision>', 'commit, branch or tag (default: the working tree)')
    .option('--label <text>', 'text of the left part (default: what a converted usage is, such as async)');
  return withProjectOptions(command)
    .addHelpText('after', '\nExample:\n  awaited badge . --rev main > badge.svg\n')
    .action(async (path: string, options: ProjectOptions & { label?: string }) => {
      const project = await openProject(path, options);
      const { snapshot } = await withStores(project, options, (facts, board) => readSnapshot(project, settingsOf(project, facts), board));
      const counts = countsOf(snapshot.files.flatMap((file) => file.usages));
      process.stdout.write(badgeSvg({ label: options.label ?? wordsOf(project.pack.presentation.words).done, done: doneOf(counts), scope: scopeOf(counts), broken: counts.broken ?? 0 }));
    });
}
