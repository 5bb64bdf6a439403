import { Command } from 'commander';
import { minutesOf } from '../standby/minutes';
import { withProjectOptions, type ProjectOptions } from '../project-options';
import { databaseFile } from '../../lib/db/location';
import { stay } from '../standby/stay';

/** What `check --stay` leaves behind. People do not run it. */
export function stayCommand(): Command {
  const command = new Command('stay')
    .description('Answer the checks of a repository.')
    .argument('<path>', 'git repository')
    .requiredOption('--for <minutes>', 'ends after so long without a question', minutesOf)
    .option('--base <revision>', 'what checks mostly compare with');
  return withProjectOptions(command).action((path: string, options: ProjectOptions & { readonly for: number; readonly base?: string }) => stay(path, { ...options, db: options.db ?? databaseFile(), minutes: options.for }));
}
