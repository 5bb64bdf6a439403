/** What becomes of the value of an expression: awaited, handed on to somebody who may await it, used, or dropped. */
import { Node } from '../facts';
import { lastName } from '../link/call-sites';
import { reachingBindings } from '../link/reaching';
import type { SourceFile } from '../link/source-file';

export type Fate = 'awaited' | 'passed' | 'used' | 'dropped';

/** Functions that await what they are given, or see to it. */
const AWAITING = new Set([
  'gather', 'wait_for', 'wait', 'shield', 'create_task', 'ensure_future', 'as_completed', 'run', 'run_until_complete',
  'run_coroutine_threadsafe', 'start_soon', 'timeout', 'await_only', 'greenlet_spawn',
]);

/** What a coroutine object itself has: who calls these knows what it is. */
const COROUTINE_METHODS = new Set(['close', 'send', 'throw', '__await__', 'cr_frame', 'cr_running', 'cr_code']);

export function fateOf(file: SourceFile, node: number, depth = 0): Fate {
  let child = node;
  // One of several in a list or a dictionary: what is done with that is done with each.
  let collected = false;
  for (let parent = file.parentOf(child); parent !== 0; child = parent, parent = file.parentOf(parent)) {
    switch (file.kind(parent)) {
      case Node.Await:
        return 'awaited';
      case Node.Call:
      case Node.New:
        if (file.a(parent) === child) return 'used';
        return AWAITING.has(lastName(file, file.a(parent))) ? 'awaited' : 'passed';
      case Node.Yield:
      case Node.YieldFrom:
        return 'passed';
      case Node.Attribute:
        return COROUTINE_METHODS.has(file.name(file.b(parent))) ? 'passed' : 'used';
      case Node.Tuple:
      case Node.List:
      case Node.Set:
      case Node.Dict:
        collected = true;
        continue;
      case Node.Keyword:
      case Node.Starred:
      case Node.DoubleStarred:
      case Node.Or:
      case Node.And:
        continue;
      case Node.Named:
        return nameFate(file, parent, depth);
      case Node.Conditional:
        if (file.list(file.a(parent))[0] === child) return 'used';
        continue;
      case Node.Comprehension: {
        const [element, second] = file.list(file.b(parent));
        if (child !== element && child !== second) return 'used';
        collected = true;
        continue;
      }
      default:
        return 'used';
    }
  }
  const fate = rootFate(file, child, depth);
  return collected && fate === 'used' ? 'passed' : fate;
}

function rootFate(file: SourceFile, root: number, depth: number): Fate {
  const use = file.useOf(root);
  switch (use?.kind) {
    case 'binding':
      return use.binding.name === '' ? 'passed' : variableFate(file, use.binding.name, use.binding.block, use.binding.at, depth);
    case 'effect':
      return 'dropped';
    case 'return':
      return 'passed';
    default:
      return 'used';
  }
}

function nameFate(file: SourceFile, node: number, depth: number): Fate {
  const target = file.a(node);
  const fate = fateOf(file, node, depth + 1);
  return fate === 'awaited' || fate === 'passed' || file.kind(target) !== Node.Name
    ? fate
    : variableFate(file, file.name(file.a(target)), file.blockOf(node), file.end(node), depth);
}

/**
 * `coroutine = session.execute(q)` is fine when `coroutine` is awaited or handed on further down; not where it is
 * also taken apart, as in `log(rows); rows[0]`.
 */
function variableFate(file: SourceFile, name: string, block: number, at: number, depth: number): Fate {
  if (depth > 3) return 'passed';
  const scope = file.scopeOfBlock(block);
  const { fates } = knownOf(file);
  const key = `${depth} ${scope} ${at} ${name}`;
  const known = fates.get(key);
  if (known !== undefined) return known;
  const fate = fateOfReads(file, readsOfBinding(file, name, scope, at), depth);
  fates.set(key, fate);
  return fate;
}

function fateOfReads(file: SourceFile, nodes: Iterable<number>, depth: number): Fate {
  const fates = new Set<Fate>();
  let takenApart = false;
  for (const node of nodes) {
    const fate = fateOf(file, node, depth + 1);
    fates.add(fate);
    const parent = file.parentOf(node);
    if (fate === 'used' && (file.kind(parent) === Node.Attribute || file.kind(parent) === Node.Subscript) && file.a(parent) === node) takenApart = true;
  }
  if (fates.has('awaited')) return 'awaited';
  if (fates.has('passed') && !takenApart) return 'passed';
  return fates.has('used') ? 'used' : 'dropped';
}

/** What is known of a file: of `x = x or y` in each of a hundred loops every value has a hundred fates. */
interface Known {
  readonly fates: Map<string, Fate>;
  readonly reads: Map<string, Reads>;
}

/** Where a variable is read. */
interface Reads {
  /** By the offset of a binding, the places of its scope that it reaches: not those of before, nor those that something newer reaches. */
  readonly reached: ReadonlyMap<number, readonly number[]>;
  /** Within other scopes, or where there is one binding alone. */
  readonly others: readonly number[];
}

const knownByFile = new WeakMap<SourceFile, Known>();

function knownOf(file: SourceFile): Known {
  file.noteRead();
  let known = knownByFile.get(file);
  if (known === undefined) knownByFile.set(file, (known = { fates: new Map(), reads: new Map() }));
  return known;
}

/** The reads of a variable that may see the value bound at an offset. */
function readsOfBinding(file: SourceFile, name: string, scope: number, at: number): readonly number[] {
  const { reads } = knownOf(file);
  const key = `${scope} ${name}`;
  let known = reads.get(key);
  if (known === undefined) reads.set(key, (known = findReads(file, name, scope)));
  return [...(known.reached.get(at) ?? []), ...known.others].filter((node) => file.start(node) >= at);
}

function findReads(file: SourceFile, name: string, scope: number): Reads {
  const bindings = file.bindingsOf(scope).get(name) ?? [];
  const reached = new Map<number, number[]>();
  const others: number[] = [];
  for (const node of file.namesRead(name)) {
    const inner = file.scopeOfNode(node);
    if (!within(file, inner, scope)) continue;
    if (bindings.length < 2 || inner !== scope) {
      others.push(node);
      continue;
    }
    for (const { at } of reachingBindings(file, bindings, file.blockOf(node), file.start(node)).bindings) {
      const nodes = reached.get(at);
      if (nodes === undefined) reached.set(at, [node]);
      else if (nodes.at(-1) !== node) nodes.push(node);
    }
  }
  return { reached, others };
}

function within(file: SourceFile, scope: number, outer: number): boolean {
  for (let at = scope; ; at = file.scope(at).parent) {
    if (at === outer) return true;
    if (at <= 0) return false;
  }
}
