import { Command, InvalidArgumentError } from 'commander';
import { logLine } from '../../lib/escape';
import type { ConversionUnit } from '../../scanner/snapshot';
import { openProject, settingsOf, withStores } from '../open-project';
import { withProjectOptions, type ProjectOptions } from '../project-options';
import { readSnapshot } from '../read-snapshot';
import { unitHeadline, waitsFor } from '../unit-text';

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
      process.stdout.write(options.json ? `${JSON.stringify(shown, null, 2)}\n` : textOf(shown, snapshot.units));
    });
}

function positive(text: string): number {
  const number = Number(text);
  if (!Number.isInteger(number) || number < 1) throw new InvalidArgumentError('It must be a whole number from 1.');
  return number;
}

function textOf(shown: readonly ConversionUnit[], all: readonly ConversionUnit[]): string {
  if (all.length === 0) return 'Nothing is left to convert.\n';
  const width = String(shown.length).length;
  const blocks = shown.map((unit, index) => {
    const details = [unitHeadline(unit), ...(unit.note === undefined ? [] : [unit.note]), ...waitsFor(unit)];
    return [`${String(index + 1).padStart(width)}  ${unit.title}${unit.title === pathOf(unit) ? '' : `  (${pathOf(unit)})`}`, ...details.map((line) => `${' '.repeat(width + 2)}${line}`)].map(logLine).join('\n');
  });
  const ready = all.filter((unit) => unit.ready).length;
  const rest = all.length > shown.length ? `, ${shown.length} of them above: --limit shows more` : '';
  return `${blocks.join('\n')}\n\n${all.length} ${all.length === 1 ? 'unit' : 'units'} of conversion, ${ready} ready${rest}. awaited explain FILE:FUNCTION shows one.\n`;
}

function pathOf(unit: ConversionUnit): string {
  return unit.id.slice(0, unit.id.lastIndexOf(':'));
}
