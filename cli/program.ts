/** The command line. Exit codes: 0 fine, 1 findings, 2 misuse or failure. Data goes to stdout, everything else to stderr. */
import { Command, CommanderError } from 'commander';
import { sentenceOf } from './failures';
import { VERSION } from './version';

/** Runs one command line; gives the exit code. */
export async function run(args: readonly string[]): Promise<number> {
  process.exitCode = 0;
  try {
    await (await program(args)).parseAsync(args, { from: 'user' });
    return Number(process.exitCode ?? 0);
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    process.stderr.write(`awaited: ${sentenceOf(error)}\n`);
    return 2;
  }
}

/** In the order of `awaited --help`. Only the command that is asked for is loaded: a check that others answer is over before all would be read. */
const COMMANDS: Readonly<Record<string, () => Promise<Command>>> = {
  open: async () => (await import('./commands/open')).openCommand(),
  scan: async () => (await import('./commands/scan')).scanCommand(),
  history: async () => (await import('./commands/history')).historyCommand(),
  watch: async () => (await import('./commands/watch')).watchCommand(),
  serve: async () => (await import('./commands/serve')).serveCommand(),
  usages: async () => (await import('./commands/usages')).usagesCommand(),
  explain: async () => (await import('./commands/explain')).explainCommand(),
  next: async () => (await import('./commands/next')).nextCommand(),
  init: async () => (await import('./commands/init')).initCommand(),
  plan: async () => (await import('./commands/plan')).planCommand(),
  report: async () => (await import('./commands/report')).reportCommand(),
  verify: async () => (await import('./commands/verify')).verifyCommand(),
  check: async () => (await import('./commands/check')).checkCommand(),
  badge: async () => (await import('./commands/badge')).badgeCommand(),
  pack: async () => (await import('./commands/pack')).packCommand(),
  users: async () => (await import('./commands/users')).usersCommand(),
  tokens: async () => (await import('./commands/tokens')).tokensCommand(),
  stay: async () => (await import('./commands/stay')).stayCommand(),
  db: async () => (await import('./commands/db')).dbCommand(),
};

async function program(args: readonly string[]): Promise<Command> {
  const program = new Command('awaited')
    .description('The migration board that reads your code.')
    .version(VERSION)
    .showHelpAfterError('(see "awaited --help")')
    .exitOverride()
    .addHelpText('after', '\nExamples:\n  awaited .                      scan this repository and open its board\n  awaited usages . --json        every usage, one JSON object a line\n');

  const [named = ''] = args;
  const wanted = Object.hasOwn(COMMANDS, named) ? [named] : Object.keys(COMMANDS);
  const commands = await Promise.all(wanted.map(async (name) => (await COMMANDS[name]?.()) ?? []));
  for (const command of commands.flat()) {
    program.addCommand(command.exitOverride(), { isDefault: command.name() === 'open', hidden: command.name() === 'stay' });
    for (const sub of command.commands) sub.exitOverride();
  }
  return program;
}
