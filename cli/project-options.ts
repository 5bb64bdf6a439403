import type { Command } from 'commander';

/** Which repository and which migration a command is about. */
export interface ProjectOptions {
  readonly db?: string;
  readonly config?: string;
  readonly pack?: string;
  readonly rev?: string;
}

export function withProjectOptions(command: Command): Command {
  return command
    .option('--db <file>', 'database file (default: $AWAITED_DB, else awaited.db in your data folder)')
    .option('--config <file>', 'configuration (default: awaited.yaml of the repository, else beside the database)')
    .option('--pack <pack>', 'what is migrated: a built-in pack, or the file of your own (default: as configured)');
}
