/** A coroutine given to a function of the project that asks for something else: `update(db, get_user(db))`. */
import { Node } from '../../facts';
import { typeOfAnnotation } from '../../link/annotations';
import { argumentNode, targetsOf } from '../../link/calls';
import { methodKindOf } from '../../link/functions';
import { methodResult } from '../../link/classes';
import { typeOf } from '../../link/expressions';
import type { Linker } from '../../link/linker';
import type { SourceFile } from '../../link/source-file';
import { membersOf, type Type } from '../../link/types';
import { fateOf } from '../awaiting';

/** Where the value of a call stands as an argument: itself, or a local name that holds it and is never awaited. */
export function argumentUses(file: SourceFile, call: number): readonly number[] {
  if (callAround(file, call) !== 0) return [call];
  const use = file.useOf(call);
  if (use?.kind !== 'binding' || use.binding.name === '' || use.binding.path.length > 0) return [];
  const { name, at, block } = use.binding;
  const scope = file.scopeOfBlock(block);
  // With a second value the name may hold either.
  if ((file.bindingsOf(scope).get(name) ?? []).length > 1) return [];
  const reads = file.namesRead(name).filter((node) => file.start(node) > at && file.scopeOfNode(node) === scope);
  if (reads.some((node) => fateOf(file, node) === 'awaited' || file.useOf(node)?.kind === 'return')) return [];
  return reads.filter((node) => callAround(file, node) !== 0);
}

/** Whether the parameter that an argument is for is annotated with something that is no awaitable. */
export function isWrongArgument(linker: Linker, file: SourceFile, argument: number): boolean {
  const call = callAround(file, argument);
  const targets = targetsOf(linker, typeOf(linker, file, file.a(call)));
  return targets.length > 0 && targets.every(({ of, self }) => {
    if (of.file.library) return false;
    const { parameters, name } = of.file.scope(of.scope);
    const offset = (self === undefined && name !== '__init__') || methodKindOf(linker, of) === 'static' ? 0 : 1;
    const parameter = parameters.find((candidate, index) => index >= offset && candidate.kind !== 'variadic' && candidate.kind !== 'keywords' && argumentNode(file, call, index - offset, candidate.name, candidate.kind !== 'keyword-only') === argument);
    if (parameter === undefined || parameter.annotation === 0) return false;
    const members = membersOf(typeOfAnnotation(linker, of.file, parameter.annotation));
    return members.some((member) => member.kind === 'instance') && members.every((member) => member.kind === 'none' || isNoAwaitable(linker, member));
  });
}

function isNoAwaitable(linker: Linker, type: Type): boolean {
  return type.kind === 'instance' && (!type.of.file.library || /^builtins\.(str|int|float|bool|bytes|list|dict)$/.test(linker.qualifiedName(type.of))) && methodResult(linker, type, '__await__') === undefined;
}

/** The call that a node is an argument of, named or not; 0 where it is none. */
function callAround(file: SourceFile, node: number): number {
  const parent = file.parentOf(node);
  const call = file.kind(parent) === Node.Keyword ? file.parentOf(parent) : parent;
  return file.kind(call) === Node.Call && file.a(call) !== node ? call : 0;
}
