/** Of several descriptions of one library function the one that fits the texts a call passes: `listens_for(Session, "before_flush")`. */
import { Node } from '../facts';
import { argumentType, type Site } from './calls';
import { lastName } from './call-sites';
import type { Linker } from './linker';
import type { SourceFile } from './source-file';
import type { FunctionRef } from './types';

/** The first of the overloads of `of` whose `Literal` parameters hold what is passed for them, else the last. */
export function overloadFor(linker: Linker, of: FunctionRef, isBound: boolean, site: Site): FunctionRef {
  const overloads = overloadsIn(of.file).get(of.scope) ?? [];
  return overloads.find((overload) => fits(linker, overload, isBound, site)) ?? of;
}

function fits(linker: Linker, { file, scope }: FunctionRef, isBound: boolean, site: Site): boolean {
  return file.scope(scope).parameters.slice(isBound ? 1 : 0).every((parameter, index) => {
    const texts = textsIn(file, parameter.annotation);
    if (texts === undefined) return true;
    const argument = argumentType(linker, site, index, parameter.name, parameter.kind !== 'keyword-only');
    return argument?.kind === 'literal' && texts.has(argument.text);
  });
}

/** `Literal["before_flush", "after_flush"]`, or a name for that; undefined for other annotations. */
function textsIn(file: SourceFile, annotation: number): ReadonlySet<string> | undefined {
  if (file.kind(annotation) === Node.Name) {
    const [alias] = file.bindingsOf(0).get(file.name(file.a(annotation))) ?? [];
    return alias?.kind === 'assign' ? textsIn(file, alias.value) : undefined;
  }
  if (file.kind(annotation) !== Node.Subscript || lastName(file, file.a(annotation)) !== 'Literal') return undefined;
  const index = file.b(annotation);
  const items = file.kind(index) === Node.Tuple ? [...file.list(file.a(index))] : [index];
  return new Set(items.map((item) => file.name(file.a(item))));
}

const ofFiles = new WeakMap<SourceFile, ReadonlyMap<number, readonly FunctionRef[]>>();

/** The last definition of a name that has several, which is what the name is bound to, with all of them. */
function overloadsIn(file: SourceFile): ReadonlyMap<number, readonly FunctionRef[]> {
  const known = ofFiles.get(file);
  if (known !== undefined) return known;
  const found = new Map<number, readonly FunctionRef[]>();
  const byName = new Map<string, number[]>();
  for (const [scope, { kind, name, parent, decorators }] of file.facts.scopes.entries()) {
    if (kind !== 'function' || !decorators.some((decorator) => lastName(file, decorator) === 'overload')) continue;
    const key = `${parent} ${name}`;
    byName.set(key, [...(byName.get(key) ?? []), scope]);
  }
  for (const scopes of byName.values()) found.set(Math.max(...scopes), scopes.map((scope) => ({ file, scope })));
  ofFiles.set(file, found);
  return found;
}
