/** Symbols that a pack names and its library does not define: a slip there would silently count nothing. */
import { nearest } from '../../lib/documents/nearest';
import type { Complaint } from '../../lib/documents/read-document';
import type { FileFacts } from '../facts';
import type { PackDocument } from './document';
import { libraryOf } from './library-facts';
import type { Pack } from './pack';

export function unknownSymbols(document: PackDocument, pack: Pack): Complaint[] {
  const known = new Set(libraryOf(pack).flatMap(({ module = '', facts }) => definedNames(facts).map((name) => `${module}.${name}`)));
  const complain = (path: readonly PropertyKey[], name: string): Complaint[] => (known.has(name) ? [] : [{ path, sentence: sentenceOf(name, known) }]);
  const found: Complaint[] = [];
  for (const side of ['legacy', 'target'] as const) {
    for (const group of ['classes', 'functions', 'mentions'] as const) {
      for (const name of Object.keys(document[side][group] ?? {})) found.push(...complain([side, group, name], name));
    }
    for (const [name, entry] of Object.entries(document[side].classes ?? {})) {
      for (const method of Object.keys(entry?.operations ?? {})) found.push(...unknownOperation([side, 'classes', name, 'operations', method], name, method, known));
    }
    for (const [index, name] of (document[side].mixins ?? []).entries()) found.push(...complain([side, 'mixins', index], name));
  }
  for (const key of ['passing', 'bridges'] as const) for (const [index, name] of (document[key] ?? []).entries()) found.push(...complain([key, index], name));
  for (const [index, hint] of (document.hints ?? []).entries()) {
    found.push(...complain(['hints', index, 'gives'], hint.gives), ...hint.argument.flatMap((name, at) => complain(['hints', index, 'argument', at], name)));
  }
  return found;
}

/** A method may come from a base; one that no class of the library has is a slip. */
function unknownOperation(path: readonly PropertyKey[], cls: string, method: string, known: ReadonlySet<string>): Complaint[] {
  if (!known.has(cls) || known.has(`${cls}.${method}`)) return [];
  const suffix = `.${method}`;
  if ([...known].some((name) => name.endsWith(suffix))) return [];
  const meant = nearest(method, [...known].flatMap((name) => (name.startsWith(`${cls}.`) ? [name.slice(cls.length + 1)] : [])));
  return [{ path, sentence: `the library's description of ${cls} has no such method${meant === null ? '' : `, did you mean ${meant}?`}` }];
}

function sentenceOf(name: string, known: ReadonlySet<string>): string {
  const meant = nearest(name, known);
  return meant === null ? 'expected something that the library description defines under this module' : `the library description defines no such name, did you mean ${meant}?`;
}

/** `Session`, `Session.get`, `get`: classes and functions, with those within classes. */
function definedNames(facts: FileFacts): string[] {
  return facts.scopes.flatMap((scope) => {
    if (scope.name === '' || (scope.kind !== 'class' && scope.kind !== 'function')) return [];
    const parent = facts.scopes[scope.parent];
    return parent?.kind === 'class' ? [`${parent.name}.${scope.name}`] : [scope.name];
  });
}
