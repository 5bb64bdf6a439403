/** Classes of libraries whose objects keep an object of the migration, as the repositories of advanced-alchemy do their session. */
import { declaredAttribute } from '../../link/classes';
import { resultOf } from '../../link/functions';
import type { Linker } from '../../link/linker';
import type { ClassRef, Type } from '../../link/types';
import type { Roles } from '../roles';

/** Deeper nested types are no wiring. */
const MAX_DEPTH = 6;

/** What the attributes and methods of a class give. */
interface Given {
  /** One of them gives an object of the migration. */
  isOne: boolean;
  /** Classes of libraries whose objects they give. */
  readonly classes: ClassRef[];
}

/** What a library says of itself never changes. */
const givenBy = new WeakMap<Roles, Map<string, Given>>();

/** Whether an attribute or a method of a library's class gives one by itself, whatever was put in. */
export function keepsOne(linker: Linker, roles: Roles, of: ClassRef): boolean {
  let known = givenBy.get(roles);
  if (known === undefined) givenBy.set(roles, (known = new Map<string, Given>()));
  const seen = new Map([[keyOf(of), of]]);
  // A map grows while it is walked. Classes mention each other in circles: what one of them keeps is the same whichever is asked about first.
  for (const [key, next] of seen) {
    let given = known.get(key);
    if (given === undefined) known.set(key, (given = whatGives(linker, roles, next)));
    if (given.isOne) return true;
    for (const other of given.classes) seen.set(keyOf(other), other);
  }
  return false;
}

function keyOf({ file, scope }: ClassRef): string {
  return `${file.id} ${scope}`;
}

function whatGives(linker: Linker, roles: Roles, of: ClassRef): Given {
  const given: Given = { isOne: false, classes: [] };
  for (const name of of.file.bindingsOf(of.scope).keys()) {
    const type = declaredAttribute(linker, of, name);
    if (type !== undefined) collect(linker, roles, type, 0, given);
    if (given.isOne) break;
  }
  return given;
}

function collect(linker: Linker, roles: Roles, type: Type, depth: number, into: Given): void {
  const inside = (inner: Type): void => collect(linker, roles, inner, depth + 1, into);
  if (depth > MAX_DEPTH) return;
  switch (type.kind) {
    case 'instance': {
      const role = roles.ofInstance(type)?.role;
      if (role !== undefined) {
        if (role !== 'model-base' && role !== 'query') into.isOne = true;
        return;
      }
      type.args.forEach(inside);
      if (type.of.file.library) into.classes.push(type.of);
      return;
    }
    case 'function':
      inside(resultOf(linker, type.of));
      return;
    case 'callable':
      inside(type.returns);
      return;
    case 'awaitable':
      inside(type.of);
      return;
    case 'union':
      type.members.forEach(inside);
      return;
    default:
  }
}
