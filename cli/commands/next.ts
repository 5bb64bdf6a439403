import { Command, InvalidArgumentError } from 'commander';
import { openProject, settingsOf, withStores } from '../open-project';
import { withProjectOptions, type ProjectOptions } from '../project-options';
import { readSnapshot } from '../read-snapshot';
import { missingUnits, unitListText } from '../unit-text';

/** Units shown unless more are asked for. */
const SHOWN = 20;

export function nextCommand(): Command {
  const command = new Command('next')
    .description('Print what to convert next: functions that must become async together, what unlocks most per function first.')
    .argument('<path>', 'git repository')
    .option('--limit <number>', 'how many units', positive, SHOWN)
    .option('--rev <revision>', 'commit, branch or tag (default: the working tree)')
    .option('--json', 'as JSON, all details');
  return withProjectOptions(command)
    .addHelpText('after', '\nExample:\n  awaited next . --limit 5\n')
    .action(async (path: string, options: ProjectOptions & { limit: number; json?: boolean }) => {
      const project = await openProject(path, options);
      const { snapshot } = await withStores(project, options, (facts, board) => readSnapshot(project, settingsOf(project, facts), board));
      const shown = snapshot.units.slice(0, options.limit);
      if (options.json) process.stdout.write(`${JSON.stringify(shown, null, 2)}\n`);
      else process.stdout.write(unitListText(shown, snapshot));
      if (options.json && missingUnits(snapshot) !== null) process.stderr.write(`${missingUnits(snapshot)}\n`);
    });
}

function positive(text: string): number {
  const number = Number(text);
  if (!Number.isInteger(number) || number < 1) throw new InvalidArgumentError('It must be a whole number from 1.');
  return number;
}
