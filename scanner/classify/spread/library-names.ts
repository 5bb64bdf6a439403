/** Names of the described libraries by which objects of the migration come into a project. */
import { declaredAttribute } from '../../link/classes';
import { exported } from '../../link/names';
import type { Linker } from '../../link/linker';
import type { Carriers } from './carries';

export interface LibraryNames {
  /** Classes, functions and variables of modules: `Session`, `create_engine`. */
  readonly sources: ReadonlySet<string>;
  /** Members through which an object gives what it holds: `begin`, `get`. */
  readonly members: ReadonlySet<string>;
}

/**
 * @param sources tells what gives an object by itself
 * @param members tells the same, and what gives back what was put in
 */
export function libraryNames(linker: Linker, sources: Carriers, members: Carriers): LibraryNames {
  const names = { sources: new Set<string>(), members: new Set<string>() };
  for (const file of linker.libraries) {
    for (const name of file.bindingsOf(0).keys()) {
      const type = exported(linker, file, name);
      if (type !== undefined && sources.has(type)) names.sources.add(name);
    }
    for (const [scope, info] of file.facts.scopes.entries()) {
      if (info.kind !== 'class') continue;
      const isFollowed = sources.has({ kind: 'instance', of: { file, scope }, args: [] });
      for (const name of file.bindingsOf(scope).keys()) {
        const type = declaredAttribute(linker, { file, scope }, name);
        if (type === undefined || !members.has(type)) continue;
        names.members.add(name);
        // `query.session`: queries are not followed, what they keep is looked for by its name.
        if (!isFollowed && sources.has(type)) names.sources.add(name);
      }
    }
  }
  return names;
}
