/** What an attribute of a class, an instance, a module is. */
import type { Binding } from '../facts';
import { typeOfAnnotation } from './annotations';
import { type AppliedClass, type ClassInfo, classInfo, variablesIn } from './class-info';
import { typeOf } from './expressions';
import { methodKindOf, resultOf } from './functions';
import { taskBase } from './injection';
import type { AttributeAssignment } from './call-sites';
import type { Linker } from './linker';
import type { Target } from './places-by-target';
import type { SourceFile } from './source-file';
import { bindingType, moduleAttribute } from './names';
import { reachingBindings } from './reaching';
import { UNKNOWN, isKnown, mapMembers, membersOf, unionOf, withoutNone, type ClassRef, type Type, type TypeOf } from './types';
import { substitute } from './type-variables';

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
        return methodOfDict(linker, member, name);
      case 'tuple': {
        const array = linker.libraryClass('builtins.Array');
        return array === undefined ? { kind: 'external', path: `builtins.${name}` } : instanceAttribute(linker, { kind: 'instance', of: array, args: [unionOf(member.items)], origin: member.origin }, name);
      }
      case 'literal':
        return { kind: 'external', path: `builtins.${name}` };
      case 'function': {
        const task = taskBase(linker, member.of);
        return task === undefined ? UNKNOWN : attributeOf(linker, task, name);
      }
      default:
        return UNKNOWN;
    }
  });
}

/** `sessions.values()` */
function methodOfDict(linker: Linker, dict: TypeOf<'dict'>, name: string): Type {
  const of = linker.libraryClass('builtins.dict');
  return of === undefined ? { kind: 'external', path: `builtins.${name}` } : instanceAttribute(linker, { kind: 'instance', of, args: [{ kind: 'external', path: 'builtins.str' }, dict.values], origin: dict.origin }, name);
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
        return { kind: 'function', of: member.of, self, origin: member.origin };
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
      const said = typeOfAnnotation(linker, file, declared.annotation);
      const type = said.kind === 'external' ? bindingType(linker, file, declared) : said;
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
  const objectsOf = ({ file, binding }: AttributeAssignment): readonly Target<undefined>[] => {
    if (!linker.answers.entering(binding)) {
      linker.reads.note(linker.reads.everything);
      return [];
    }
    const object = typeOf(linker, file, file.a(binding.target));
    linker.answers.leaving(binding);
    return membersOf(object).flatMap((member) => (member.kind === 'instance' ? [{ of: member.of, found: undefined }] : []));
  };
  const types = linker.assignments.leadingTo(instance.of, name, objectsOf).map(({ place: { file, binding } }) => bindingType(linker, file, binding));
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

