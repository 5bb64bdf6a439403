// npm run docs: writes docs/cli.md from what the commands say about themselves.
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureBuilt } from './ensure-built.mjs';
import { ROOT } from './run.mjs';

export const REFERENCE = 'docs/cli.md';

/** The reference as it should be, and the names of the commands. Needs the built command. */
export async function cliReference() {
  const overview = help([]);
  const commands = commandsIn(overview);
  const sections = commands.flatMap((name) => sectionsOf([name]));
  const text = ['# Commands', 'Written by `npm run docs` from what `awaited --help` and each `awaited help COMMAND` print.', block(overview), ...sections].join('\n\n');
  return { text: `${text}\n`, commands };
}

/** A command, and the commands below it: `db`, `db check`. */
function sectionsOf(command) {
  const text = help(command);
  return [`## awaited ${command.join(' ')}\n\n${block(text)}`, ...commandsIn(text).flatMap((name) => sectionsOf([...command, name]))];
}

function commandsIn(text) {
  const [, list = ''] = text.split('\nCommands:\n');
  return [...list.split('\n\n')[0].matchAll(/^ {2}([a-z][a-z-]*)\b/gm)].map(([, name = '']) => name).filter((name) => name !== 'help');
}

function help(command) {
  const env = { ...process.env, COLUMNS: '110', NO_COLOR: '1', FORCE_COLOR: '0' };
  return execFileSync(process.execPath, [join(ROOT, 'dist/cli.js'), ...command, '--help'], { encoding: 'utf8', env }).trimEnd();
}

function block(text) {
  return `\`\`\`text\n${text}\n\`\`\``;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await ensureBuilt();
  writeFileSync(join(ROOT, REFERENCE), (await cliReference()).text);
}
