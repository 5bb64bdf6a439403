/** Which functions of the project a function calls, found when first asked for. */
import { Node } from '../../facts';
import { lastName } from '../../link/call-sites';
import { targetsOf } from '../../link/calls';
import { typeOf } from '../../link/expressions';
import type { Linker } from '../../link/linker';
import { found, type Found } from '../../link/reads';
import type { SourceFile } from '../../link/source-file';
import type { FunctionRef } from '../../link/types';
import { oncePerFile } from './rule';

/** Calls by the function around them; −1 for module and class level. */
export const callsIn = oncePerFile((file) => {
  const calls = new Map<number, number[]>();
  const { kind, count } = file.facts.nodes;
  for (let node = 1; node < count; node++) {
    if (kind[node] !== Node.Call) continue;
    const around = file.functionAround(file.scopeOfNode(node));
    const list = calls.get(around);
    if (list === undefined) calls.set(around, [node]);
    else list.push(node);
  }
  return calls;
});

/** @param wanted by the last name of a callee, whether it is worth following */
function calleesOf(linker: Linker, { file, scope }: FunctionRef, wanted: (name: string) => boolean): readonly FunctionRef[] {
  return (callsIn(file).get(scope) ?? []).flatMap((call) => (wanted(lastName(file, call)) ? calledBy(linker, file, file.a(call)) : []));
}

/** Project functions that a callee, or a function passed by name, stands for. */
export function calledBy(linker: Linker, file: SourceFile, callee: number): readonly FunctionRef[] {
  return targetsOf(linker, typeOf(linker, file, callee)).flatMap(({ of }) => (of.file.library ? [] : [of]));
}

/** More functions than this below one say nothing particular about it. */
const MAX_REACHED = 400;

export interface Following {
  /** Whose calls are looked at. */
  readonly follow?: (of: FunctionRef) => boolean;
  /** By the last name of a callee, whether it is worth following. */
  readonly wanted?: (name: string) => boolean;
}

/** The functions given and all that they call, directly or not. */
export function reachedFrom(linker: Linker, from: readonly FunctionRef[], { follow = () => true, wanted = () => true }: Following = {}): readonly FunctionRef[] {
  const reached = new Map<string, FunctionRef>();
  const waiting = [...from];
  for (let next = waiting.pop(); next !== undefined && reached.size < MAX_REACHED; next = waiting.pop()) {
    const key = `${next.file.id} ${next.scope}`;
    if (reached.has(key)) continue;
    reached.set(key, next);
    if (follow(next)) waiting.push(...calleesOf(linker, next, wanted));
  }
  return [...reached.values()];
}

/** By name alone, the functions from which a call of one of these names may be reached. */
export function namesLeadingTo(linker: Linker, names: Iterable<string>): ReadonlySet<string> {
  const leading = new Set(names);
  // A set grows while it is walked: each name is visited once.
  for (const name of leading) for (const caller of callersOf(linker, name)) leading.add(caller);
  return leading;
}

/** Names of the functions in which something of a name is called; kept from state to state. */
function callersOf(linker: Linker, name: string): readonly string[] {
  let known = callersByName.get(linker);
  if (known === undefined) callersByName.set(linker, (known = new Map<string, Found<readonly string[]>>()));
  return found(linker.reads, known, name, () => {
    const callers = new Set<string>();
    for (const { file, node } of linker.callSites.of(name)) {
      const around = file.functionAround(file.scopeOfNode(node));
      if (around >= 0) callers.add(file.scope(around).name);
    }
    return [...callers];
  });
}

const callersByName = new WeakMap<Linker, Map<string, Found<readonly string[]>>>();
