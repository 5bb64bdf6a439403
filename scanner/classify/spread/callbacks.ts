/** Functions that are given an object of the migration by whoever they are handed to. */
import { Node } from '../../facts';
import { lastName } from '../../link/call-sites';
import { targetsOf } from '../../link/calls';
import { typeOf } from '../../link/expressions';
import type { Linker } from '../../link/linker';
import type { SourceFile } from '../../link/source-file';
import type { ClassRef, FunctionRef } from '../../link/types';
import type { Spelling } from './spelling';

/** Arguments of a call that may be functions, by how they are written. */
export function callbackNodes(spelling: Spelling, file: SourceFile, call: number): readonly number[] {
  const found: number[] = [];
  for (const argument of file.list(file.b(call))) {
    const value = file.kind(argument) === Node.Keyword ? file.b(argument) : argument;
    const kind = file.kind(value);
    // What is called by its name elsewhere is found by it here.
    if (kind === Node.Lambda || ((kind === Node.Name || kind === Node.Attribute) && spelling.isCallable(lastName(file, value)))) found.push(value);
  }
  return found;
}

/** The functions and lambdas of the project that these arguments are. */
export function* callbacksAmong(linker: Linker, file: SourceFile, nodes: readonly number[]): Iterable<FunctionRef> {
  for (const node of nodes) {
    if (file.kind(node) === Node.Lambda) yield { file, scope: file.a(node) };
    else for (const { of } of targetsOf(linker, typeOf(linker, file, node))) if (!of.file.library) yield of;
  }
}

/** `fn(session)` in functions that were given `fn`: the one whose parameter it is, and those around it, which made that one. */
export function* functionsGiven(file: SourceFile, call: number, parameter: string): Iterable<number> {
  let around = file.functionAround(file.scopeOfNode(call));
  while (around > 0 && file.scope(around).parameters.every(({ name }) => name !== parameter)) around = file.functionAround(file.scope(around).parent);
  for (; around > 0; around = file.functionAround(file.scope(around).parent)) yield around;
}

/** Variables of a class whose decorators are for all its methods. */
export const CLASS_WIDE = ['method_decorators', 'decorators'] as const;

/** Methods of classes with `method_decorators = [with_session]`, and of those that inherit it. */
export function* decoratedClassWide(linker: Linker, file: SourceFile, decorator: string): Iterable<FunctionRef> {
  for (const binding of file.facts.bindings) {
    if (!CLASS_WIDE.some((name) => name === binding.name)) continue;
    const owner = file.scopeOfBlock(binding.block);
    if (file.scope(owner).kind !== 'class' || !file.namesRead(decorator).some((node) => file.start(node) < binding.at && file.scopeOfNode(node) === owner)) continue;
    for (const of of withSubclasses(linker, { file, scope: owner })) for (const [scope, info] of of.file.facts.scopes.entries()) if (info.parent === of.scope && info.kind === 'function') yield { file: of.file, scope };
  }
}

function* withSubclasses(linker: Linker, of: ClassRef, seen = new Set<string>()): Iterable<ClassRef> {
  const { name } = of.file.scope(of.scope);
  yield of;
  if (seen.has(name)) return;
  seen.add(name);
  for (const subclass of linker.callSites.subclassesOf(name)) yield* withSubclasses(linker, subclass, seen);
}
