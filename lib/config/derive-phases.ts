import type { FileResult } from '../../scanner/snapshot';
import { effortOf, isOpen } from '../effort';
import type { PhaseCategory } from './schema';

/** A phase as `awaited init` proposes it, with what belongs to it. */
export interface ProposedPhase {
  readonly name: string;
  readonly weeks: { readonly from: number; readonly to: number };
  readonly match: { readonly category?: readonly PhaseCategory[]; readonly service?: readonly string[] };
  readonly files: readonly FileResult[];
}

export interface RankedService {
  readonly name: string;
  readonly usages: number;
  readonly files: number;
}

const FOUNDATION: readonly PhaseCategory[] = ['database', 'model', 'migration-env', 'driver'];
const REMAINING: readonly PhaseCategory[] = ['service', 'route', 'background-loop', 'worker', 'script', 'other'];

/** More than so many services first are no longer a first step. */
const MOST_CORE_SERVICES = 6;

/**
 * The phases of a plan: what hands sessions out; the services that use them most; the rest with routes, loops and
 * workers; the tests. Each is as many weeks long as the counts say.
 */
export function derivePhases(files: readonly FileResult[]): ProposedPhase[] {
  const core = new Set(coreServices(files).map((service) => service.name));
  const group = (file: FileResult) => {
    if (file.language === 'other' || FOUNDATION.includes(file.category)) return 'foundation';
    if (file.category === 'test') return 'tests';
    return file.category === 'service' && core.has(file.service) ? 'core' : 'remaining';
  };
  const of = (name: string) => files.filter((file) => group(file) === name);
  const phases: Omit<ProposedPhase, 'weeks'>[] = [
    { name: 'Foundation', match: { category: FOUNDATION }, files: of('foundation') },
    { name: 'Core services', match: { category: ['service'], service: [...core] }, files: of('core') },
    { name: 'Remaining services', match: { category: REMAINING }, files: of('remaining') },
    { name: 'Testing & validation', match: { category: ['test'] }, files: of('tests') },
  ];
  let next = 1;
  return phases
    .filter((phase) => phase.name !== 'Core services' || core.size > 0)
    .map((phase) => {
      const from = next;
      next += Math.max(1, effortOf(phase.files).weeks);
      return { ...phase, weeks: { from, to: next - 1 } };
    });
}

/** Services by how much of the migration they hold, most first. */
export function rankServices(files: readonly FileResult[]): RankedService[] {
  const found = new Map<string, RankedService>();
  for (const file of files) {
    if (file.category !== 'service') continue;
    const { usages = 0, files: count = 0 } = found.get(file.service) ?? {};
    found.set(file.service, { name: file.service, usages: usages + file.usages.length, files: count + 1 });
  }
  return [...found.values()].sort((a, b) => b.usages - a.usages || (a.name < b.name ? -1 : 1));
}

/** The services with most left to convert, until they hold a third of what services have left: what is done is no step of a plan. */
function coreServices(files: readonly FileResult[]): RankedService[] {
  const ranked = rankServices(files.map((file) => ({ ...file, usages: file.usages.filter(isOpen) })).filter((file) => file.usages.length > 0));
  if (ranked.length < 4) return [];
  const total = ranked.reduce((sum, service) => sum + service.usages, 0);
  const core: RankedService[] = [];
  let held = 0;
  for (const service of ranked) {
    if (core.length > 0 && (held >= total / 3 || core.length >= MOST_CORE_SERVICES)) break;
    core.push(service);
    held += service.usages;
  }
  return core;
}
