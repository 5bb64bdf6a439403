/** Entering, iterating, awaiting and unpacking values. */
import { attributeOf, methodResult } from './classes';
import type { PathPart } from '../facts';
import { collection } from './expressions';
import type { Linker } from './linker';
import { UNKNOWN, carried, mapMembers, unionOf, withoutNone, type Type } from './types';

/** What `with value as x` binds; for the wrong kind of `with` what the right one would. */
export function entered(linker: Linker, value: Type, isAsync: boolean): Type {
  return mapMembers(withoutNone(value), (member) => {
    if (member.kind === 'instance') {
      const plain = (): Type | undefined => methodResult(linker, member, '__enter__');
      const asynchronous = (): Type | undefined => {
        const result = methodResult(linker, member, '__aenter__');
        return result === undefined ? undefined : awaited(linker, result);
      };
      const result = isAsync ? (asynchronous() ?? plain()) : (plain() ?? asynchronous());
      return result === undefined ? UNKNOWN : carryBridge(member, result);
    }
    if (member.kind === 'external' || member.kind === 'missing') return member;
    if (member.kind === 'awaitable') return entered(linker, member.of, isAsync);
    return UNKNOWN;
  });
}

/** A session entered once more is still the bridge's. */
function carryBridge(from: Type, to: Type): Type {
  const type = carried(from, to);
  if (from.kind !== 'instance' || from.bridged !== true) return type;
  return mapMembers(type, (member) => (member.kind === 'instance' ? { ...member, bridged: true } : member));
}

/** What `for x in value` binds. */
export function iterated(linker: Linker, value: Type, isAsync: boolean): Type {
  return mapMembers(withoutNone(value), (member) => {
    switch (member.kind) {
      case 'instance': {
        // `next(get_db())` on an async generator fails when it runs; what is meant is still clear.
        // `for await` takes a plain list of promises as well.
        const asynchronous = methodResult(linker, member, '__iter__') === undefined || (isAsync && methodResult(linker, member, '__aiter__') !== undefined);
        const [start, step] = asynchronous ? ['__aiter__', '__anext__'] : ['__iter__', '__next__'];
        const iterator = methodResult(linker, member, start);
        if (iterator === undefined) return member.of.file.library ? { kind: 'external', path: 'builtins.object' } : UNKNOWN;
        return mapMembers(iterator, (inner) => {
          if (inner.kind !== 'instance') return inner.kind === 'external' ? inner : UNKNOWN;
          const item = methodResult(linker, inner, step) ?? UNKNOWN;
          return carried(member, asynchronous || isAsync ? awaited(linker, item) : item);
        });
      }
      case 'tuple':
        return unionOf(member.items);
      case 'external':
      case 'missing':
        return member;
      case 'dict':
      case 'literal':
        return { kind: 'external', path: 'builtins.str' };
      default:
        return UNKNOWN;
    }
  });
}

/** What `await value` gives; a value that cannot be awaited stays itself, so that what follows is still understood. */
export function awaited(linker: Linker, value: Type): Type {
  return mapMembers(withoutNone(value), (member) => {
    if (member.kind === 'awaitable') return carried(member, member.isPromise === true ? awaited(linker, member.of) : member.of);
    if (member.kind !== 'instance') return member;
    const generator = methodResult(linker, member, '__await__');
    if (generator === undefined || generator.kind !== 'instance') return member;
    return generator.args[2] ?? UNKNOWN;
  });
}

/** Whether `await` on the value is right; undefined where that is not known. */
export function isAwaitable(linker: Linker, value: Type): boolean | undefined {
  if (value.kind === 'awaitable') return true;
  if (value.kind === 'instance') return methodResult(linker, value, '__await__') !== undefined;
  return value.kind === 'unknown' || value.kind === 'external' || value.kind === 'never' || value.kind === 'missing' ? undefined : false;
}

/** The part of a value that lands at a place of a target: `[1]` for `b` in `a, b = value`, `['b']` in `{ b } = value`. */
export function unpacked(linker: Linker, value: Type, path: readonly PathPart[]): Type {
  let type = value;
  for (const index of path) {
    if (typeof index === 'string') {
      type = attributeOf(linker, type, index);
      continue;
    }
    // `first, *rest = sessions`: of a list the rest is a list of the same.
    if (index < 0) return mapMembers(type, (member) => (member.kind === 'instance' ? collection(linker, 'builtins.list', iterated(linker, member, false)) : UNKNOWN));
    type = mapMembers(type, (member) => (member.kind === 'tuple' ? (member.items[index] ?? UNKNOWN) : iterated(linker, member, false)));
  }
  return type;
}
