/** Units of conversion in words, for the terminal. */
import type { ConversionUnit, UnitBoundary } from '../scanner/snapshot';

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
