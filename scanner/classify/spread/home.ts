import type { SourceFile } from '../../link/source-file';

/** The scope whose variable a name is at a block. */
export function homeOf(file: SourceFile, block: number, name: string): number {
  for (let scope = file.scopeOfBlock(block); scope > 0; scope = file.scope(scope).parent) {
    const bindings = file.bindingsOf(scope).get(name);
    const isOwn = bindings?.every(({ kind }) => kind !== 'global' && kind !== 'nonlocal') === true;
    if (isOwn || file.scope(scope).parameters.some((parameter) => parameter.name === name)) return scope;
  }
  return 0;
}
