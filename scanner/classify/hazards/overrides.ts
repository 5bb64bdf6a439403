/** Methods of subclasses in the project that take the place of a method. */
import type { Linker } from '../../link/linker';
import type { FunctionRef } from '../../link/types';

export function overridesOf(linker: Linker, { file, scope }: FunctionRef): readonly FunctionRef[] {
  const owner = file.classAround(scope);
  if (owner < 0) return [];
  const method = file.scope(scope).name;
  const found: FunctionRef[] = [];
  const seen = new Set<string>();
  const walk = (className: string): void => {
    if (seen.has(className)) return;
    seen.add(className);
    for (const below of linker.callSites.subclassesOf(className)) {
      const own = below.file.bindingsOf(below.scope).get(method)?.find((binding) => binding.kind === 'definition');
      if (own !== undefined && below.file.scope(own.row).kind === 'function') found.push({ file: below.file, scope: own.row });
      walk(below.file.scope(below.scope).name);
    }
  };
  walk(file.scope(owner).name);
  return found;
}
