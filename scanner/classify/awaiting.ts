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
  const fates = new Set<Fate>();
  let takenApart = false;
  for (const node of file.namesRead(name)) {
    if (!within(file, file.scopeOfNode(node), scope) || !mayHold(file, node, name, scope, at)) continue;
    const fate = fateOf(file, node, depth + 1);
    fates.add(fate);
    const parent = file.parentOf(node);
    if (fate === 'used' && (file.kind(parent) === Node.Attribute || file.kind(parent) === Node.Subscript) && file.a(parent) === node) takenApart = true;
  }
  if (fates.has('awaited')) return 'awaited';
  if (fates.has('passed') && !takenApart) return 'passed';
  return fates.has('used') ? 'used' : 'dropped';
}

/** Whether a read may see the value bound at an offset: not one of before, nor one that something newer reaches. */
function mayHold(file: SourceFile, node: number, name: string, scope: number, at: number): boolean {
  if (file.start(node) < at) return false;
  const bindings = file.bindingsOf(scope).get(name) ?? [];
  if (bindings.length < 2 || file.scopeOfNode(node) !== scope) return true;
  return reachingBindings(file, bindings, file.blockOf(node), file.start(node)).bindings.some((binding) => binding.at === at);
}

function within(file: SourceFile, scope: number, outer: number): boolean {
  for (let at = scope; ; at = file.scope(at).parent) {
    if (at === outer) return true;
    if (at <= 0) return false;
  }
}
