/** Which names of a Python module a star import brings. */
import { Node } from '../facts';
import type { SourceFile } from './source-file';

/** Whether `from module import *` brings a name that the module binds: what `__all__` lists, else what has no underscore in front. */
export function isPublic(file: SourceFile, name: string): boolean {
  const listed = listedIn(file);
  return listed === null ? !name.startsWith('_') : listed.has(name);
}

const known = new WeakMap<SourceFile, ReadonlySet<string> | null>();

/** The names in `__all__`; null where there is none, or one that is not spelled out. */
function listedIn(file: SourceFile): ReadonlySet<string> | null {
  file.noteRead();
  let listed = known.get(file);
  if (listed === undefined) known.set(file, (listed = findListed(file)));
  return listed;
}

function findListed(file: SourceFile): ReadonlySet<string> | null {
  const bindings = file.bindingsOf(0).get('__all__') ?? [];
  const names = new Set<string>();
  for (const { value } of bindings) {
    if (file.kind(value) !== Node.Tuple && file.kind(value) !== Node.List) return null;
    for (const item of file.list(file.a(value))) {
      if (file.kind(item) !== Node.String) return null;
      names.add(file.name(file.a(item)));
    }
  }
  return bindings.length === 0 ? null : names;
}
