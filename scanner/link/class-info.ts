/** Classes: their bases in the order in which attributes are looked up, with what their type variables stand for. */
import { Node } from '../facts';
import { typeOfAnnotation } from './annotations';
import type { Linker } from './linker';
import { NEVER, UNKNOWN, membersOf, type ClassRef, type Type } from './types';
import { substitute } from './type-variables';

/** A class seen from a particular use: the base `Repository[T]` of `UserRepository` is `Repository` with T = User. */
export interface AppliedClass {
  readonly of: ClassRef;
  readonly variables: ReadonlyMap<string, Type>;
}

export interface ClassInfo {
  readonly of: ClassRef;
  readonly name: string;
  readonly qualified: string;
  readonly variables: readonly string[];
  /** What a variable stands for where nothing says more: the bound of `TypeVar("T", bound=Session)`. */
  readonly bounds: ReadonlyMap<string, Type>;
  /** The class itself, then its bases in the order in which attributes are looked up. */
  readonly order: readonly AppliedClass[];
  /** A base that is neither in the project nor described: attributes may come from there. */
  readonly external: string | undefined;
}

export function classInfo(linker: Linker, of: ClassRef): ClassInfo {
  const infos = linker.classInfos.of(of.file);
  const known = infos.get(of.scope);
  if (known !== undefined && !known.reads.stale) {
    linker.reads.note(known.reads);
    return known.value;
  }
  // A class that is its own base while its bases are being found has none.
  infos.set(of.scope, { value: withoutBases(linker, of), reads: linker.reads.everything });
  const { value, reads, final } = linker.answers.finding(() => findInfo(linker, of));
  // What leans on an unfinished question is found anew once that one is answered.
  if (final) infos.set(of.scope, { value, reads });
  else infos.delete(of.scope);
  return value;
}

function withoutBases(linker: Linker, of: ClassRef): ClassInfo {
  const { name, typeParameters } = of.file.scope(of.scope);
  return { of, name, qualified: linker.qualifiedName(of), variables: typeParameters, bounds: new Map(), order: [{ of, variables: new Map() }], external: undefined };
}

function findInfo(linker: Linker, of: ClassRef): ClassInfo {
  const qualified = linker.qualifiedName(of);
  const scope = of.file.scope(of.scope);
  const bases = scope.bases.filter((base) => of.file.kind(base) !== Node.Keyword).flatMap((base) => membersOf(baseType(linker, of, base)));
  const variables = variablesOf(scope.typeParameters, bases);
  const order: AppliedClass[] = [{ of, variables: new Map() }];
  const seen = new Set([keyOf(of)]);
  let external: string | undefined;
  for (const base of bases) {
    if (base.kind === 'instance') {
      const info = classInfo(linker, base.of);
      external ??= info.external;
      const own = new Map(info.variables.map((name, index) => [name, base.args[index] ?? UNKNOWN]));
      for (const applied of info.order) {
        if (seen.has(keyOf(applied.of))) continue;
        seen.add(keyOf(applied.of));
        const bound = applied.of === info.of || applied.variables.size === 0 ? own : new Map([...applied.variables].map(([name, type]) => [name, substitute(type, own)]));
        order.push({ of: applied.of, variables: bound });
      }
    } else if (base.kind === 'external') external ??= base.path;
    else if (base.kind !== 'none') external ??= '?';
  }
  return { of, name: scope.name, qualified, variables, bounds: boundsOf(linker, of, bases), order, external };
}

function keyOf({ file, scope }: ClassRef): number {
  return file.id * 2 ** 24 + scope;
}

function baseType(linker: Linker, of: ClassRef, node: number): Type {
  const type = typeOfAnnotation(linker, of.file, node);
  return type.kind === 'instance' && linker.qualifiedName(type.of) === 'builtins.object' ? NEVER : type;
}

/** Type variables of a class in order: of `class X[T]`, else of `Generic[T]`, else those its bases mention. */
function variablesOf(own: readonly string[], bases: readonly Type[]): readonly string[] {
  if (own.length > 0) return own;
  const found = new Set<string>();
  for (const base of bases) {
    if (base.kind === 'instance') for (const argument of base.args) if (argument.kind === 'typevar') found.add(argument.name);
  }
  return [...found];
}

function boundsOf(linker: Linker, of: ClassRef, bases: readonly Type[]): ReadonlyMap<string, Type> {
  const bounds = new Map<string, Type>();
  const own = of.file.scope(of.scope);
  for (const [index, name] of own.typeParameters.entries()) {
    const bound = own.bounds[index] ?? 0;
    if (bound !== 0) bounds.set(name, typeOfAnnotation(linker, of.file, bound));
  }
  for (const base of bases) {
    if (base.kind !== 'instance') continue;
    for (const argument of base.args) if (argument.kind === 'typevar' && argument.bound !== undefined) bounds.set(argument.name, argument.bound);
  }
  return bounds;
}

/** Whether an instance of `of` is an instance of the library class `qualified`, and of the first of several. */
export function libraryAncestor(linker: Linker, of: ClassRef, wanted: ReadonlySet<string> | ReadonlyMap<string, unknown>): string | undefined {
  for (const applied of classInfo(linker, of).order) {
    if (!applied.of.file.library) continue;
    const name = linker.qualifiedName(applied.of);
    if (wanted.has(name)) return name;
  }
  return undefined;
}

/** What the type variables of a class in the order of `info` stand for in an instance with these arguments. */
export function variablesIn(info: ClassInfo, applied: AppliedClass, args: readonly Type[]): ReadonlyMap<string, Type> {
  const own = new Map(info.variables.map((name, index) => [name, args[index] ?? info.bounds.get(name) ?? UNKNOWN]));
  if (applied.of === info.of || (applied.of.file === info.of.file && applied.of.scope === info.of.scope)) return own;
  return new Map([...applied.variables].map(([name, type]) => [name, substitute(type, own)]));
}
