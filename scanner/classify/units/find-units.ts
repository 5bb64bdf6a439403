/**
 * The units of conversion: for each function that is to be converted, the smallest set of functions that must become
 * async with it, ranked by what a set unlocks per function touched.
 */
import { IN_FUNCTIONS } from '../../../lib/migration';
import type { SourceFile } from '../../link/source-file';
import type { ConversionUnit, FileResult } from '../../snapshot';
import { isMigrationPath, isTestPath } from '../category';
import type { Context } from '../context';
import type { Project } from '../hazards/rule';
import { Callers } from './callers';
import { componentsOf } from './components';
import { FunctionNodes, type FunctionNode, type Legacy } from './function-node';
import { providerUnits } from './provider-units';
import { ranked } from './rank';
import { Requirements, type Tie } from './requirements';
import { SessionFlow } from './session-flow';
import { Surroundings } from './surroundings';
import { unitOf, type UnitMaker } from './unit';
import { fileUnits } from './file-units';

/** Finds the units of one state after another. */
export class Units {
  readonly #nodes = new FunctionNodes();
  readonly #flow: SessionFlow;
  readonly #callers: Callers;
  readonly #surroundings: Surroundings;
  /** Functions with legacy usages in the last state. */
  #legacy: ReadonlySet<FunctionNode> = new Set();

  constructor(private readonly context: Context) {
    this.#flow = new SessionFlow(context, this.#nodes);
    this.#callers = new Callers(context.linker, this.#nodes);
    this.#surroundings = new Surroundings(context.linker, this.#nodes);
  }

  of(project: Project, results: readonly FileResult[]): ConversionUnit[] {
    return this.context.linker.reads.unnoticed(() => this.#find(project, results));
  }

  #find(project: Project, results: readonly FileResult[]): ConversionUnit[] {
    const byPath = new Map(results.map((result) => [result.path, result]));
    const all = this.#takeIn(project, byPath);
    if (all.size === 0) return [];
    const flow = this.#flow;
    flow.update(all);
    const own = [...all].filter(({ file }) => !isGrouped(file, byPath));
    const providers = new Set([...flow.providers].filter(({ file }) => !isGrouped(file, byPath)));
    const starts = own.filter((node) => !providers.has(node) && node.legacy.some(({ usage }) => IN_FUNCTIONS.has(usage.kind)));
    this.#callers.update(starts);
    const requirements = new Requirements(this.context, this.#nodes, flow, this.#callers, this.#surroundings, providers);
    requirements.follow(starts);
    const maker: UnitMaker = { requirements, flow, results: byPath, hasAsyncProvider: hasAsyncProvider(project), edges: looseEdges(requirements) };
    const starting = new Set(starts);
    const units: ConversionUnit[] = [];
    for (const component of componentsOf(requirements.needs.keys(), maker.edges)) {
      if (component.some((node) => starting.has(node))) units.push(unitOf(maker, component));
    }
    units.push(...providerUnits(maker, providers, own));
    units.push(...fileUnits(maker, [...all].filter(({ file }) => isGrouped(file, byPath)), isMigration));
    return ranked(units);
  }

  /** Gives each function the legacy usages that it holds in this state. */
  #takeIn(project: Project, results: ReadonlyMap<string, FileResult>): ReadonlySet<FunctionNode> {
    const legacy = new Map<FunctionNode, Legacy[]>();
    for (const [file, findings] of project.findings) {
      const usages = results.get(file.path)?.usages ?? [];
      for (const [index, finding] of findings.entries()) {
        const usage = usages[index];
        if (usage === undefined || (usage.state !== 'sync' && usage.state !== 'blocking') || !IN_FUNCTIONS.has(usage.kind)) continue;
        const node = this.#nodes.around(file, finding.scope);
        const list = legacy.get(node);
        if (list === undefined) legacy.set(node, [{ finding, usage }]);
        else list.push({ finding, usage });
      }
    }
    for (const node of this.#legacy) if (!legacy.has(node)) node.legacy = [];
    for (const [node, list] of legacy) node.legacy = list;
    this.#legacy = new Set(legacy.keys());
    return this.#legacy;
  }
}

/** Files that are converted as a whole: tests share fixtures, migrations are run by Alembic. */
function isGrouped(file: SourceFile, results: ReadonlyMap<string, FileResult>): boolean {
  return isTestPath(file.path) || isMigrationPath(file.path) || results.get(file.path)?.category === 'migration-env';
}

function isMigration(file: SourceFile): boolean {
  return !isTestPath(file.path);
}

/** Whether the application has a way to an async session at all. */
function hasAsyncProvider(project: Project): boolean {
  for (const [file, findings] of project.findings) {
    if (isTestPath(file.path)) continue;
    if (findings.some(({ kind, state }) => state === 'async' && (kind === 'session-provider' || kind === 'session-factory' || kind === 'session-open'))) return true;
  }
  return false;
}

/** More functions than this that share sessions are not converted in one go: `run_sync` stands between them for a while. */
const MAX_SHARING = 40;

/** What each function needs, without the helpers that it may call through `run_sync` where too many share their sessions. */
function looseEdges({ needs }: Requirements): (node: FunctionNode) => Iterable<FunctionNode> {
  const crowded = new Set<FunctionNode>();
  const isTied = (tie: Tie): boolean => tie !== 'calls';
  const tied = (node: FunctionNode): FunctionNode[] => [...(needs.get(node) ?? [])].flatMap(([other, tie]) => (isTied(tie) ? [other] : []));
  for (const group of componentsOf(needs.keys(), tied)) if (group.length > MAX_SHARING) for (const node of group) crowded.add(node);
  return (node) => [...(needs.get(node) ?? [])].flatMap(([other, tie]) => (tie === 'passes' && crowded.has(node) ? [] : [other]));
}
