/** Type variables: replacing them by what they stand for, and finding that from the arguments of a call. */
import { classInfo, variablesIn } from './class-info';
import { callType } from './calls';
import type { Linker } from './linker';
import { isKnown, mapMembers, membersOf, unionOf, type Type } from './types';

/** @param self what `Self` stands for */
export function substitute(type: Type, variables: ReadonlyMap<string, Type>, self?: Type): Type {
  if (variables.size === 0 && self === undefined) return type;
  const inside = (inner: Type): Type => substitute(inner, variables, self);
  return mapMembers(type, (member) => {
    switch (member.kind) {
      case 'typevar':
        if (member.name === 'Self') return self ?? member;
        return variables.get(member.name) ?? member;
      case 'instance':
        return member.args.length === 0 ? member : { kind: 'instance', of: member.of, args: member.args.map(inside), bridged: member.bridged, origin: member.origin };
      case 'class':
        return member.args.length === 0 ? member : { kind: 'class', of: member.of, args: member.args.map(inside), origin: member.origin };
      case 'awaitable':
        return { ...member, of: inside(member.of) };
      case 'alias':
        return { ...member, of: inside(member.of) };
      case 'tuple':
        return { ...member, items: member.items.map(inside) };
      case 'callable': {
        const returns = inside(member.returns);
        // `type[T]` with T known is the class again.
        if (member.parameters === undefined && member.returns.kind === 'typevar' && returns.kind === 'instance') {
          return { kind: 'class', of: returns.of, args: returns.args };
        }
        return { ...member, parameters: member.parameters?.map(inside), returns };
      }
      default:
        return member;
    }
  });
}

/** Whether a type mentions a type variable at all. */
export function isGeneric(type: Type): boolean {
  switch (type.kind) {
    case 'typevar':
      return true;
    case 'instance':
    case 'class':
      return type.args.some(isGeneric);
    case 'awaitable':
    case 'alias':
      return isGeneric(type.of);
    case 'tuple':
      return type.items.some(isGeneric);
    case 'callable':
      return isGeneric(type.returns) || (type.parameters?.some(isGeneric) ?? false);
    case 'union':
      return type.members.some(isGeneric);
    default:
      return false;
  }
}

/** The type variables that a type mentions, each once, in the order in which they stand there. */
export function variablesNamed(type: Type): readonly string[] {
  const names = new Set<string>();
  const visit = (inner: Type): void => {
    if (!isGeneric(inner)) return;
    switch (inner.kind) {
      case 'typevar':
        names.add(inner.name);
        break;
      case 'instance':
      case 'class':
        inner.args.forEach(visit);
        break;
      case 'awaitable':
      case 'alias':
        visit(inner.of);
        break;
      case 'tuple':
        inner.items.forEach(visit);
        break;
      case 'callable':
        inner.parameters?.forEach(visit);
        visit(inner.returns);
        break;
      case 'union':
        inner.members.forEach(visit);
        break;
      default:
    }
  };
  visit(type);
  return [...names];
}

/** Collects what the variables in a parameter's type must be for an argument of this type. */
export function solve(linker: Linker, parameter: Type, argument: Type, into: Map<string, Type>, depth = 0): void {
  if (depth > 6 || !isGeneric(parameter)) return;
  for (const wanted of membersOf(parameter)) {
    switch (wanted.kind) {
      case 'typevar': {
        const before = into.get(wanted.name);
        if (isKnown(argument)) into.set(wanted.name, before === undefined ? argument : unionOf([before, argument]));
        break;
      }
      case 'instance':
        for (const given of membersOf(argument)) solveInstance(linker, wanted, given, into, depth);
        break;
      case 'awaitable':
        for (const given of membersOf(argument)) if (given.kind === 'awaitable') solve(linker, wanted.of, given.of, into, depth + 1);
        break;
      case 'tuple':
        for (const given of membersOf(argument)) {
          if (given.kind === 'tuple') wanted.items.forEach((item, index) => solve(linker, item, given.items[index] ?? { kind: 'unknown' }, into, depth + 1));
        }
        break;
      case 'callable':
        if (argument.kind !== 'unknown' && argument.kind !== 'external') solve(linker, wanted.returns, callType(linker, argument), into, depth + 1);
        break;
      default:
    }
  }
}

function solveInstance(linker: Linker, wanted: Type & { kind: 'instance' }, given: Type, into: Map<string, Type>, depth: number): void {
  if (given.kind === 'tuple' && wanted.args.length === 1) {
    for (const item of given.items) solve(linker, wanted.args[0] ?? item, item, into, depth + 1);
  }
  if (given.kind !== 'instance') return;
  const info = classInfo(linker, given.of);
  const target = classInfo(linker, wanted.of);
  const applied = info.order.find((candidate) => candidate.of.file === wanted.of.file && candidate.of.scope === wanted.of.scope);
  if (applied === undefined) return;
  const variables = variablesIn(info, applied, given.args);
  wanted.args.forEach((argument, index) => {
    const found = variables.get(target.variables[index] ?? '');
    if (found !== undefined) solve(linker, argument, found, into, depth + 1);
  });
}
