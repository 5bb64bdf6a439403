/** Classes: their bases in order, and what an attribute of a class or an instance is. */
import { Node, type Binding } from '../facts';
import { typeOfAnnotation } from './annotations';
import { typeOf } from './expressions';
import { methodKindOf, resultOf } from './functions';
import type { Linker } from './linker';
import type { SourceFile } from './source-file';
import { bindingType, moduleAttribute } from './names';
import { reachingBindings } from './reaching';
import { NEVER, UNKNOWN, isKnown, mapMembers, membersOf, unionOf, withoutNone, type ClassRef, type Type, type TypeOf } from './types';
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
  return { of, name: scope.name, qualified, variables, bounds: boundsOf(bases), order, external };
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

function boundsOf(bases: readonly Type[]): ReadonlyMap<string, Type> {
  const bounds = new Map<string, Type>();
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

/** `value.name` */
export function attributeOf(linker: Linker, value: Type, name: string): Type {
  return mapMembers(withoutNone(value), (member) => {
    switch (member.kind) {
      case 'module':
        return moduleAttribute(linker, linker.modules.target(member.name), name);
      case 'instance':
        return instanceAttribute(linker, member, name);
      case 'class':
        return classAttribute(linker, member, name);
      case 'super':
        return superAttribute(linker, member, name);
      case 'external':
        return { kind: 'external', path: `${member.path}.${name}` };
      case 'missing':
        return member;
      case 'typevar':
        return member.bound === undefined ? UNKNOWN : attributeOf(linker, member.bound, name);
      case 'awaitable': {
        const promise = linker.libraryClass('builtins.Promise');
        return promise === undefined ? { kind: 'external', path: `builtins.${name}` } : instanceAttribute(linker, { kind: 'instance', of: promise, args: [member.of], origin: member.origin }, name);
      }
      case 'dict':
        if (member.isObject === true) return member.entries.get(name) ?? UNKNOWN;
        return { kind: 'external', path: `builtins.${name}` };
      case 'tuple': {
        const array = linker.libraryClass('builtins.Array');
        return array === undefined ? { kind: 'external', path: `builtins.${name}` } : instanceAttribute(linker, { kind: 'instance', of: array, args: [unionOf(member.items)], origin: member.origin }, name);
      }
      case 'literal':
        return { kind: 'external', path: `builtins.${name}` };
      default:
        return UNKNOWN;
    }
  });
}

function instanceAttribute(linker: Linker, instance: TypeOf<'instance'>, name: string): Type {
  const info = classInfo(linker, instance.of);
  for (const applied of info.order) {
    const found = declaredAttribute(linker, applied.of, name);
    if (found === undefined) continue;
    // A base that only hands on what its subclasses put there knows nothing of it by itself.
    const given = isKnown(found) ? undefined : givenBySubclasses(linker, instance, name);
    return bound(linker, substitute(given ?? found, variablesIn(info, applied, instance.args)), instance, applied, info);
  }
  const assigned = assignedFromOutside(linker, instance, name) ?? givenBySubclasses(linker, instance, name);
  if (assigned !== undefined) return assigned;
  const fallback = info.order.map((applied) => declaredAttribute(linker, applied.of, '__getattr__')).find((found) => found !== undefined);
  if (fallback !== undefined && fallback.kind === 'function') return resultOf(linker, fallback.of);
  if (info.external !== undefined) return UNKNOWN;
  return instance.of.file.library ? { kind: 'external', path: `${info.qualified}.${name}` } : UNKNOWN;
}

/** A method found on a class becomes bound, a property becomes its value. */
function bound(linker: Linker, type: Type, self: TypeOf<'instance'>, applied: AppliedClass, info: ClassInfo): Type {
  return mapMembers(type, (member) => {
    if (member.kind === 'callable' && member.behind !== undefined) {
      return methodKindOf(linker, member.behind.of) === 'static' ? member : { ...member, behind: { ...member.behind, self } };
    }
    if (member.kind !== 'function') return member;
    switch (methodKindOf(linker, member.of)) {
      case 'property':
        return substitute(resultOf(linker, member.of), variablesIn(info, applied, self.args), self);
      case 'static':
        return member;
      case 'class':
        return { ...member, self: { kind: 'class', of: self.of, args: self.args } };
      default:
        return { ...member, self };
    }
  });
}

function classAttribute(linker: Linker, cls: TypeOf<'class'>, name: string): Type {
  const info = classInfo(linker, cls.of);
  for (const applied of info.order) {
    const found = declaredAttribute(linker, applied.of, name);
    if (found === undefined) continue;
    return mapMembers(found, (member) => (member.kind === 'function' && methodKindOf(linker, member.of) === 'class' ? { ...member, self: cls } : member));
  }
  if (info.external !== undefined && info.external !== '?') return { kind: 'external', path: `${info.external}.${name}` };
  return cls.of.file.library ? { kind: 'external', path: `${info.qualified}.${name}` } : UNKNOWN;
}

function superAttribute(linker: Linker, from: TypeOf<'super'>, name: string): Type {
  const info = classInfo(linker, from.of);
  for (const applied of info.order.slice(1)) {
    const found = declaredAttribute(linker, applied.of, name);
    if (found === undefined) continue;
    return from.self.kind === 'instance' ? bound(linker, substitute(found, applied.variables), from.self, applied, info) : found;
  }
  return info.external !== undefined && info.external !== '?' ? { kind: 'external', path: `${info.external}.${name}` } : UNKNOWN;
}

/** What a class itself says of an attribute: in its body, or in what its methods assign to `self`. */
export function declaredAttribute(linker: Linker, of: ClassRef, name: string): Type | undefined {
  const { file } = of;
  const body = file.bindingsOf(of.scope).get(name) ?? [];
  const assigned = file.selfAttributesOf(of.scope).get(name) ?? [];
  if (body.length === 0 && assigned.length === 0) return undefined;
  return linker.answers.ask(linker.attributeTypes.of(file), `${of.scope} ${name}`, () => {
    const declared = [...body, ...assigned].find((binding) => binding.annotation !== 0);
    if (declared !== undefined) {
      const type = typeOfAnnotation(linker, file, declared.annotation);
      if (type.kind !== 'unknown') return withArguments(linker, type, () => assigned.filter((binding) => binding.annotation === 0).map((binding) => bindingType(linker, file, binding)));
    }
    const reaching: readonly Binding[] = body.length === 0 ? [] : reachingBindings(file, body, file.scope(of.scope).block, Number.MAX_SAFE_INTEGER).bindings;
    const types = [...reaching, ...assigned].map((binding) => bindingType(linker, file, binding));
    const values = types.filter((type) => type.kind !== 'none');
    return unionOf(values.length === 0 ? types : values);
  });
}

/** `maker: sessionmaker | None`: a generic class without arguments gets them from a value that is assigned. */
function withArguments(linker: Linker, declared: Type, values: () => readonly Type[]): Type {
  return mapMembers(declared, (member) => {
    if (member.kind !== 'instance' || member.args.length > 0 || classInfo(linker, member.of).variables.length === 0) return member;
    const applied = values().flatMap(membersOf).find((value) => value.kind === 'instance' && value.of.file === member.of.file && value.of.scope === member.of.scope && value.args.length > 0);
    return applied ?? member;
  });
}

/** `app.state.db = DatabaseService()` somewhere in the project gives `db` to the objects of that class. */
function assignedFromOutside(linker: Linker, instance: TypeOf<'instance'>, name: string): Type | undefined {
  const types: Type[] = [];
  for (const { file, binding } of linker.callSites.attributeAssignments(name)) {
    const walk = `assigned ${file.id} ${binding.target}`;
    if (!linker.answers.entering(walk)) {
      linker.reads.note(linker.reads.everything);
      continue;
    }
    const object = typeOf(linker, file, file.a(binding.target));
    linker.answers.leaving(walk);
    const same = membersOf(object).some((member) => member.kind === 'instance' && member.of.file === instance.of.file && member.of.scope === instance.of.scope);
    if (same) types.push(bindingType(linker, file, binding));
  }
  const values = types.filter((type) => type.kind !== 'none');
  return types.length === 0 ? undefined : unionOf(values.length === 0 ? types : values);
}

/** A mixin uses what the classes that it is mixed into have. */
function givenBySubclasses(linker: Linker, instance: TypeOf<'instance'>, name: string): Type | undefined {
  if (instance.of.file.library) return undefined;
  const walk = `mixed ${instance.of.file.id} ${instance.of.scope} ${name}`;
  if (!linker.answers.entering(walk)) {
    linker.reads.note(linker.reads.everything);
    return undefined;
  }
  const types = linker.callSites.subclassesOf(instance.of.file.scope(instance.of.scope).name).flatMap((subclass): Type[] => {
    const { order } = classInfo(linker, subclass);
    if (!order.some((applied) => applied.of.file === instance.of.file && applied.of.scope === instance.of.scope)) return [];
    const found = order.map((applied) => declaredAttribute(linker, applied.of, name)).find((type) => type !== undefined);
    return found === undefined ? [] : [found];
  });
  linker.answers.leaving(walk);
  return types.length === 0 ? undefined : unionOf(types);
}

/** Name of what runs when an object of a class is made. */
export function constructorOf(file: SourceFile): string {
  return file.facts.language === 'typescript' ? 'constructor' : '__init__';
}

/** The result of calling a method without arguments that matter; undefined where the class has none of that name. */
export function methodResult(linker: Linker, instance: TypeOf<'instance'>, name: string): Type | undefined {
  const info = classInfo(linker, instance.of);
  for (const applied of info.order) {
    const found = declaredAttribute(linker, applied.of, name);
    if (found === undefined) continue;
    const method = membersOf(found)[0];
    if (method?.kind !== 'function') return UNKNOWN;
    return substitute(resultOf(linker, method.of), variablesIn(info, applied, instance.args), instance);
  }
  return undefined;
}

