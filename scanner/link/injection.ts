/**
 * Library calls whose meaning a signature cannot say: dependency injection, `super()`, `cast()`, `getattr()`.
 * Everything else about libraries is in the pack's descriptions.
 */
import { Node } from '../facts';
import { typeOfAnnotation } from './annotations';
import { argumentNode, argumentType, callType, type Site } from './calls';
import { lastName } from './call-sites';
import { attributeOf } from './classes';
import { entryOf, typeOf } from './expressions';
import type { Linker } from './linker';
import { importedModule, importedName } from './names';
import { awaited, entered, iterated } from './protocols';
import type { SourceFile } from './source-file';
import { UNKNOWN, because, isKnown, mapMembers, membersOf, unionOf, withoutNone, type FunctionRef, type Type } from './types';

/** Functions of a framework that stand for the result of the function given to them. */
const INJECTORS = new Set(['fastapi.Depends', 'fastapi.Security', 'fastapi_injector.Injected', 'litestar.di.Provide', 'taskiq.TaskiqDepends', 'faststream.Depends', 'fast_depends.Depends', 'aioinject.Inject']);

/** Calls that depend on where they stand: `super().method()` needs the class around it. */
export function callInPlace(linker: Linker, file: SourceFile, node: number): Type | undefined {
  const callee = file.a(node);
  const name = lastName(file, callee);
  if (name === 'TypeVar') return typeVariable(linker, file, node);
  if (file.facts.language === 'typescript') return requiredModule(linker, file, node, name);
  if (name === 'dict' && file.kind(callee) === Node.Name) return dictOf(linker, file, node);
  if (name === '__new__') return madeBy(linker, file, node);
  if (file.kind(callee) === Node.Attribute) return LOOKING_UP.has(name) ? entryAsked(linker, file, node) : undefined;
  return name === 'super' ? superAround(file, node) : undefined;
}

/** `super().__new__(cls)`, `object.__new__(cls)` */
function madeBy(linker: Linker, file: SourceFile, node: number): Type | undefined {
  const [cls = 0] = file.argumentsOf(node).positional;
  const type = cls === 0 ? UNKNOWN : typeOf(linker, file, cls);
  return type.kind === 'class' ? { kind: 'instance', of: type.of, args: type.args } : undefined;
}

/** Larger ones are data, not wiring. */
const MAX_ENTRIES = 64;

/** `dict(session=session, **options)` */
function dictOf(linker: Linker, file: SourceFile, node: number): Type | undefined {
  const { positional, keywords } = file.argumentsOf(node);
  const callee = typeOf(linker, file, file.a(node));
  if (keywords.size === 0 || keywords.size > MAX_ENTRIES || callee.kind !== 'class' || linker.qualifiedName(callee.of) !== 'builtins.dict') return undefined;
  const entries = new Map<string, Type>();
  for (const one of positional.flatMap((argument) => membersOf(typeOf(linker, file, argument)))) if (one.kind === 'dict') for (const [name, type] of one.entries) entries.set(name, type);
  for (const [name, value] of keywords) entries.set(name, typeOf(linker, file, value));
  return { kind: 'dict', entries, values: unionOf([...entries.values()]) };
}

/** Methods of a dict that are asked for one of its keys. */
const LOOKING_UP = new Set(['get', 'pop', 'setdefault']);

/** `options.get("session")` of a dict whose entries are known. */
function entryAsked(linker: Linker, file: SourceFile, node: number): Type | undefined {
  const [key = 0, otherwise = 0] = file.argumentsOf(node).positional;
  if (file.kind(key) !== Node.String) return undefined;
  const dicts = membersOf(withoutNone(typeOf(linker, file, file.a(file.a(node)))));
  if (dicts.length === 0 || !dicts.every((member) => member.kind === 'dict')) return undefined;
  const found = dicts.map((member) => (member.kind === 'dict' ? entryOf(member, file.name(file.a(key))) : UNKNOWN));
  return unionOf(otherwise === 0 ? found : [...found.map(withoutNone), typeOf(linker, file, otherwise)]);
}

/** `require('./db')`, `import('./db')` */
function requiredModule(linker: Linker, file: SourceFile, node: number, name: string): Type | undefined {
  if ((name !== 'require' && name !== 'import') || file.kind(file.a(node)) !== Node.Name) return undefined;
  const specifier = file.argumentsOf(node).positional[0] ?? 0;
  if (file.kind(specifier) !== Node.String) return undefined;
  const module = file.name(file.a(specifier));
  if (name === 'require') return importedName(linker, file, module, 'export=');
  return { kind: 'awaitable', of: importedModule(linker, file, module) };
}

/** TypeScript's `super`, as in `super.save(order)`. */
export function superIn(file: SourceFile, node: number, name: string): Type | undefined {
  return name === 'super' && file.facts.language === 'typescript' ? superAround(file, node) : undefined;
}

function superAround(file: SourceFile, node: number): Type | undefined {
  let scope = file.scopeOfNode(node);
  while (scope > 0 && file.classAround(scope) < 0) scope = file.scope(scope).parent;
  const owner = file.classAround(scope);
  if (owner < 0) return undefined;
  const of = { file, scope: owner };
  return { kind: 'super', of, self: { kind: 'instance', of, args: [] } };
}

/** Methods by which containers of TypeScript give the object of a class. */
const LOCATORS = new Set(['get', 'resolve', 'inject']);

/** `app.get(OrderService)` of a container that nothing describes gives an OrderService. */
export function located(linker: Linker, file: SourceFile, node: number, result: Type): Type {
  if (file.facts.language !== 'typescript' || !LOCATORS.has(lastName(file, file.a(node)))) return result;
  if (isKnown(result) && result.kind !== 'external') return result;
  const [token = 0] = file.argumentsOf(node).positional;
  const type = token === 0 ? UNKNOWN : typeOf(linker, file, token);
  if (type.kind !== 'class') return result;
  return because({ kind: 'instance', of: type.of, args: type.args }, file, file.start(node), () => `${file.describe(file.a(node))}(${file.describe(token)})`);
}

/** `T = TypeVar("T", bound=Base)` */
function typeVariable(linker: Linker, file: SourceFile, node: number): Type | undefined {
  const { positional, keywords } = file.argumentsOf(node);
  const [name = 0, ...constraints] = positional;
  if (file.kind(name) !== Node.String) return undefined;
  const bounds = [...constraints, ...(keywords.has('bound') ? [keywords.get('bound') ?? 0] : [])];
  const bound = bounds.length === 0 ? undefined : unionOf(bounds.map((item) => typeOfAnnotation(linker, file, item)));
  return { kind: 'typevar', name: file.name(file.a(name)), bound };
}

/** The result of a library function whose signature does not say it; undefined for the others. */
export function aroundCall(linker: Linker, qualified: string, site: Site): Type | undefined {
  if (INJECTORS.has(qualified)) return dependencyResult(linker, argumentType(linker, site, 0, 'dependency') ?? UNKNOWN);
  const { file, node } = site;
  if (file === undefined || node === undefined) return undefined;
  switch (qualified) {
    case 'typing.cast':
      return typeOfAnnotation(linker, file, argumentNode(file, node, 0, 'typ'));
    case 'builtins.getattr': {
      const name = argumentNode(file, node, 1, 'name');
      if (file.kind(name) !== Node.String) return UNKNOWN;
      return attributeOf(linker, typeOf(linker, file, argumentNode(file, node, 0, 'o')), file.name(file.a(name)));
    }
    case 'builtins.type': {
      const value = typeOf(linker, file, argumentNode(file, node, 0, 'o'));
      return mapMembers(value, (member) => (member.kind === 'instance' ? { kind: 'class', of: member.of, args: member.args } : UNKNOWN));
    }
    case 'builtins.next':
      return iterated(linker, argumentType(linker, site, 0, 'i') ?? UNKNOWN, false);
    case 'builtins.anext':
      return { kind: 'awaitable', of: iterated(linker, argumentType(linker, site, 0, 'i') ?? UNKNOWN, true) };
    case 'asyncio.gather': {
      const { positional } = file.argumentsOf(node);
      if (positional.some((argument) => file.kind(argument) === Node.Starred)) return undefined;
      return { kind: 'awaitable', of: { kind: 'tuple', items: positional.map((argument) => awaited(linker, typeOf(linker, file, argument))) } };
    }
    case 'builtins.Promise.all':
      return { kind: 'awaitable', isPromise: true, of: allAwaited(linker, argumentType(linker, site, 0, 'values') ?? UNKNOWN) };
    case 'contextlib.ExitStack.enter_context':
      return entered(linker, argumentType(linker, site, 0, 'cm') ?? UNKNOWN, false);
    case 'contextlib.AsyncExitStack.enter_async_context':
      return { kind: 'awaitable', of: entered(linker, argumentType(linker, site, 0, 'cm') ?? UNKNOWN, true) };
    default:
      return undefined;
  }
}

/** `await Promise.all([find(), count()])` */
function allAwaited(linker: Linker, values: Type): Type {
  if (values.kind === 'tuple') return { kind: 'tuple', items: values.items.map((item) => awaited(linker, item)) };
  const array = linker.libraryClass('builtins.Array');
  return array === undefined ? UNKNOWN : { kind: 'instance', of: array, args: [awaited(linker, iterated(linker, values, false))] };
}

/** What a framework hands over for a dependency: what it yields, else what it returns, awaited. */
export function dependencyResult(linker: Linker, dependency: Type): Type {
  return mapMembers(callType(linker, dependency), (result) => {
    if (result.kind === 'awaitable') return result.of;
    if (result.kind !== 'instance' || !result.of.file.library || !linker.qualifiedName(result.of).startsWith('typing.')) return result;
    const yielded = iterated(linker, result, false);
    if (isKnown(yielded) && yielded.kind !== 'external') return yielded;
    const asynchronous = iterated(linker, result, true);
    return isKnown(asynchronous) ? asynchronous : awaited(linker, result);
  });
}

/** The result of `Depends(get_db)` where the expression is such a call; undefined otherwise. */
export function dependencyIn(linker: Linker, file: SourceFile, node: number): Type | undefined {
  if (file.kind(node) !== Node.Call) return undefined;
  const callee = typeOf(linker, file, file.a(node));
  if (callee.kind !== 'function' || !callee.of.file.library || !INJECTORS.has(linker.qualifiedName(callee.of))) return undefined;
  return typeOf(linker, file, node);
}

/** The class of which a function becomes an object: `@app.task(base=DatabaseTask)` of Celery. */
export function taskBase(linker: Linker, { file, scope }: FunctionRef): Type | undefined {
  const base = taskOption(file, scope, 'base');
  if (base === 0) return undefined;
  const type = typeOf(linker, file, base);
  return type.kind === 'class' ? { kind: 'instance', of: type.of, args: type.args } : undefined;
}

/** `@app.task(bind=True)` passes the task itself first. */
export function isBoundTask(file: SourceFile, scope: number): boolean {
  return taskOption(file, scope, 'bind') !== 0;
}

function taskOption(file: SourceFile, scope: number, name: string): number {
  for (const decorator of file.scope(scope).decorators) {
    if (file.kind(decorator) !== Node.Call || !/^(shared_)?task$/.test(lastName(file, file.a(decorator)))) continue;
    const option = file.argumentsOf(decorator).keywords.get(name) ?? 0;
    if (option !== 0) return option;
  }
  return 0;
}
