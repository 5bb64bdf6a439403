/** One unit: the functions that follow from converting some, and what lies around them. */
import { SETTLED_BY_CONVERSION } from '../../../lib/hazards';
import type { ConversionUnit, FileResult, UnitBoundary, UnitFunction } from '../../snapshot';
import type { FunctionNode } from './function-node';
import type { Requirements } from './requirements';
import type { SessionFlow } from './session-flow';

export interface UnitMaker {
  readonly requirements: Requirements;
  readonly flow: SessionFlow;
  readonly results: ReadonlyMap<string, FileResult>;
  readonly hasAsyncProvider: boolean;
  readonly edges: (node: FunctionNode) => Iterable<FunctionNode>;
}

/** Of a set of more functions than this only those are listed that all the others follow from. */
const MAX_FUNCTIONS = 60;
/** More places around a unit, or reasons to wait, say nothing new. */
const MAX_BOUNDARIES = 40;
const MAX_BLOCKERS = 12;
const MAX_BRIDGED = 20;

/** @param core functions of which each needs all others */
export function unitOf(maker: UnitMaker, core: readonly FunctionNode[]): ConversionUnit {
  const { functions, isWhole } = closureOf(maker, core);
  const leading = leadingOf(core);
  const tooMany = isWhole ? [] : [`more than ${MAX_FUNCTIONS} functions call it, directly or not: convert those first`];
  const bridged = bridgedOf(maker, functions);
  const entries = functions.flatMap((node) => [...(maker.requirements.entries.get(node)?.values() ?? [])]);
  return {
    ...assembled(maker, leading, functions),
    blockers: [...providerBlockers(maker, functions), ...tooMany, ...shortened(sorted(entries.flatMap(({ blocker }) => (blocker === '' ? [] : [blocker]))))],
    ready: false,
    ...(bridged.length === 0 ? {} : { bridged: bridged.slice(0, MAX_BRIDGED), note: `${bridged.length} ${bridged.length === 1 ? 'helper' : 'helpers'} that it passes its session to can wait behind run_sync.` }),
  };
}

function closureOf({ edges }: UnitMaker, core: readonly FunctionNode[]): { functions: readonly FunctionNode[]; isWhole: boolean } {
  const found = new Set(inOrder(core));
  const most = Math.max(MAX_FUNCTIONS, core.length);
  // A set grows while it is walked.
  for (const node of found) {
    const others = [...edges(node)];
    for (const other of others.length > 1 ? inOrder(others) : others) {
      if (found.has(other)) continue;
      if (found.size >= most) return { functions: inOrder(core), isWhole: false };
      found.add(other);
    }
  }
  return { functions: inOrder([...found]), isWhole: true };
}

/** The function with most usages stands for the unit. */
function leadingOf(core: readonly FunctionNode[]): FunctionNode {
  const [leading] = inOrder(core).sort((left, right) => right.legacy.length - left.legacy.length);
  if (leading === undefined) throw new Error('a unit without functions');
  return leading;
}

/** What the pages show of a unit, whatever it waits for. */
export function assembled(maker: UnitMaker, leading: FunctionNode, functions: readonly FunctionNode[]): ConversionUnit {
  const callees = calleesWithin(maker.requirements, functions);
  return {
    id: leading.id,
    title: leading.isModule ? leading.file.path : leading.name,
    functions: functions.map((node): UnitFunction => ({ path: node.file.path, scope: node.name, line: node.line, usages: node.legacy.length, calls: callees.get(node) ?? [] })),
    boundaries: boundariesOf(maker, functions),
    unblocks: functions.reduce((sum, node) => sum + node.legacy.length, 0),
    hazards: hazardsIn(maker, functions),
    ready: false,
    blockers: [],
  };
}

function calleesWithin({ calls }: Requirements, functions: readonly FunctionNode[]): ReadonlyMap<FunctionNode, readonly string[]> {
  const within = new Set(functions);
  return new Map(functions.map((node) => {
    const callees = [...(calls.get(node) ?? [])].filter((callee) => within.has(callee));
    return [node, (callees.length > 1 ? inOrder(callees) : callees).map(({ id }) => id)];
  }));
}

function entriesFor({ requirements }: UnitMaker, functions: readonly FunctionNode[]): readonly { readonly boundary: UnitBoundary; readonly of: FunctionNode }[] {
  const within = new Set(functions.map(({ id }) => id));
  return functions.flatMap((of) =>
    [...(requirements.entries.get(of)?.values() ?? [])].flatMap((one) => {
      const { kind, path, scope } = one.boundary;
      // An async caller that belongs to the unit is inside.
      return kind === 'async' && within.has(`${path}:${scope}`) ? [] : [{ boundary: one.boundary, of }];
    }),
  );
}

/** One for each place around the unit, with all that it calls of it. */
function boundariesOf(maker: UnitMaker, functions: readonly FunctionNode[]): UnitBoundary[] {
  const found = new Map<string, { boundary: UnitBoundary; calls: Set<string> }>();
  for (const { boundary, of } of entriesFor(maker, functions)) {
    const key = `${boundary.path} ${boundary.scope} ${boundary.kind}`;
    const known = found.get(key);
    if (known === undefined) found.set(key, { boundary, calls: new Set([of.id]) });
    else {
      known.calls.add(of.id);
      if (boundary.line < known.boundary.line) known.boundary = boundary;
    }
  }
  // Tests follow by themselves: where there are too many places, the others are shown.
  const shown = [...found.values()].sort((left, right) => Number(left.boundary.kind === 'test') - Number(right.boundary.kind === 'test')).slice(0, MAX_BOUNDARIES);
  return shown
    .map(({ boundary, calls }) => (boundary.kind === 'test' ? boundary : { ...boundary, calls: sorted(calls) }))
    .sort((left, right) => byText(left.path, right.path) || left.line - right.line || byText(left.scope, right.scope) || byText(left.kind, right.kind));
}

function shortened(blockers: readonly string[]): string[] {
  const left = blockers.length - MAX_BLOCKERS;
  return left > 0 ? [...blockers.slice(0, MAX_BLOCKERS), `and ${left} more callers of this kind`] : [...blockers];
}

function hazardsIn({ results }: UnitMaker, functions: readonly FunctionNode[]): number {
  const count = (node: FunctionNode): number =>
    (results.get(node.file.path)?.hazards ?? []).filter((hazard) => hazard.scope === node.name && hazard.certainty === 'certain' && hazard.exempt === null && SETTLED_BY_CONVERSION.has(hazard.rule)).length;
  return functions.reduce((sum, node) => sum + count(node), 0);
}

/** A session can only become async where something hands out an async one. */
export function providerBlockers({ flow, hasAsyncProvider }: UnitMaker, functions: readonly FunctionNode[]): string[] {
  if (hasAsyncProvider) return [];
  const providers = new Set(functions.flatMap((node) => flow.providersOf(node)));
  if (providers.size === 0) return ['no async provider yet: nothing in the project hands out an AsyncSession'];
  return [...providers].map((provider) => `no async provider yet: ${provider.name} in ${provider.file.path} hands out a sync session`);
}

function bridgedOf({ requirements }: UnitMaker, functions: readonly FunctionNode[]): string[] {
  const within = new Set(functions);
  const helpers = new Set<string>();
  for (const node of functions) for (const [helper, tie] of requirements.needs.get(node) ?? []) if (tie === 'passes' && !within.has(helper)) helpers.add(helper.id);
  return sorted(helpers);
}

export function inOrder(nodes: readonly FunctionNode[]): FunctionNode[] {
  return [...nodes].sort((left, right) => byText(left.file.path, right.file.path) || left.line - right.line || byText(left.name, right.name));
}

function sorted(texts: Iterable<string>): string[] {
  return [...new Set(texts)].sort(byText);
}

export function byText(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
