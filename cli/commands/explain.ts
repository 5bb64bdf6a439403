import { dirname, relative, resolve, sep } from 'node:path';
import { existsSync, realpathSync } from 'node:fs';
import { Command } from 'commander';
import { logLine } from '../../lib/escape';
import { Failure } from '../../lib/failure';
import { wordsOf, type Words } from '../../lib/words';
import type { ConversionUnit, FileResult, Hazard, Snapshot, Usage } from '../../scanner/snapshot';
import { openProject, settingsOf, withStores } from '../open-project';
import { withProjectOptions, type ProjectOptions } from '../project-options';
import { readSnapshot } from '../read-snapshot';
import { missingUnits, unitText } from '../unit-text';

export function explainCommand(): Command {
  const command = new Command('explain')
    .description('Say why a line counts, with the chain of evidence, or what must become async together with a function.')
    .argument('<file:line>', 'a place in a repository, such as app/orders.py:42 or app/orders.py:OrderService.save')
    .option('--in <path>', 'git repository that the file belongs to (default: the one it lies in)')
    .option('--rev <revision>', 'commit, branch or tag (default: the working tree)')
    .option('--json', 'as JSON');
  return withProjectOptions(command)
    .addHelpText('after', '\nExamples:\n  awaited explain app/services/orders.py:42\n  awaited explain app/services/orders.py:OrderService.save\n')
    .action(async (place: string, options: ProjectOptions & { in?: string; json?: boolean }) => {
      const { file, line, name } = placeOf(place);
      const project = await openProject(options.in ?? folderOf(file), options);
      const path = options.in === undefined ? pathIn(project.repository.root, file) : file.replace(/^\.\//, '');
      const { snapshot, paths } = await withStores(project, options, (facts, board) => readSnapshot(project, settingsOf(project, facts), board));
      if (!paths.has(path)) throw new Failure(`There is no file ${path} in ${project.repository.root}${options.rev === undefined ? '' : ` at ${options.rev}`}; write its path from there.`);
      if (name !== undefined) {
        const unit = unitOfFunction(snapshot.units, path, name);
        if (options.json) process.stdout.write(`${JSON.stringify({ path, function: name, unit: unit ?? null }, null, 2)}\n`);
        else process.stdout.write(unit === undefined ? noUnit(path, name, snapshot) : `${unitText(unit).map(logLine).join('\n')}\n`);
        return;
      }
      const result = snapshot.files.find((candidate) => candidate.path === path);
      const found = result ? onLine(result, line) : { usages: [], hazards: [] };
      if (options.json) process.stdout.write(`${JSON.stringify({ path, line, ...found }, null, 2)}\n`);
      else process.stdout.write(textOf(path, line, found, result, wordsOf(project.pack.presentation.words)));
    });
}

interface Found {
  readonly usages: readonly Usage[];
  readonly hazards: readonly Hazard[];
}

/** `name` where a function is asked about, else a line. */
interface Place {
  readonly file: string;
  readonly line: number;
  readonly name?: string;
}

function placeOf(place: string): Place {
  const [, file, line] = /^([^]+?):(\d+)(?::\d+)?$/.exec(place) ?? [];
  if (file !== undefined) return { file, line: Number(line) };
  const [, within, name] = /^([^]+):([\p{L}_][\p{L}\p{N}_.]*)(?:\(\))?$/u.exec(place) ?? [];
  if (within !== undefined && name !== undefined) return { file: within, line: 0, name };
  throw new Failure(`${place} names no line; write it as FILE:LINE, or a function as FILE:FUNCTION, such as app/orders.py:42.`);
}

/** The smallest unit that holds the function. `save` stands for `OrderService.save` where only one function is called so. */
function unitOfFunction(units: readonly ConversionUnit[], path: string, name: string): ConversionUnit | undefined {
  const holding = (isIt: (scope: string) => boolean) =>
    units.filter((unit) => unit.functions.some((part) => part.path === path && isIt(part.scope))).sort((left, right) => left.functions.length - right.functions.length);
  return holding((scope) => scope === name)[0] ?? holding((scope) => scope.endsWith(`.${name}`))[0];
}

function noUnit(path: string, name: string, snapshot: Snapshot): string {
  const missing = missingUnits(snapshot);
  if (missing !== null) return `${missing}\n`;
  const { units } = snapshot;
  const names = [...new Set(units.flatMap((unit) => unit.functions.flatMap((part) => (part.path === path && part.scope !== '' ? [part.scope] : []))))];
  const others = names.length > 0 ? ` In this file these are: ${names.slice(0, 5).join(', ')}${names.length > 5 ? ' …' : ''}.` : '';
  return `${logLine(`${path}:${name} is in no unit of conversion: it holds no usage that is still to be converted, and calls nothing that would become async.${others}`)}\n`;
}

/** The file may be gone from the disk when a revision is asked about: the nearest folder that exists tells the repository. */
function folderOf(file: string): string {
  let folder = dirname(resolve(file));
  while (!existsSync(folder)) folder = dirname(folder);
  return folder;
}

function pathIn(root: string, file: string): string {
  const folder = folderOf(file);
  const absolute = resolve(realpathSync(folder), relative(folder, resolve(file)));
  return relative(root, absolute).split(sep).join('/');
}

function onLine(file: FileResult, line: number): Found {
  const covers = (range: { line: number; endLine: number }) => range.line <= line && line <= range.endLine;
  return { usages: file.usages.filter(covers), hazards: file.hazards.filter(covers) };
}

function textOf(path: string, line: number, { usages, hazards }: Found, file: FileResult | undefined, words: Words): string {
  if (usages.length + hazards.length === 0) {
    const lines = [...new Set(file?.usages.map((usage) => usage.line))].sort((a, b) => Math.abs(a - line) - Math.abs(b - line)).slice(0, 3);
    const nearest = lines.length > 0 ? ` The nearest are on line ${lines.join(', ')}.` : '';
    return `${logLine(`${path}:${line} has no usage and no hazard.`)}${nearest}\n`;
  }
  const blocks = [
    ...usages.map((usage) => [
      `${path}:${usage.line}:${usage.column}  ${usage.api}`,
      `  ${words.kinds[usage.kind]}, ${words.states[usage.state].label.toLowerCase()}${usage.confidence === 'guessed' ? ' (guessed by name)' : ''}${usage.scope ? `, in ${usage.scope}` : ''}`,
      `  ${usage.reason}`,
      ...usage.evidence.map((step) => `    ← ${step.text}  (${step.path}:${step.line})`),
    ]),
    ...hazards.map((hazard) => [
      `${path}:${hazard.line}:${hazard.column}  ${hazard.rule}`,
      `  ${hazard.severity}${hazard.certainty === 'possible' ? ', possible' : ''}: ${hazard.message}`,
      ...hazard.evidence.map((step) => `    ← ${step.text}  (${step.path}:${step.line})`),
    ]),
  ];
  return `${blocks.map((block) => block.map(logLine).join('\n')).join('\n\n')}\n`;
}
