/** Units of conversion in words, for the terminal. */
import { logLine } from '../lib/escape';
import type { ConversionUnit, Snapshot, UnitBoundary } from '../scanner/snapshot';

export function unitHeadline(unit: ConversionUnit): string {
  const files = new Set(unit.functions.map((part) => part.path)).size;
  const hazards = unit.hazards > 0 ? [`clears ${counted(unit.hazards, 'hazard')}`] : [];
  return [unit.ready ? 'ready' : 'blocked', `${counted(unit.functions.length, 'function')} in ${counted(files, 'file')}`, `unlocks ${counted(unit.unblocks, 'usage')}`, ...hazards].join(' · ');
}

/** Reasons to wait, the first few of many. */
export function waitsFor({ blockers }: ConversionUnit, most = 3): string[] {
  const shown = blockers.slice(0, most).map((blocker) => `waits: ${blocker}`);
  return blockers.length > most ? [...shown, `waits: and ${blockers.length - most} more`] : shown;
}

/** Why no units are known of a state that may have some; null where all are known. */
export function missingUnits({ quality }: Pick<Snapshot, 'quality'>): string | null {
  return quality.find((note) => note.kind === 'no-units')?.message ?? null;
}

/** The first of all units, and how many there are. */
export function unitListText(shown: readonly ConversionUnit[], snapshot: Pick<Snapshot, 'units' | 'quality'>): string {
  const { units: all } = snapshot;
  const missing = missingUnits(snapshot);
  if (missing !== null) return `${missing}\n`;
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

const ENTRIES: Record<UnitBoundary['kind'], string> = {
  async: 'async def, awaits it at no cost',
  route: 'a framework, takes async def as well',
  thread: 'a thread, needs a bridge',
  worker: 'a task queue, needs a bridge',
  cli: 'a command or script, needs asyncio.run',
  test: 'a test, becomes async too',
  module: 'runs while the file is imported',
  unknown: 'may not await it: look at it',
};

/** The whole unit: its functions with what they call, and what lies around it. */
export function unitText(unit: ConversionUnit): string[] {
  return [
    `${unit.title}: ${unitHeadline(unit)}`,
    ...(unit.note === undefined ? [] : [`  ${unit.note}`]),
    ...waitsFor(unit, unit.blockers.length).map((line) => `  ${line}`),
    '',
    'Become async together:',
    ...unit.functions.flatMap((part) => [
      `  ${part.path}:${part.line}  ${part.scope === '' ? 'module level' : part.scope}${part.usages > 0 ? `, ${counted(part.usages, 'usage')}` : ''}`,
      ...part.calls.map((call) => `      calls ${scopeOf(call)}`),
    ]),
    ...(unit.boundaries.length === 0 ? [] : ['', 'Entered from:']),
    ...unit.boundaries.map((boundary) => `  ${boundary.path}:${boundary.line}  ${boundary.scope === '' ? 'module level' : boundary.scope} (${ENTRIES[boundary.kind]})`),
    ...(unit.bridged === undefined ? [] : ['', 'May wait behind run_sync:', ...unit.bridged.map((id) => `  ${id}`)]),
  ];
}

function scopeOf(id: string): string {
  return id.slice(id.lastIndexOf(':') + 1);
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
