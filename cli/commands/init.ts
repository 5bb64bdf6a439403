import { lstat, open, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { Command } from 'commander';
import { CONFIG_NAMES } from '../../lib/config/find-config';
import { deriveConfig } from '../../lib/config/derive-config';
import { Failure } from '../../lib/failure';
import { trackedBranch } from '../../scanner/branch';
import { NO_BOARD } from '../board-exemptions';
import { openProject, settingsOf, withStores } from '../open-project';
import { withProjectOptions, type ProjectOptions } from '../project-options';
import { readSnapshot } from '../read-snapshot';

interface InitOptions extends ProjectOptions {
  readonly output?: string;
  readonly print?: boolean;
  readonly force?: boolean;
}

export function initCommand(): Command {
  const command = new Command('init')
    .description('Derive awaited.yaml from a repository: phases, services and the rest, each choice explained.')
    .argument('<path>', 'git repository')
    .option('--rev <revision>', 'commit, branch or tag to derive it from (default: the working tree)')
    .option('--output <file>', 'where to write it (default: awaited.yaml in the repository)')
    .option('--print', 'print it instead of writing it')
    .option('--force', 'ask before replacing a file that exists, instead of refusing');
  return withProjectOptions(command)
    .addHelpText('after', '\nExample:\n  awaited init . --print\n')
    .action(async (path: string, options: InitOptions) => {
      const project = await openProject(path, options);
      const target = options.print ? null : targetOf(options, project.repository);
      if (target !== null) await refuseOrAsk(target, options.force ?? false);
      const { snapshot, paths } = await withStores(project, options, (facts) => readSnapshot(project, settingsOf(project, facts), NO_BOARD));
      const branch = await trackedBranch(project.repository, null);
      const text = deriveConfig({ migration: project.config.migration, pack: project.config.pack, snapshot, paths, branch: branch?.name ?? null, today: new Date().toISOString().slice(0, 10) });
      if (target === null) {
        process.stdout.write(text);
        return;
      }
      await write(target, text, options.force ?? false);
      process.stderr.write(`Wrote ${target}; look at its phases, then run "awaited ${path}".\n`);
    });
}

function targetOf({ output }: InitOptions, repository: { root: string; isBare: boolean }): string {
  if (output !== undefined) return resolve(output);
  if (repository.isBare) throw new Failure(`${repository.root} is a bare repository, which has no place for a file; name one with --output, or use --print.`);
  return join(repository.root, CONFIG_NAMES[0]);
}

async function refuseOrAsk(target: string, force: boolean): Promise<void> {
  const existing = await lstat(target).catch(() => null);
  if (existing === null) return;
  if (!existing.isFile()) throw new Failure(`${target} is no regular file; name another with --output.`);
  if (!force) throw new Failure(`${target} exists and stays as it is; use --print to see what would be derived, or --force to be asked.`);
  if (!process.stdin.isTTY) throw new Failure(`${target} exists, and there is nobody to ask whether to replace it; remove it first.`);
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  const answer = await terminal.question(`Replace ${target}? [y/N] `);
  terminal.close();
  if (!/^y(es)?$/i.test(answer.trim())) throw new Failure(`${target} stays as it is.`);
}

/** A file that appeared since the question was asked is not replaced either, unless replacing was agreed. */
async function write(target: string, text: string, replace: boolean): Promise<void> {
  if (replace) return writeFile(target, text);
  const file = await open(target, 'wx').catch((cause: NodeJS.ErrnoException) => {
    throw new Failure(cause.code === 'EEXIST' ? `${target} appeared in the meantime and stays as it is.` : `${target} cannot be written (${cause.code ?? 'unknown error'}).`, { cause });
  });
  try {
    await file.writeFile(text);
  } finally {
    await file.close();
  }
}
