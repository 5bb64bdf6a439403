/** The command line. Exit codes: 0 fine, 1 findings, 2 misuse or failure. Data goes to stdout, everything else to stderr. */
import { Command, CommanderError } from 'commander';
import { badgeCommand } from './commands/badge';
import { checkCommand } from './commands/check';
import { dbCommand } from './commands/db';
import { explainCommand } from './commands/explain';
import { historyCommand } from './commands/history';
import { initCommand } from './commands/init';
import { nextCommand } from './commands/next';
import { openCommand } from './commands/open';
import { packCommand } from './commands/pack';
import { planCommand } from './commands/plan';
import { reportCommand } from './commands/report';
import { scanCommand } from './commands/scan';
import { serveCommand } from './commands/serve';
import { tokensCommand } from './commands/tokens';
import { usagesCommand } from './commands/usages';
import { usersCommand } from './commands/users';
import { verifyCommand } from './commands/verify';
import { watchCommand } from './commands/watch';
import { sentenceOf } from './failures';
import { VERSION } from './version';

/** Runs one command line; gives the exit code. */
export async function run(args: readonly string[]): Promise<number> {
  process.exitCode = 0;
  try {
    await program().parseAsync(args, { from: 'user' });
    return Number(process.exitCode ?? 0);
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    process.stderr.write(`awaited: ${sentenceOf(error)}\n`);
    return 2;
  }
}

function program(): Command {
  const program = new Command('awaited')
    .description('The migration board that reads your code.')
    .version(VERSION)
    .showHelpAfterError('(see "awaited --help")')
    .exitOverride()
    .addHelpText('after', '\nExamples:\n  awaited .                      scan this repository and open its board\n  awaited usages . --json        every usage, one JSON object a line\n');

  const commands = [
    openCommand(),
    scanCommand(),
    historyCommand(),
    watchCommand(),
    serveCommand(),
    usagesCommand(),
    explainCommand(),
    nextCommand(),
    initCommand(),
    planCommand(),
    reportCommand(),
    verifyCommand(),
    checkCommand(),
    badgeCommand(),
    packCommand(),
    usersCommand(),
    tokensCommand(),
    dbCommand(),
  ];
  for (const command of commands) program.addCommand(command.exitOverride(), { isDefault: command.name() === 'open' });
  for (const command of commands) for (const sub of command.commands) sub.exitOverride();
  return program;
}
