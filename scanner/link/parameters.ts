/** What a parameter holds: its annotation, what a framework or a decorator fills in, else what its callers pass. */
import { typeOfAnnotation } from './annotations';
import { argumentNode, targetsOf } from './calls';
import { typesFromCallbacks, typesFromDecorators } from './callbacks';
import { classInfo } from './class-info';
import { constructorOf, declaredAttribute } from './classes';
import { typeOf } from './expressions';
import { methodKindOf } from './functions';
import { dependencyIn, dependencyResult, isBoundTask, taskBase } from './injection';
import type { CallSite } from './call-sites';
import type { Linker } from './linker';
import type { Target } from './places-by-target';
import { typeFromStructure } from './structure';
import type { SourceFile } from './source-file';
import { NONE, UNKNOWN, because, isKnown, membersOf, unionOf, withoutNone, type FunctionRef, type Type, type TypeOf } from './types';
import { Node, type Parameter } from '../facts';

export function parameterType(linker: Linker, file: SourceFile, scope: number, index: number): Type {
  return linker.answers.ask(linker.parameterTypes.of(file), `${scope} ${index}`, () => {
    const parameter = file.scope(scope).parameters[index];
    if (parameter === undefined) return UNKNOWN;
    const receiver = index === 0 ? receiverType(linker, file, scope) : undefined;
    if (receiver !== undefined && !isOtherThan(linker, file, parameter, receiver)) return receiver;
    const declared = withoutNone(typeOfAnnotation(linker, file, parameter.annotation));
    if (isKnown(declared) || declared.kind === 'typevar') {
      const type = because(declared, file, parameter.start, () => `${parameter.name}: ${file.describe(parameter.annotation)}`);
      return collected(linker, parameter, type);
    }
    if (parameter.kind === 'variadic' || parameter.kind === 'keywords') return UNKNOWN;
    return undeclared(linker, file, scope, index, parameter);
  });
}

/** `*args: T` holds several, `**kwargs: T` values by name. */
function collected(linker: Linker, parameter: Parameter, type: Type): Type {
  if (parameter.kind === 'keywords') return { kind: 'dict', entries: new Map(), values: type, others: type };
  if (parameter.kind !== 'variadic') return type;
  const list = linker.libraryClass('builtins.list');
  return list === undefined ? UNKNOWN : { kind: 'instance', of: list, args: [type] };
}

/** Whether a parameter is `self` or `cls`. */
export function isReceiver(linker: Linker, file: SourceFile, scope: number, index: number): boolean {
  const parameter = file.scope(scope).parameters[index];
  const receiver = index === 0 ? receiverType(linker, file, scope) : undefined;
  return parameter !== undefined && receiver !== undefined && !isOtherThan(linker, file, parameter, receiver);
}

/** `def find(session: Session, name)` in a class, called as `Order.find(session, name)`, and `def save(self: HasSession)` of a mixin. */
function isOtherThan(linker: Linker, file: SourceFile, parameter: Parameter, receiver: Type): boolean {
  if (parameter.annotation === 0 || receiver.kind !== 'instance') return false;
  const declared = typeOfAnnotation(linker, file, parameter.annotation);
  return declared.kind === 'instance' && !classInfo(linker, receiver.of).order.some(({ of }) => of.file === declared.of.file && of.scope === declared.of.scope);
}

/** `self` and `cls` */
function receiverType(linker: Linker, file: SourceFile, scope: number): Type | undefined {
  const owner = file.classAround(scope);
  if (owner < 0 || file.scope(scope).kind !== 'function') return undefined;
  const kind = methodKindOf(linker, { file, scope });
  const of = { file, scope: owner };
  const { name } = file.scope(scope);
  if (kind === 'static' && name !== '__new__') return undefined;
  const { variables, bounds } = classInfo(linker, of);
  const args = variables.map((variable): Type => ({ kind: 'typevar', name: variable, bound: bounds.get(variable) }));
  const isClass = kind === 'class' || name === '__new__' || name === '__init_subclass__' || name === '__class_getitem__';
  return isClass ? { kind: 'class', of, args } : { kind: 'instance', of, args };
}

function undeclared(linker: Linker, file: SourceFile, scope: number, index: number, parameter: Parameter): Type {
  const injected = dependencyIn(linker, file, parameter.default);
  if (injected !== undefined && isKnown(injected)) {
    return because(injected, file, parameter.start, () => `${parameter.name} = ${file.describe(parameter.default)}`);
  }
  if (linker.fixtures.fills(file, scope)) {
    const fixture = linker.fixtures.find(file, scope, parameter.name);
    if (fixture !== undefined) {
      const type = dependencyResult(linker, { kind: 'function', of: fixture, self: undefined });
      return because(type, file, parameter.start, () => `${parameter.name} is the fixture of ${fixture.file.path}`);
    }
  }
  const of = { file, scope };
  const task = index === 0 && isBoundTask(file, scope) ? taskBase(linker, of) : undefined;
  if (task !== undefined) return because(task, file, parameter.start, () => `${parameter.name} is the task`);
  const replaced = index === 0 ? receiverOfReplaced(linker, of) : undefined;
  if (replaced !== undefined) return because(replaced, file, parameter.start, () => `${parameter.name} is what the decorated methods have`);
  const inherited = fromBase(linker, of, index, parameter);
  if (inherited !== undefined) return inherited;
  const types: Type[] = [];
  if (parameter.default !== 0) types.push(withoutNone(typeOf(linker, file, parameter.default)));
  types.push(...typesFromDecorators(linker, of, index, parameter));
  types.push(...typesFromCallbacks(linker, of, index, parameter));
  types.push(...typesFromCallers(linker, of, index, parameter));
  const telling = types.filter((type) => type !== NONE && type.kind !== 'none' && type.kind !== 'literal');
  const known = nearest(telling);
  if (!linker.fixtures.fills(file, scope) && (!isKnown(known) || telling.every(isWeak))) {
    const structural = typeFromStructure(linker, of, parameter, types.length > 0);
    // Where it says the same as what is passed, it may say it more directly.
    if (structural !== undefined && (!isKnown(known) || (unionOf([known, structural]) === known && stepsOf(structural) <= stepsOf(known)))) return structural;
  }
  // Where nothing comes from anywhere it may be anything; in the midst of a circle that is not known yet.
  const type = known.kind === 'never' && !linker.answers.isLeaning ? UNKNOWN : known;
  return because(type, file, parameter.start, () => `${parameter.name} is what its callers pass`);
}

/** Of equal types the one is told whose evidence goes by where a value comes from, and is shortest, whichever was found first. */
function nearest(types: readonly Type[]): Type {
  return unionOf([...types].sort((left, right) => Number(isWeak(left)) - Number(isWeak(right)) || stepsOf(left) - stepsOf(right)));
}

function stepsOf(type: Type): number {
  return Math.max(...membersOf(type).map(({ origin }) => origin?.steps ?? 0));
}

function isWeak(type: Type): boolean {
  return membersOf(type).some(({ origin }) => origin?.isWeak === true);
}

/** A wrapper is called in place of the methods that its decorator decorates: `def wrapper(self, *args)` gets their `self`. */
function receiverOfReplaced(linker: Linker, { file, scope }: FunctionRef): Type | undefined {
  const outer = file.functionAround(file.scope(scope).parent);
  const { name } = file.scope(scope);
  if (outer <= 0 || name === '' || !file.returnsOf(outer).some((value) => file.kind(value) === Node.Name && file.name(file.a(value)) === name)) return undefined;
  const around = file.functionAround(file.scope(outer).parent);
  const types = [outer, around].flatMap((decorator) => {
    if (decorator <= 0 || file.scope(decorator).kind !== 'function') return [];
    const decorated = linker.callSites.decoratedWith(file.scope(decorator).name);
    return decorated.slice(0, MAX_DECORATED).flatMap((method) => {
      const type = isDecoratedBy(linker, method, { file, scope: decorator }) ? receiverType(linker, method.file, method.scope) : undefined;
      return type?.kind === 'instance' ? [type] : [];
    });
  });
  return types.length === 0 ? undefined : unionOf(types);
}

/** More classes than a value may be are beyond telling anyway. */
const MAX_DECORATED = 50;

function isDecoratedBy(linker: Linker, { file, scope }: FunctionRef, decorator: FunctionRef): boolean {
  return file.scope(scope).decorators.some((node) => {
    const callee = file.kind(node) === Node.Call ? file.a(node) : node;
    return targetsOf(linker, typeOf(linker, file, callee)).some(({ of }) => of.file === decorator.file && of.scope === decorator.scope);
  });
}

/** An override takes what the method it overrides takes. */
function fromBase(linker: Linker, of: FunctionRef, index: number, parameter: Parameter): Type | undefined {
  const owner = of.file.classAround(of.scope);
  const name = of.file.scope(of.scope).name;
  if (owner < 0 || name.startsWith('__')) return undefined;
  for (const base of classInfo(linker, { file: of.file, scope: owner }).order.slice(1)) {
    const method = declaredAttribute(linker, base.of, name);
    if (method?.kind !== 'function') continue;
    const theirs = method.of.file.scope(method.of.scope).parameters;
    const at = theirs[index]?.name === parameter.name ? index : theirs.findIndex((candidate) => candidate.name === parameter.name);
    if (at < 0) continue;
    const type = parameterType(linker, method.of.file, method.of.scope, at);
    if (isKnown(type)) return type;
  }
  return undefined;
}

/** Callers examined for one parameter; beyond them more change nothing. */
const MAX_CALLERS = 300;

function typesFromCallers(linker: Linker, of: FunctionRef, index: number, parameter: Parameter): Type[] {
  const types: Type[] = [];
  const { name } = of.file.scope(of.scope);
  const method = of.file.classAround(of.scope) >= 0 && methodKindOf(linker, of) !== 'static';
  const positional = parameter.kind !== 'keyword-only';
  // `Class.method(instance, x)` passes the receiver itself, `instance.method(x)` does not.
  const bound = ({ file, node }: CallSite): number => argumentNode(file, node, method ? index - 1 : index, parameter.name, positional);
  const unbound = (site: CallSite): number => (method ? argumentNode(site.file, site.node, index, parameter.name, positional) : bound(site));
  const isPassing = (site: CallSite): boolean => bound(site) !== 0 || unbound(site) !== 0;
  const enters = ({ file, node }: CallSite): readonly Target<TypeOf<'function'>>[] => targetsOf(linker, typeOf(linker, file, file.a(node))).map((found) => ({ of: found.of, found }));
  const { called, constructed } = namesCalling(linker, of, name);
  const sites = [...called.flatMap((one) => linker.callers.leadingTo(of, one, enters, isPassing)), ...constructed.flatMap((one) => linker.constructing.leadingTo(of, one, enters, isPassing))];
  for (const { place: site, found: target } of sites) {
    if (types.length >= MAX_CALLERS) return types;
    const skipsReceiver = method && (target.self !== undefined || name === constructorOf(of.file));
    const argument = skipsReceiver || !method ? bound(site) : unbound(site);
    if (argument === 0) continue;
    types.push(because(typeOf(linker, site.file, argument), site.file, site.file.start(argument), () => `${site.file.describe(argument)} in a call of ${name}`));
  }
  return types;
}

interface CallingNames {
  readonly called: readonly string[];
  /** Classes within which the constructor is called by what stands for it there: `super().__init__(…)`. */
  readonly constructed: readonly string[];
}

/** By which names a function may be called: a constructor by those of its class and of those that inherit it. */
function namesCalling(linker: Linker, of: FunctionRef, name: string): CallingNames {
  if (name === '') return { called: lambdaNames(of), constructed: [] };
  const owner = of.file.classAround(of.scope);
  if (owner < 0 || name !== constructorOf(of.file)) return { called: [name], constructed: [] };
  const names = new Set([of.file.scope(owner).name]);
  const walk = (className: string): void => {
    for (const subclass of linker.callSites.subclassesOf(className)) {
      const subName = subclass.file.scope(subclass.scope).name;
      if (!names.has(subName)) {
        names.add(subName);
        walk(subName);
      }
    }
  };
  walk(of.file.scope(owner).name);
  return { called: [...names], constructed: [...names] };
}

/** Calls that may enter a function, by their names. */
export function sitesFor(linker: Linker, of: FunctionRef, name: string): readonly CallSite[] {
  const { called, constructed } = namesCalling(linker, of, name);
  return [...called.flatMap((one) => linker.callSites.of(one)), ...constructed.flatMap((one) => linker.callSites.constructing(one))];
}

/** `open = lambda s: …` is called by the name it is given. */
function lambdaNames(of: FunctionRef): readonly string[] {
  let names = namesOfLambdas.get(of.file);
  if (names === undefined) namesOfLambdas.set(of.file, (names = findLambdaNames(of.file)));
  return names.get(of.scope) ?? [];
}

/** TypeScript has thousands of functions without a name. */
const namesOfLambdas = new WeakMap<SourceFile, ReadonlyMap<number, readonly string[]>>();

function findLambdaNames(file: SourceFile): ReadonlyMap<number, readonly string[]> {
  const names = new Map<number, string[]>();
  for (const binding of file.facts.bindings) {
    if (binding.kind !== 'assign' || binding.name === '' || file.kind(binding.value) !== Node.Lambda) continue;
    const scope = file.a(binding.value);
    names.set(scope, [...(names.get(scope) ?? []), binding.name]);
  }
  return names;
}

