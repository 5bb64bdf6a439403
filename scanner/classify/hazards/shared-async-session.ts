import { Node } from '../../facts';
import { lastName } from '../../link/call-sites';
import { typeOf } from '../../link/expressions';
import type { SourceFile } from '../../link/source-file';
import { membersOf, type FunctionRef } from '../../link/types';
import { callsByName } from './broken-operations';
import { calledBy } from './call-graph';
import type { HazardFinding, HazardRule, Project } from './rule';

/** `gather(session.scalar(a), session.scalar(b))`, and tasks started in a loop over one session. */
export const sharedAsyncSession: HazardRule = {
  name: 'shared-async-session',
  find(project, file) {
    if (!file.facts.imports.some((row) => row.module === 'asyncio' || row.module.startsWith('asyncio.') || row.module === 'anyio')) return [];
    const findings: HazardFinding[] = [];
    for (const name of ['gather', 'create_task']) {
      for (const site of callsNamed(file, name)) findings.push(...(name === 'gather' ? gathered(project, file, site) : startedInLoop(project, file, site)));
    }
    return findings;
  },
};

function callsNamed(file: SourceFile, name: string): readonly number[] {
  const calls: number[] = [];
  const { kind, count } = file.facts.nodes;
  for (let node = 1; node < count; node++) if (kind[node] === Node.Call && lastName(file, node) === name && file.kind(file.a(node)) !== Node.Call) calls.push(node);
  return calls;
}

function gathered(project: Project, file: SourceFile, call: number): HazardFinding[] {
  const uses = new Map<string, number>();
  for (const argument of file.argumentsOf(call).positional) {
    for (const { coroutine, repeated } of coroutinesIn(file, argument)) {
      for (const session of sessionsUsedBy(project, file, coroutine, repeated)) uses.set(session, (uses.get(session) ?? 0) + (repeated === 0 ? 1 : 2));
    }
  }
  const [shared] = [...uses].filter(([, times]) => times > 1).map(([session]) => session);
  return shared === undefined ? [] : [hazard(file, call, shared)];
}

interface Gathered {
  readonly coroutine: number;
  /** Scope of the comprehension, or block of the loop, that makes several of it; 0 for one. */
  readonly repeated: number;
  readonly loop?: number;
}

/** The coroutines that an argument of `gather` holds: itself, those of a list, a comprehension, or a name given one of them. */
function coroutinesIn(file: SourceFile, node: number, depth = 0): readonly Gathered[] {
  switch (file.kind(node)) {
    case Node.Call:
      return [{ coroutine: node, repeated: 0 }];
    case Node.Starred:
      return coroutinesIn(file, file.a(node), depth);
    case Node.List:
    case Node.Tuple:
    case Node.Set:
      return [...file.list(file.a(node))].flatMap((item) => coroutinesIn(file, item, depth));
    case Node.Comprehension: {
      const [element = 0] = file.list(file.b(node));
      return file.kind(element) === Node.Call ? [{ coroutine: element, repeated: file.a(node) }] : [];
    }
    case Node.Name:
      return depth > 2 ? [] : heldBy(file, node, depth);
    default:
      return [];
  }
}

/** `jobs = [ship(session, one) for one in orders]`, then `gather(*jobs)`. */
function heldBy(file: SourceFile, node: number, depth: number): readonly Gathered[] {
  const bindings = file.bindingsOf(file.scopeOfNode(node)).get(file.name(file.a(node))) ?? [];
  const [only, ...others] = bindings;
  if (only === undefined || others.length > 0 || only.kind !== 'assign' || only.path.length > 0) return [];
  return coroutinesIn(file, only.value, depth + 1);
}

/** Sessions that a coroutine uses, as they are written: its receiver and its arguments. */
function sessionsUsedBy(project: Project, file: SourceFile, call: number, comprehension: number): readonly string[] {
  const callee = file.a(call);
  const { positional, keywords } = file.argumentsOf(call);
  const candidates = [...(file.kind(callee) === Node.Attribute ? [file.a(callee)] : []), ...positional, ...keywords.values()];
  const sessions = new Set<string>();
  for (const node of candidates) {
    if (file.kind(node) !== Node.Name && file.kind(node) !== Node.Attribute) continue;
    if (comprehension !== 0 && isBoundIn(file, node, comprehension)) continue;
    const members = membersOf(typeOf(project.linker, file, node));
    if (members.some((member) => member.kind === 'instance' && project.roles.sessions(member).some((player) => player.mode === 'target'))) sessions.add(file.describe(node));
  }
  if (file.kind(callee) === Node.Attribute && (comprehension === 0 || !isBoundIn(file, file.a(callee), comprehension))) {
    for (const attribute of ownSessionsOf(project, calledBy(project.linker, file, callee))) sessions.add(`${file.describe(file.a(callee))}.${attribute}`);
  }
  return [...sessions];
}

/** `session` for a method that runs `await self.session.execute(…)`: one object, one session. */
function ownSessionsOf(project: Project, methods: readonly FunctionRef[]): readonly string[] {
  return methods.flatMap(({ file, scope }) =>
    (project.findings.get(file) ?? []).flatMap((finding) => {
      if (finding.kind !== 'session-operation' || finding.state !== 'async' || !finding.awaited || file.functionAround(finding.scope) !== scope) return [];
      const call = callsByName(file).get(finding.end) ?? 0;
      const receiver = file.a(file.a(call));
      const isOwn = file.kind(receiver) === Node.Attribute && file.describe(file.a(receiver)) === 'self' && file.selfAttributesOf(file.classAround(scope)).has(file.name(file.b(receiver)));
      return isOwn ? [file.name(file.b(receiver))] : [];
    }),
  );
}

function isBoundIn(file: SourceFile, node: number, scope: number): boolean {
  let root = node;
  while (file.kind(root) === Node.Attribute) root = file.a(root);
  return file.kind(root) !== Node.Name || file.bindingsOf(scope).has(file.name(file.a(root)));
}

/** `for order in orders: group.create_task(store(session, order))` */
function startedInLoop(project: Project, file: SourceFile, call: number): HazardFinding[] {
  const [coroutine = 0] = file.argumentsOf(call).positional;
  if (file.kind(coroutine) !== Node.Call) return [];
  const comprehension = file.scope(file.scopeOfNode(call)).kind === 'comprehension' ? file.scopeOfNode(call) : 0;
  const loop = comprehension === 0 ? loopAround(file, call) : -1;
  if (comprehension === 0 && loop < 0) return [];
  if (comprehension === 0 && file.kind(file.parentOf(call)) === Node.Await) return [];
  const sessions = sessionsUsedBy(project, file, coroutine, comprehension).filter((session) => loop < 0 || !isBoundInLoop(file, call, session, loop));
  const [shared] = sessions;
  return shared === undefined ? [] : [hazard(file, call, shared)];
}

/** Nearest loop of the same function around a node; −1 where there is none. */
function loopAround(file: SourceFile, node: number): number {
  const scope = file.scopeOfNode(node);
  for (let block = file.blockOf(node); block >= 0; block = file.facts.blocks[block]?.parent ?? -1) {
    const info = file.facts.blocks[block];
    if (info === undefined || info.scope !== scope) return -1;
    if (info.kind === 'loop') return block;
  }
  return -1;
}

/** A session opened inside the loop is another one each time. */
function isBoundInLoop(file: SourceFile, node: number, session: string, loop: number): boolean {
  const name = session.split('.', 1)[0] ?? session;
  const info = file.facts.blocks[loop];
  const bindings = file.bindingsOf(file.scopeOfNode(node)).get(name) ?? [];
  return bindings.some((binding) => info !== undefined && binding.at >= info.start && binding.at <= info.end) || isTargetOf(file, name, loop);
}

function isTargetOf(file: SourceFile, name: string, loop: number): boolean {
  const guard = file.facts.blocks[loop]?.guard ?? 0;
  return file.facts.bindings.some((binding) => binding.kind === 'for' && binding.name === name && binding.value === guard && guard !== 0);
}

function hazard(file: SourceFile, call: number, session: string): HazardFinding {
  const callee = file.a(call);
  const name = lastName(file, call);
  return {
    start: file.end(callee) - name.length, end: file.end(callee), scope: file.scopeOfNode(call), certainty: 'certain',
    message: `Tasks that run at the same time share ${session}: a session serves one task at a time.`,
    evidence: [],
  };
}
