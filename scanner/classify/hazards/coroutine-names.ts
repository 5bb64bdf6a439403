/** By name, whether a call may give a coroutine: only such calls are worth the type of their callee. */
import { Node } from '../../facts';
import { lastName } from '../../link/call-sites';
import { functionType, resultOf } from '../../link/functions';
import type { Linker } from '../../link/linker';
import { bindingType } from '../../link/names';
import type { SourceFile } from '../../link/source-file';
import { membersOf, type Type } from '../../link/types';
import { namesOfProject } from './project-answers';

/** A name that gives what another one gives, if that is a coroutine. */
interface Pass {
  readonly name: string;
  readonly from: string;
  /** Names are common, coroutines are not: whether this one really passes a coroutine on. */
  readonly isReal: (linker: Linker) => boolean;
}

interface Names {
  /** Coroutine functions, and those that say they give something to await. */
  readonly coroutines: ReadonlySet<string>;
  readonly passes: readonly Pass[];
}

/** Names of coroutine functions, of functions that pass a coroutine on, and what imports and assignments call them. */
export const coroutineNames = namesOfProject(({ linker }) => {
  const names = new Set<string>();
  const passes = new Map<string, Pass[]>();
  for (const file of linker.files) {
    const own = namesIn(file);
    for (const name of own.coroutines) names.add(name);
    for (const pass of own.passes) append(passes, pass.from, pass);
  }
  // A set grows while it is walked: each name is visited once.
  for (const name of names) for (const pass of passes.get(name) ?? []) if (!names.has(pass.name) && pass.isReal(linker)) names.add(pass.name);
  return names;
});

const known = new WeakMap<SourceFile, Names>();

function namesIn(file: SourceFile): Names {
  let names = known.get(file);
  if (names === undefined) known.set(file, (names = findNames(file)));
  return names;
}

function findNames(file: SourceFile): Names {
  const { scopes, exits, imports, bindings } = file.facts;
  const coroutines = new Set<string>();
  const passes: Pass[] = [];
  for (const [scope, info] of scopes.entries()) {
    if (info.kind !== 'function') continue;
    if (info.isAsync && !info.isGenerator) coroutines.add(info.name);
    else if (info.returns !== 0 && /Awaitable|Coroutine/.test(file.describe(info.returns))) coroutines.add(info.name);
    else for (const decorator of info.decorators) passes.push({ name: info.name, from: lastName(file, decorator), isReal: givesCoroutine(file, scope) });
  }
  for (const exit of exits) {
    const name = scopes[exit.scope]?.name ?? '';
    if (exit.kind === 'return' && name !== '' && file.kind(exit.value) === Node.Call) passes.push({ name, from: lastName(file, exit.value), isReal: givesCoroutine(file, exit.scope) });
  }
  for (const row of imports) if (row.alias !== '' && row.kind === 'from') passes.push({ name: row.alias, from: row.name, isReal: () => true });
  for (const binding of bindings) {
    const kind = file.kind(binding.value);
    if (binding.kind !== 'assign' || (kind !== Node.Name && kind !== Node.Attribute)) continue;
    const name = binding.name === '' ? lastName(file, binding.target) : binding.name;
    const from = lastName(file, binding.value);
    if (name !== '' && name !== from) passes.push({ name, from, isReal: (linker) => isCoroutineFunction(linker, bindingType(linker, file, binding)) });
  }
  return { coroutines, passes };
}

function givesCoroutine(file: SourceFile, scope: number): Pass['isReal'] {
  return (linker) => isAwaitable(resultOf(linker, { file, scope })) || isCoroutineFunction(linker, functionType(linker, file, scope));
}

function isCoroutineFunction(linker: Linker, type: Type): boolean {
  return membersOf(type).some((member) => {
    if (member.kind === 'function' || member.kind === 'lambda') return isAwaitable(resultOf(linker, member.of));
    return member.kind === 'callable' && isAwaitable(member.returns);
  });
}

/** A type variable may stand for something to await. */
function isAwaitable(type: Type): boolean {
  return membersOf(type).some((member) => member.kind === 'awaitable' || member.kind === 'typevar');
}

function append<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}

/** Names of plain functions, which `await` refuses. */
export const plainNames = namesOfProject((project) => {
  const names = new Set<string>();
  for (const file of project.linker.files) {
    for (const scope of file.facts.scopes) if (scope.kind === 'function' && !scope.isAsync && !scope.isGenerator) names.add(scope.name);
    for (const row of file.facts.imports) if (row.alias !== '') names.add(row.alias);
  }
  return names;
});
