import type { SourceFile } from '../../link/source-file';

/** Whether a scope is another one, or within it. */
export function isWithin(file: SourceFile, scope: number, outer: number): boolean {
  if (outer === 0) return true;
  for (let at = scope; at > 0; at = file.scope(at).parent) if (at === outer) return true;
  return false;
}

/** The scope whose variable a name is at a block. */
export function homeOf(file: SourceFile, block: number, name: string): number {
  for (let scope = file.scopeOfBlock(block); scope > 0; scope = file.scope(scope).parent) {
    const bindings = file.bindingsOf(scope).get(name);
    const isOwn = bindings?.every(({ kind }) => kind !== 'global' && kind !== 'nonlocal') === true;
    if (isOwn || file.scope(scope).parameters.some((parameter) => parameter.name === name)) return scope;
  }
  return 0;
}
