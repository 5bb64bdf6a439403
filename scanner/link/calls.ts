/** What a call gives. */
import { Node } from '../facts';
import { typeOfAnnotation } from './annotations';
import { classInfo, variablesIn } from './class-info';
import { attributeOf, constructorOf, declaredAttribute } from './classes';
import { typeOf } from './expressions';
import { methodKindOf, resultOf } from './functions';
import { aroundCall } from './injection';
import type { Linker } from './linker';
import { overloadFor } from './overloads';
import { iterated } from './protocols';
import { isGeneric, solve, substitute } from './type-variables';
import type { SourceFile } from './source-file';
import { UNKNOWN, carried, mapMembers, membersOf, withoutNone, type FunctionRef, type Type, type TypeOf } from './types';

/** The arguments of a call: those of a call node, or types given by the evaluator itself. */
export interface Site {
  readonly file?: SourceFile;
  readonly node?: number;
  readonly given?: readonly Type[];
}

/** An object whose `__call__` is an object again: `self.__call__ = self` would never end. */
const MAX_CALLS = 4;

export function callType(linker: Linker, callee: Type, site: Site = {}, depth = 0): Type {
  return mapMembers(withoutNone(callee), (member) => {
    switch (member.kind) {
      case 'function':
        return called(linker, member, site);
      case 'class':
        return constructed(linker, member, site);
      case 'instance': {
        const method = attributeOf(linker, member, '__call__');
        if (method.kind === 'external') return method;
        const isCalled = depth < MAX_CALLS && (method.kind === 'function' || method.kind === 'union' || method.kind === 'callable');
        return isCalled ? carried(member, callType(linker, method, site, depth + 1)) : UNKNOWN;
      }
      case 'callable':
        return member.returns;
      case 'lambda':
        return resultOf(linker, member.of);
      case 'external':
        return member;
      case 'missing':
        return member;
      default:
        return UNKNOWN;
    }
  });
}

function called(linker: Linker, callee: TypeOf<'function'>, site: Site): Type {
  const special = callee.of.file.library ? aroundCall(linker, linker.qualifiedName(callee.of), site) : undefined;
  if (special !== undefined) return special;
  const of = callee.of.file.library ? overloadFor(linker, callee.of, callee.self !== undefined, site) : callee.of;
  const result = resultOf(linker, of);
  const variables = new Map<string, Type>();
  let self: Type | undefined = callee.self;
  if (callee.self?.kind === 'instance' || callee.self?.kind === 'class') {
    const info = classInfo(linker, callee.self.of);
    const applied = info.order.find((candidate) => candidate.of.file === callee.of.file && candidate.of.scope === callee.of.file.classAround(callee.of.scope));
    if (applied !== undefined) for (const [name, type] of variablesIn(info, applied, callee.self.args)) variables.set(name, type);
    // `Self` in a class method is an instance.
    if (callee.self.kind === 'class') self = { kind: 'instance', of: callee.self.of, args: callee.self.args };
  }
  if (isGeneric(result)) solveArguments(linker, of, callee.self !== undefined, site, variables);
  return substitute(result, variables, self);
}

function constructed(linker: Linker, cls: TypeOf<'class'>, site: Site): Type {
  const info = classInfo(linker, cls.of);
  if (info.variables.length === 0 || cls.args.length > 0) return { kind: 'instance', of: cls.of, args: cls.args, origin: cls.origin };
  const variables = new Map<string, Type>();
  for (const applied of info.order) {
    const init = declaredAttribute(linker, applied.of, constructorOf(applied.of.file));
    if (init?.kind !== 'function') continue;
    solveArguments(linker, init.of, true, site, variables);
    break;
  }
  return { kind: 'instance', of: cls.of, args: info.variables.map((name) => variables.get(name) ?? info.bounds.get(name) ?? UNKNOWN), origin: cls.origin };
}

/** Finds what the variables in a function's parameters stand for at a call; a default speaks where no argument is given. */
function solveArguments(linker: Linker, of: FunctionRef, bound: boolean, site: Site, into: Map<string, Type>): void {
  const { parameters } = of.file.scope(of.scope);
  const first = bound && methodKindOf(linker, of) !== 'static' ? 1 : 0;
  parameters.slice(first).forEach((parameter, index) => {
    const wanted = typeOfAnnotation(linker, of.file, parameter.annotation);
    if (!isGeneric(wanted)) return;
    if (parameter.kind === 'variadic') {
      for (const argument of site.given?.slice(index) ?? positionalFrom(linker, site, index)) solve(linker, wanted, argument, into);
      return;
    }
    const argument = argumentType(linker, site, index, parameter.name, parameter.kind !== 'keyword-only');
    if (argument !== undefined) solve(linker, wanted, argument, into);
    else if (parameter.default !== 0) solve(linker, wanted, typeOf(linker, of.file, parameter.default), into);
  });
}

function positionalFrom(linker: Linker, site: Site, index: number): Type[] {
  const { file, node } = site;
  if (file === undefined || node === undefined) return [];
  const of = (argument: number): Type => (file.kind(argument) === Node.Starred ? iterated(linker, typeOf(linker, file, file.a(argument)), false) : typeOf(linker, file, argument));
  return file.argumentsOf(node).positional.slice(index).map(of);
}

/** The type of the argument for a parameter; undefined where none is given. */
export function argumentType(linker: Linker, site: Site, index: number, name: string, positional = true): Type | undefined {
  if (site.given !== undefined) return positional ? site.given[index] : undefined;
  const { file, node } = site;
  if (file === undefined || node === undefined) return undefined;
  const argument = argumentNode(file, node, index, name, positional);
  return argument === 0 ? undefined : typeOf(linker, file, argument);
}

/** The argument node of a call for a parameter, by name or position; 0 where none is given or a `*spread` hides it. */
export function argumentNode(file: SourceFile, call: number, index: number, name: string, positional = true): number {
  // Asked for every call of a name and every parameter: without a list of its own for each.
  let position = 0;
  let found = 0;
  let hidden = false;
  const list = file.b(call);
  const count = file.lengthOf(list);
  for (let at = 0; at < count; at++) {
    const argument = file.item(list, at);
    const kind = file.kind(argument);
    if (kind === Node.Keyword) {
      if (file.name(file.a(argument)) === name) return file.b(argument);
    } else if (kind !== Node.DoubleStarred) {
      if (kind === Node.Starred && position <= index) hidden = true;
      if (position++ === index) found = argument;
    }
  }
  return positional && !hidden ? found : 0;
}

/** Functions that a call enters: methods and constructors found through the callee's type. */
export function targetsOf(linker: Linker, callee: Type): readonly TypeOf<'function'>[] {
  return membersOf(callee).flatMap((member): readonly TypeOf<'function'>[] => {
    if (member.kind === 'function') return [member];
    if (member.kind === 'callable' && member.behind !== undefined) return [{ kind: 'function', ...member.behind }];
    if (member.kind === 'class') {
      const init = attributeOf(linker, { kind: 'instance', of: member.of, args: [] }, constructorOf(member.of.file));
      return membersOf(init).flatMap((method) => (method.kind === 'function' ? [method] : []));
    }
    // `super(repository)` of TypeScript calls the base's constructor.
    if (member.kind === 'super') return membersOf(attributeOf(linker, member, constructorOf(member.of.file))).flatMap((method) => (method.kind === 'function' ? [method] : []));
    if (member.kind === 'instance') {
      const method = attributeOf(linker, member, '__call__');
      return method.kind === 'function' ? [method] : [];
    }
    return [];
  });
}
