/** What a name means at a place: scopes outwards, bindings that reach it, imports, builtins. */
import type { Binding, Scope } from '../facts';
import { aliasOf, typeOfAnnotation } from './annotations';
import { attributeOf } from './classes';
import { functionType } from './functions';
import type { Linker } from './linker';
import type { ModuleTarget } from './modules';
import { parameterType } from './parameters';
import { isPublic } from './public-names';
import { dictPutInto, elementsPutInto } from './put-into';
import { reachingBindings } from './reaching';
import type { SourceFile } from './source-file';
import { isOpenEnded, outsideStar, throughStars } from './star-imports';
import { entered, iterated, unpacked } from './protocols';
import { collection, typeOf } from './expressions';
import { NEVER, UNKNOWN, because, isKnown, membersOf, unionOf, type Type } from './types';

const NO_BINDINGS: readonly Binding[] = [];

/** After everything in a scope. */
const END = Number.MAX_SAFE_INTEGER;

/** The value of a name as used at an offset of a block; undefined where nothing in the project or library binds it. */
export function lookup(linker: Linker, file: SourceFile, block: number, at: number, name: string): Type | undefined {
  if (file.host !== undefined) return lookup(linker, file.host.file, file.host.block, file.host.at, name);
  let scope = file.scopeOfBlock(block);
  let fromInside = false;
  for (;;) {
    const info = file.scope(scope);
    const found = info.kind === 'class' && (fromInside || isTypeScript(file)) ? receiverIn(file, scope, name) : lookupIn(linker, file, scope, block, scope === 0 && fromInside ? END : at, name);
    if (found !== undefined) return found;
    if (info.typeParameters.includes(name)) return typeVariable(linker, file, info, name);
    if (scope === 0) break;
    fromInside = true;
    [scope, block, at] = outwards(file, scope, info, name);
  }
  const star = starImported(linker, file, name);
  if (star !== undefined) return star;
  const builtins = linker.modules.library('builtins');
  return builtins === undefined || file === builtins ? undefined : exported(linker, builtins, name);
}

function typeVariable(linker: Linker, file: SourceFile, { typeParameters, bounds }: Scope, name: string): Type {
  const bound = bounds[typeParameters.indexOf(name)] ?? 0;
  return { kind: 'typevar', name, bound: bound === 0 ? undefined : typeOfAnnotation(linker, file, bound) };
}

/** TypeScript's fields are reached through `this` alone, which is the object in their initializers too. */
function receiverIn(file: SourceFile, scope: number, name: string): Type | undefined {
  return name === 'this' && isTypeScript(file) ? { kind: 'instance', of: { file, scope }, args: [] } : undefined;
}

function isTypeScript(file: SourceFile): boolean {
  return file.facts.language === 'typescript';
}

/** The scope around one, and the place in it from which the inner one looks out. */
function outwards(file: SourceFile, scope: number, info: Scope, name: string): [number, number, number] {
  const bindings = file.bindingsOf(scope).get(name) ?? [];
  if (bindings.some((binding) => binding.kind === 'global')) return [0, 0, END];
  const block = file.definitionOf(scope)?.block ?? file.facts.blocks[info.block]?.parent ?? 0;
  return [info.parent, block, info.start];
}

function lookupIn(linker: Linker, file: SourceFile, scope: number, block: number, at: number, name: string): Type | undefined {
  const bindings = seenFrom(file, file.bindingsOf(scope).get(name) ?? NO_BINDINGS, scope, block);
  const { parameters } = file.scope(scope);
  const parameter = parameters.length === 0 ? -1 : parameters.findIndex((candidate) => candidate.name === name);
  if (bindings.length === 0 && parameter < 0) return undefined;
  const [only] = bindings;
  if (only !== undefined && bindings.length === 1 && parameter < 0 && isPlain(only)) return bindingType(linker, file, only);
  if (bindings.some((binding) => binding.kind === 'global' || binding.kind === 'nonlocal')) return undefined;
  const reaching = reachingBindings(file, bindings, block, at);
  if (only !== undefined && bindings.length === 1 && parameter < 0 && reaching.bindings.length === 1) return bindingType(linker, file, only);
  const types = withoutFallbacks(file, reaching.bindings).map((binding) => bindingType(linker, file, binding));
  // Functions that declare the name `global` or `nonlocal` give it its value at some other time.
  if (reaching.bindings.length !== bindings.length && file.scope(scope).kind !== 'class') {
    for (const binding of bindings) {
      if (binding.kind !== 'named' && file.scopeOfBlock(binding.block) !== scope && !reaching.bindings.includes(binding)) types.push(bindingType(linker, file, binding));
    }
  }
  if (parameter >= 0 && reaching.initial) types.push(parameterType(linker, file, scope, parameter));
  return unionOf(types.filter((type) => type.kind !== 'none' || types.length === 1));
}

/** The bindings of the variable that a block sees: of `let` and `const` the innermost around it. */
export function seenFrom(file: SourceFile, bindings: readonly Binding[], scope: number, block: number): readonly Binding[] {
  if (!isTypeScript(file)) return bindings;
  const own = file.scope(scope).block;
  // What `global` and `nonlocal` give a value to is of the whole scope.
  const homeOf = ({ home }: Binding): number => (file.scopeOfBlock(home) === scope ? home : own);
  if (bindings.every((binding) => homeOf(binding) === own)) return bindings;
  for (let at = block; at >= 0; at = file.facts.blocks[at]?.parent ?? -1) {
    const found = bindings.filter((binding) => homeOf(binding) === at);
    if (found.length > 0 || at === own) return found;
  }
  return NO_BINDINGS;
}

/** An import, a class or a function that nothing rebinds means the same wherever it is seen. */
function isPlain(binding: Binding): boolean {
  return binding.kind === 'import' || binding.kind === 'definition';
}

/** `try: from a import x` / `except ImportError: from b import x`: the first is meant, the second is for other versions. */
function withoutFallbacks(file: SourceFile, bindings: readonly Binding[]): readonly Binding[] {
  if (bindings.length < 2 || bindings.every((binding) => binding.kind !== 'import')) return bindings;
  const preferred = bindings.filter((binding) => file.facts.blocks[binding.block]?.kind !== 'except');
  return preferred.length === 0 ? bindings : preferred;
}

/** What `from module import name` gets; undefined where the module does not define it. */
export function exported(linker: Linker, file: SourceFile, name: string): Type | undefined {
  return (file.exports(name) ? lookupIn(linker, file, 0, 0, END, name) : undefined) ?? starImported(linker, file, name);
}

function starImported(linker: Linker, file: SourceFile, name: string): Type | undefined {
  const own = (module: SourceFile): SourceFile | undefined => {
    const bindings = module.exports(name) ? (module.bindingsOf(0).get(name) ?? NO_BINDINGS) : NO_BINDINGS;
    return bindings.length > 0 && bindings.every((binding) => binding.kind !== 'global' && binding.kind !== 'nonlocal') ? module : undefined;
  };
  const tables = (one: SourceFile) => linker.starSources.of(one);
  const source =
    throughStars(linker, tables, file, name, (module) => (isTypeScript(module) || isPublic(module, name) ? own(module) : undefined)) ??
    // Where `__all__` grows by calls that are not followed.
    throughStars(linker, tables, file, `not public ${name}`, own);
  return source === undefined ? undefined : lookupIn(linker, source, 0, 0, END, name);
}

/** An attribute of a module: what it binds, else a submodule. */
export function moduleAttribute(linker: Linker, target: ModuleTarget, name: string): Type {
  if (target.kind !== 'external' && target.file !== undefined) {
    const found = exported(linker, target.file, name);
    if (found !== undefined) return found;
    const other = target.file.facts.language === 'typescript' ? exportedOtherwise(linker, target, target.file, name) : undefined;
    if (other !== undefined) return other;
  }
  const child = linker.modules.child(target, name);
  if (child === undefined) {
    if (target.kind === 'library') return { kind: 'external', path: `${target.key}.${name}` };
    // Only of a module that shows all it has is it certain that it lacks something.
    if (target.kind === 'project' && target.file !== undefined && isOpenEnded(linker, target.file)) return UNKNOWN;
    return { kind: 'missing', module: linker.modules.keyOf(target), name };
  }
  if (child.kind === 'external') return { kind: 'external', path: child.key };
  return { kind: 'module', name: linker.modules.keyOf(child) };
}

/**
 * What TypeScript lets one import that the module does not export by that name: a module as its own default (as Node
 * and bundlers do), attributes of `module.exports = …`, and whatever `export * from 'library'` passes on.
 */
function exportedOtherwise(linker: Linker, target: ModuleTarget, file: SourceFile, name: string): Type | undefined {
  const whole = lookupIn(linker, file, 0, 0, END, 'export=');
  if (name === 'default' || name === 'export=') return whole ?? { kind: 'module', name: linker.modules.keyOf(target) };
  if (whole !== undefined) return attributeOf(linker, whole, name);
  const outside = outsideStar(linker, file);
  return outside === undefined ? undefined : { kind: 'external', path: `${outside}.${name}` };
}

/** The type of what a binding gives its target. */
export function bindingType(linker: Linker, file: SourceFile, binding: Binding): Type {
  return linker.answers.ask(linker.bindingTypes.of(file), binding, () => {
    const type = boundType(linker, file, binding);
    if (binding.target === 0 && binding.kind !== 'import') return type;
    return because(type, file, binding.target === 0 ? binding.at : file.start(binding.target), () => evidenceFor(file, binding));
  });
}

function evidenceFor(file: SourceFile, binding: Binding): string {
  const label = binding.target === 0 ? binding.name : file.describe(binding.target);
  switch (binding.kind) {
    case 'with':
      return `${label} ← ${binding.isAsync ? 'async with' : 'with'} ${file.describe(binding.value)}`;
    case 'for':
      return `${label} ← ${binding.isAsync ? 'async for' : 'for'} … in ${file.describe(binding.value)}`;
    case 'declare':
      return `${label}: ${file.describe(binding.annotation)}`;
    case 'import':
      return `${label} is imported from ${file.facts.imports[binding.row]?.module ?? '?'}`;
    default:
      return binding.value === 0 ? label : `${label} ← ${file.describe(binding.value)}`;
  }
}

function boundType(linker: Linker, file: SourceFile, binding: Binding): Type {
  switch (binding.kind) {
    case 'assign':
    case 'named': {
      const declared = binding.annotation === 0 ? UNKNOWN : typeOfAnnotation(linker, file, binding.annotation);
      const alias = binding.path.length === 0 ? aliasOf(linker, file, binding.value) : undefined;
      if (alias !== undefined) return alias;
      const elements = elementsPutInto(linker, file, binding);
      const dict = elements === undefined ? dictPutInto(linker, file, binding) : undefined;
      const value = dict ?? (elements === undefined ? unpacked(linker, typeOf(linker, file, binding.value), binding.path) : collection(linker, 'builtins.list', elements));
      if (!isKnown(declared)) return value;
      // A class that nothing describes says less than what is seen to be made.
      if (declared.kind === 'external' && membersOf(value).some((member) => member.kind === 'instance')) return value;
      // `makers: dict[str, Any] = {}` says less than what is put into it.
      if (dict !== undefined && declared.kind === 'instance' && !isKnown(declared.args.at(-1) ?? UNKNOWN)) return value;
      // A declared `Session | None` that is given a session holds a session from here on.
      const narrower = membersOf(value).some((member) => member.kind === 'instance');
      return narrower && membersOf(declared).length > 1 ? value : declared;
    }
    case 'declare':
      return typeOfAnnotation(linker, file, binding.annotation);
    case 'with':
      return unpacked(linker, entered(linker, typeOf(linker, file, binding.value), binding.isAsync), binding.path);
    case 'for':
      return unpacked(linker, iterated(linker, typeOf(linker, file, binding.value), binding.isAsync), binding.path);
    case 'import':
      return importedType(linker, file, binding);
    case 'definition':
      return file.scope(binding.row).kind === 'class'
        ? { kind: 'class', of: { file, scope: binding.row }, args: [] }
        : file.scope(binding.row).kind === 'namespace' ? { kind: 'class', of: { file, scope: binding.row }, args: [] } : functionType(linker, file, binding.row);
    case 'type-alias':
      return { kind: 'alias', of: typeOfAnnotation(linker, file, binding.value) };
    default:
      return UNKNOWN;
  }
}

function importedType(linker: Linker, file: SourceFile, binding: Binding): Type {
  const row = file.facts.imports[binding.row];
  if (row === undefined) return UNKNOWN;
  if (row.kind === 'module') {
    const name = row.alias === '' ? (row.module.split('.', 1)[0] ?? row.module) : row.module;
    return importedModule(linker, file, name);
  }
  return importedName(linker, file, row.module, row.name);
}

/** `import name` */
export function importedModule(linker: Linker, file: SourceFile, module: string): Type {
  return moduleType(linker, linker.modules.resolve(file, module));
}

/** `from module import name` */
export function importedName(linker: Linker, file: SourceFile, module: string, name: string): Type {
  const target = linker.modules.resolve(file, module);
  // `from . import x` inside `__init__.py` means the submodule, not the name being bound.
  if (target.kind !== 'external' && target.file === file) {
    const child = linker.modules.child(target, name);
    return child === undefined ? NEVER : moduleType(linker, child);
  }
  return moduleAttribute(linker, target, name);
}

function moduleType(linker: Linker, target: ModuleTarget): Type {
  return target.kind === 'external' ? { kind: 'external', path: target.key } : { kind: 'module', name: linker.modules.keyOf(target) };
}
