/** Which functions of the project a function calls, found when first asked for. */
import { Node } from '../../facts';
import { targetsOf } from '../../link/calls';
import { typeOf } from '../../link/expressions';
import type { Linker } from '../../link/linker';
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

export function calleesOf(linker: Linker, { file, scope }: FunctionRef): readonly FunctionRef[] {
  return (callsIn(file).get(scope) ?? []).flatMap((call) => calledBy(linker, file, file.a(call)));
}

/** Project functions that a callee, or a function passed by name, stands for. */
export function calledBy(linker: Linker, file: SourceFile, callee: number): readonly FunctionRef[] {
  return targetsOf(linker, typeOf(linker, file, callee)).flatMap(({ of }) => (of.file.library ? [] : [of]));
}

/** More functions than this below one say nothing particular about it. */
const MAX_REACHED = 400;

/** The functions given and all that they call, directly or not; `follow` says whose calls are looked at. */
export function reachedFrom(linker: Linker, from: readonly FunctionRef[], follow: (of: FunctionRef) => boolean = () => true): readonly FunctionRef[] {
  const reached = new Map<string, FunctionRef>();
  const waiting = [...from];
  for (let next = waiting.pop(); next !== undefined && reached.size < MAX_REACHED; next = waiting.pop()) {
    const key = `${next.file.id} ${next.scope}`;
    if (reached.has(key)) continue;
    reached.set(key, next);
    if (follow(next)) waiting.push(...calleesOf(linker, next));
  }
  return [...reached.values()];
}
