import { Command } from 'commander';
import { oneLine } from '../../lib/escape';
import { Failure } from '../../lib/failure';
import { STATES, STATE_STYLES } from '../../lib/migration';
import { countsOf } from '../../lib/file-status';
import { wordsOf } from '../../lib/words';
import { analyse, type Analysis } from '../../scanner/analyse';
import { BUILT_IN, packNamed } from '../../scanner/packs/built-in';
import type { Pack, Side } from '../../scanner/packs/pack';
import { findPack, isPath } from '../find-pack';
import { readSample, type Sample } from '../read-sample';

export function packCommand(): Command {
  const command = new Command('pack')
    .description('Look at packs: what Awaited knows about a migration.')
    .addHelpText('after', '\nExample:\n  awaited pack check tools/httpx.pack.yaml --sample app/\n');
  command
    .command('list')
    .description('List the packs that come with Awaited.')
    .option('--json', 'print them as JSON')
    .addHelpText('after', '\nExample:\n  awaited pack list\n')
    .action(list);
  command
    .command('check')
    .description('Check a pack of your own, and show on a sample of code what it matches.')
    .argument('<file>', 'the pack, or the name of a built-in one')
    .option('--sample <path>', 'a file or a folder of code')
    .option('--json', 'print it as JSON')
    .addHelpText('after', '\nExit codes: 0 a pack, 2 none, or it names what its library does not define.\n\nExample:\n  awaited pack check tools/httpx.pack.yaml --sample app/\n')
    .action(check);
  return command;
}

function list({ json }: { json?: boolean }): void {
  const packs = BUILT_IN.map((name) => packNamed(name));
  if (json) process.stdout.write(`${JSON.stringify(packs.map(({ name, title, language }) => ({ name, title, language })), null, 2)}\n`);
  else for (const { name, title, language } of packs) process.stdout.write(`${name.padEnd(24)}${language.padEnd(12)}${title}\n`);
}

async function check(file: string, { sample, json }: { sample?: string; json?: boolean }): Promise<void> {
  const name = isPath(file) || BUILT_IN.some((builtIn) => builtIn === file) ? file : `./${file}`;
  const pack = await findPack(name, { kind: 'folder', folder: process.cwd(), within: null });
  const code = sample === undefined ? null : await readSample(sample, pack.language);
  if (code !== null && code.files.length === 0) throw new Failure(`${sample ?? ''} holds no ${pack.language} code.`);
  const found = code === null ? null : analyse(code.files, code.manifests, { roots: [], services: {}, exempt: [] }, pack);
  process.stdout.write(json ? jsonOf(pack, found) : `${headOf(pack)}${code === null || found === null ? '' : sampleText(pack, code, found)}`);
}

function headOf(pack: Pack): string {
  const lines = [`${pack.name}: ${pack.title} (${pack.language})`, ...(['legacy', 'target'] as const).map((side) => `  ${side.padEnd(8)}${symbolsOn(pack, side).join(', ') || 'nothing'}`)];
  return `${lines.map(oneLine).join('\n')}\n`;
}

function symbolsOn(pack: Pack, side: Side): string[] {
  const classes = Object.entries(pack.roles).flatMap(([name, role]) => {
    if (role.operations === undefined) return role.mode === side ? [name] : [];
    const methods = [...role.operations].flatMap(([method, operation]) => (operation.side === side ? [method] : []));
    return methods.length > 0 ? [`${name} (${methods.join(', ')})`] : [];
  });
  const named = [...pack.functions, ...pack.mentions, ...pack.imports].flatMap(([name, symbol]) => (symbol.side === side ? [name] : []));
  return [...classes, ...named];
}

/** Every match under its file, with the line as it stands there. */
function sampleText(pack: Pack, { files: read, texts }: Sample, { files }: Analysis): string {
  const words = wordsOf(pack.presentation.words);
  const parts = files.map((file) => {
    const lines = (texts.get(file.path) ?? '').split('\n');
    const rows = file.usages.map((usage) => {
      const { label } = words.states[usage.state];
      return `${String(usage.line).padStart(6)}  ${STATE_STYLES[usage.state].glyph} ${label.padEnd(10)} ${words.kinds[usage.kind].padEnd(18)} ${(lines[usage.line - 1] ?? '').trim()}`;
    });
    const hazards = file.hazards.map((hazard) => `${String(hazard.line).padStart(6)}  ! ${hazard.message}`);
    return [file.path, ...rows, ...hazards].map(oneLine).join('\n');
  });
  const counts = countsOf(files.flatMap((file) => file.usages));
  const sum = STATES.flatMap((state) => (counts[state] ? [`${counts[state]} ${words.states[state].label.toLowerCase()}`] : []));
  return `\n${[...parts, `${read.length} files read: ${sum.join(', ') || 'nothing matches'}.`].join('\n\n')}\n`;
}

function jsonOf(pack: Pack, found: Analysis | null): string {
  const { name, title, language } = pack;
  const symbols = { legacy: symbolsOn(pack, 'legacy'), target: symbolsOn(pack, 'target') };
  return `${JSON.stringify({ name, title, language, ...symbols, ...(found === null ? {} : { files: found.files }) }, null, 2)}\n`;
}
