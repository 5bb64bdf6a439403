import { Node } from '../../facts';
import { lastName } from '../../link/call-sites';
import { typeOf } from '../../link/expressions';
import type { SourceFile } from '../../link/source-file';
import { membersOf, type ClassRef } from '../../link/types';
import { callsIn } from './call-graph';
import { expiresOnCommit } from './expiry';
import { bindingsReaching, loadOf } from './loads';
import { isLazyRelationship, isMapped, lazyNames } from './relationships';
import { inAsyncFunction } from '../context';
import { oncePerFile, type HazardFinding, type HazardRule, type Project } from './rule';

/** `order.items` of an order that was loaded without them, and `order.id` after a commit has expired it. */
export const lazyLoadInAsync: HazardRule = {
  name: 'lazy-load-in-async',
  find(project, file) {
    if (!(project.findings.get(file) ?? []).some((finding) => finding.state === 'async' && finding.api.startsWith('AsyncSession'))) return [];
    const lazy = lazyNames(project);
    const commits = commitsOf(project, file);
    const targets = assigned(file);
    const findings: HazardFinding[] = [];
    const reported = new Set<string>();
    const { kind, count } = file.facts.nodes;
    for (let node = 1; node < count; node++) {
      if (kind[node] !== Node.Attribute || kind[file.a(node)] !== Node.Name || targets.has(node)) continue;
      const name = file.name(file.b(node));
      const isRelationship = lazy.has(name);
      const scope = file.scopeOfNode(node);
      if ((!isRelationship && commits.length === 0) || !inAsyncFunction(file, scope) || isInLambda(file, scope)) continue;
      const message = (isRelationship ? notLoaded(project, file, node, name) : undefined) ?? expired(project, file, node, name, commits);
      const place = `${file.functionAround(scope)} ${file.describe(node)}`;
      // Once it is loaded, or has raised, the next read is no further hazard.
      if (message === undefined || reported.has(place) || isAwaited(file, node, name)) continue;
      reported.add(place);
      findings.push({ start: file.end(node) - name.length, end: file.end(node), scope, certainty: 'possible', ...message });
    }
    return findings;
  },
};

/** `await order.awaitable_attrs.items` in the same function has loaded it. */
function isAwaited(file: SourceFile, node: number, name: string): boolean {
  const awaited = awaitedAttributes(file);
  return awaited.some((other) => file.name(file.b(other)) === name && file.start(other) < file.start(node) && file.functionAround(file.scopeOfNode(other)) === file.functionAround(file.scopeOfNode(node)));
}

const awaitedAttributes = oncePerFile((file): readonly number[] => {
  const found: number[] = [];
  const { kind, count } = file.facts.nodes;
  for (let node = 1; node < count; node++) if (kind[node] === Node.Attribute && lastName(file, file.a(node)) === 'awaitable_attrs') found.push(node);
  return found;
});

type Words = Pick<HazardFinding, 'message' | 'evidence'>;

const LOADERS = new Set(['selectinload', 'joinedload', 'subqueryload', 'immediateload', 'contains_eager', 'defaultload', 'lazyload', 'raiseload', 'noload', 'Load', 'with_loader_criteria', 'load_only', 'undefer']);

function notLoaded(project: Project, file: SourceFile, node: number, name: string): Words | undefined {
  const object = file.a(node);
  const load = loadOf(project.linker, file, object);
  if (load === undefined || !isLazyRelationship(project.linker, load.model, name) || file.start(load.call) > file.start(node)) return undefined;
  const around = callsIn(file).get(file.functionAround(file.scopeOfNode(node))) ?? [];
  for (const call of around) {
    const called = lastName(file, call);
    // Options from elsewhere may load anything.
    if (called === 'options' && file.argumentsOf(call).positional.some((option) => !isLoader(file, option))) return undefined;
    if (LOADERS.has(called) && mentions(file, call, name)) return undefined;
    if (called === 'refresh' && mentionsText(file, call, name)) return undefined;
  }
  const options = file.argumentsOf(load.call).keywords.get('options');
  if (options !== undefined && file.kind(options) !== Node.List) return undefined;
  const owner = load.model.file.scope(load.model.scope).name;
  return {
    message: `${owner}.${name} is a lazy relationship that this query does not load: reading it here may raise MissingGreenlet.`,
    evidence: [{ text: `${file.describe(object)} is loaded by ${file.describe(load.call)} without ${name}`, path: file.path, line: file.line(file.start(load.call)) }],
  };
}

/** `selectinload(Order.items)`, also with `.joinedload(…)` behind it. */
function isLoader(file: SourceFile, node: number): boolean {
  if (file.kind(node) !== Node.Call) return false;
  if (LOADERS.has(lastName(file, node))) return true;
  const callee = file.a(node);
  return file.kind(callee) === Node.Attribute && isLoader(file, file.a(callee));
}

function mentions(file: SourceFile, call: number, name: string): boolean {
  return [...file.list(file.b(call))].some((argument) => {
    // `selectinload(Order.items.and_(Item.open))`
    const inner = file.kind(argument) === Node.Call && file.kind(file.a(argument)) === Node.Attribute ? file.a(file.a(argument)) : argument;
    return lastName(file, inner) === name || (file.kind(inner) === Node.String && file.name(file.a(inner)) === name);
  });
}

function mentionsText(file: SourceFile, call: number, name: string): boolean {
  const { positional, keywords } = file.argumentsOf(call);
  const names = keywords.get('attribute_names') ?? positional[1] ?? 0;
  if (names === 0) return false;
  if (file.kind(names) !== Node.List && file.kind(names) !== Node.Tuple && file.kind(names) !== Node.Set) return true;
  return [...file.list(file.a(names))].some((item) => file.name(file.a(item)) === name);
}

interface Commit {
  readonly at: number;
  readonly block: number;
  readonly around: number;
  readonly session: string;
}

/** Commits of sessions that expire what they hold. */
function commitsOf(project: Project, file: SourceFile): readonly Commit[] {
  return (project.findings.get(file) ?? []).flatMap((finding): Commit[] => {
    if (finding.api !== 'AsyncSession.commit' || finding.state !== 'async') return [];
    const around = file.functionAround(finding.scope);
    const call = (callsIn(file).get(around) ?? []).find((candidate) => file.end(file.a(candidate)) === finding.end) ?? 0;
    const receiver = file.a(file.a(call));
    if (call === 0 || !expiresOnCommit(project, typeOf(project.linker, file, receiver))) return [];
    return [{ at: file.end(call), block: file.blockOf(call), around, session: file.describe(receiver) }];
  });
}

function expired(project: Project, file: SourceFile, node: number, name: string, commits: readonly Commit[]): Words | undefined {
  const around = file.functionAround(file.scopeOfNode(node));
  const commit = commits.filter((one) => one.around === around && one.at < file.start(node) && isAbove(file, one.block, file.blockOf(node))).at(-1);
  if (commit === undefined) return undefined;
  const object = file.a(node);
  const bindings = bindingsReaching(file, object);
  const [binding] = bindings;
  if (binding === undefined || bindings.length > 1 || binding.at > commit.at || binding.kind !== 'assign') return undefined;
  const model = modelOf(project, file, object);
  if (model === undefined || !isMapped(project.linker, model, name)) return undefined;
  const variable = file.name(file.a(object));
  const held = (callsIn(file).get(around) ?? []).filter((call) => file.describe(file.a(call)).startsWith(`${commit.session}.`));
  const renewed = held.some((call) => lastName(file, call) === 'refresh' && file.start(call) > commit.at && file.start(call) < file.start(node));
  const isHeld = loadOf(project.linker, file, object) !== undefined || held.some((call) => /^(add|add_all|merge)$/.test(lastName(file, call)) && file.start(call) < commit.at && [...file.list(file.b(call))].some((argument) => file.describe(argument) === variable));
  if (renewed || !isHeld) return undefined;
  return {
    message: `${commit.session}.commit() has expired ${variable}: reading ${name} queries again and may raise MissingGreenlet.`,
    evidence: [{ text: `${commit.session}.commit() without expire_on_commit=False`, path: file.path, line: file.line(commit.at) }],
  };
}

function modelOf(project: Project, file: SourceFile, object: number): ClassRef | undefined {
  const load = loadOf(project.linker, file, object);
  if (load !== undefined) return load.model;
  const members = membersOf(typeOf(project.linker, file, object));
  const [only] = members;
  return members.length === 1 && only?.kind === 'instance' && !only.of.file.library ? only.of : undefined;
}

/** Whether a block is another one or holds it: what ran there has run. */
function isAbove(file: SourceFile, outer: number, inner: number): boolean {
  for (let at = inner; at >= 0; at = file.facts.blocks[at]?.parent ?? -1) if (at === outer) return true;
  return false;
}

function isInLambda(file: SourceFile, scope: number): boolean {
  for (let at = scope; at > 0 && file.scope(at).kind !== 'function'; at = file.scope(at).parent) if (file.scope(at).kind === 'lambda') return true;
  return false;
}

const assigned = oncePerFile((file) => new Set(file.facts.bindings.filter((binding) => binding.kind !== 'augmented' && binding.target !== 0).map((binding) => binding.target)));
