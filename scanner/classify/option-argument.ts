/** Calls that meant something else with a key, or with a plain condition, than with an object of options: `findOne(id)`. */
import { Node } from '../facts';
import { lastName } from '../link/call-sites';
import { declaredAttribute } from '../link/classes';
import { typeOf } from '../link/expressions';
import type { SourceFile } from '../link/source-file';
import { isKnown, membersOf, type Type } from '../link/types';
import type { Context } from './context';

/** `options`: an object of options, nothing at all, or nobody knows. `other`: certainly something else. */
export type Given = 'options' | 'other' | 'perhaps';

/** @param position of the argument; undefined where all calls count */
export function givenInsteadOfOptions(context: Context, file: SourceFile, call: number, position: number | undefined): Given {
  if (position === undefined) return 'other';
  const { positional } = file.argumentsOf(call);
  const argument = positional[position] ?? 0;
  if (argument === 0 || positional.slice(0, position + 1).some((before) => file.kind(before) === Node.Starred)) return 'options';
  if (file.kind(argument) === Node.Format) return 'other';
  const type = typeOf(context.linker, file, argument);
  if (!isKnown(type)) return KEY.test(lastName(file, argument)) ? 'perhaps' : 'options';
  return membersOf(type).filter((member) => member.kind !== 'none').every((member) => isOther(context, member)) ? 'other' : 'options';
}

/** What keys are called. */
const KEY = /^(id|ids|uuid|pk)$|(Id|ID|Ids|IDs|Uuid|_id|_ids)$/;
const KEY_TYPES = new Set(['builtins.string', 'builtins.number', 'builtins.bigint', 'builtins.Date']);

function isOther(context: Context, type: Type): boolean {
  switch (type.kind) {
    case 'literal':
      return true;
    case 'dict': {
      const keys = [...type.entries.keys()];
      return keys.length > 0 && keys.every((key) => !context.pack.optionKeys.has(key));
    }
    case 'tuple':
      return true;
    case 'instance': {
      if (type.of.file.library) return KEY_TYPES.has(context.linker.qualifiedName(type.of));
      // The type `{ where: … }` of the project.
      const names = type.of.file.bindingsOf(type.of.scope);
      return names.size > 0 && [...context.pack.optionKeys].every((key) => declaredAttribute(context.linker, type.of, key) === undefined);
    }
    default:
      return false;
  }
}
