/** Classes of libraries whose objects keep an object of the migration, as the repositories of advanced-alchemy do their session. */
import { declaredAttribute } from '../../link/classes';
import { resultOf } from '../../link/functions';
import type { Linker } from '../../link/linker';
import type { ClassRef, Type } from '../../link/types';
import type { Roles } from '../roles';

/** Deeper nested types are no wiring. */
const MAX_DEPTH = 6;

/** What a library says of itself never changes. */
const known = new WeakMap<Roles, Map<string, boolean>>();

/** Whether an attribute or a method of a library's class gives one by itself, whatever was put in. */
export function keepsOne(linker: Linker, roles: Roles, of: ClassRef, depth = 0): boolean {
  let ofRoles = known.get(roles);
  if (ofRoles === undefined) known.set(roles, (ofRoles = new Map<string, boolean>()));
  const key = `${of.file.id} ${of.scope}`;
  const before = ofRoles.get(key);
  if (before !== undefined) return before;
  // A class that mentions itself keeps nothing more by that.
  ofRoles.set(key, false);
  const found = [...of.file.bindingsOf(of.scope).keys()].some((name) => {
    const type = declaredAttribute(linker, of, name);
    return type !== undefined && mentions(linker, roles, type, depth);
  });
  ofRoles.set(key, found);
  return found;
}

function mentions(linker: Linker, roles: Roles, type: Type, depth: number): boolean {
  const inside = (inner: Type): boolean => mentions(linker, roles, inner, depth + 1);
  if (depth > MAX_DEPTH) return false;
  switch (type.kind) {
    case 'instance': {
      const role = roles.ofInstance(type)?.role;
      if (role !== undefined) return role !== 'model-base' && role !== 'query';
      return type.args.some(inside) || (type.of.file.library && keepsOne(linker, roles, type.of, depth + 1));
    }
    case 'function':
      return inside(resultOf(linker, type.of));
    case 'callable':
      return inside(type.returns);
    case 'awaitable':
      return inside(type.of);
    case 'union':
      return type.members.some(inside);
    default:
      return false;
  }
}
