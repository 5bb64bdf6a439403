/** Functions: what a definition with its decorators is, and what a call of it gives. */
import { Node } from '../facts';
import { typeOfAnnotation } from './annotations';
import { callType } from './calls';
import { libraryAncestor } from './class-info';
import { typeOf } from './expressions';
import type { Linker } from './linker';
import { iterated } from './protocols';
import type { SourceFile } from './source-file';
import { NONE, UNKNOWN, because, isKnown, mapMembers, membersOf, unionOf, type FunctionRef, type Type } from './types';

export type MethodKind = 'plain' | 'static' | 'class' | 'property';

const PROPERTY = /(^|\.)(property|cached_property|hybrid_property|getter|computed_field|reify|declared_attr|classproperty)$/;

/** How a function in a class is reached through an instance; decided by the names of its decorators. */
export function methodKindOf(_linker: Linker, of: FunctionRef): MethodKind {
  const { access } = of.file.scope(of.scope);
  if (access === 'class' || access === 'property') return access;
  for (const decorator of of.file.scope(of.scope).decorators) {
    const name = decoratorName(of.file, decorator);
    if (name === 'staticmethod') return 'static';
    if (name === 'classmethod') return 'class';
    if (PROPERTY.test(name)) return 'property';
  }
  return of.file.scope(of.scope).name === '__new__' ? 'static' : 'plain';
}

/** `contextlib.contextmanager` for `@contextlib.contextmanager` and for a call of it. */
export function decoratorName(file: SourceFile, decorator: number): string {
  return file.describe(file.kind(decorator) === Node.Call ? file.a(decorator) : decorator);
}

/** The type of the name that a `def` binds: the function after its decorators. */
export function functionType(linker: Linker, file: SourceFile, scope: number): Type {
  return linker.answers.ask(linker.functionTypes.of(file), scope, () => {
    const { decorators } = file.scope(scope);
    let type: Type = { kind: 'function', of: { file, scope }, self: undefined };
    for (let index = decorators.length - 1; index >= 0; index--) {
      type = decorated(linker, file, decorators[index] ?? 0, type);
    }
    return type;
  });
}

function decorated(linker: Linker, file: SourceFile, decorator: number, target: Type): Type {
  const name = decoratorName(file, decorator);
  if (name === 'staticmethod' || name === 'classmethod' || PROPERTY.test(name)) return target;
  if (/\.(setter|deleter|expression|inplace|update_expression|comparator)$/.test(name)) {
    // `@session.setter` leaves the property that `session` was before.
    const object = file.kind(decorator) === Node.Attribute ? file.a(decorator) : 0;
    const before = object === 0 ? UNKNOWN : typeOf(linker, file, object);
    return before.kind === 'function' ? before : target;
  }
  const type = typeOf(linker, file, decorator);
  if (type.kind === 'function' && type.of.file.library) {
    const result = callType(linker, type, { given: [target] });
    if (!isKnown(result) || result.kind === 'external') return target;
    const behind = target.kind === 'function' ? { of: target.of, self: target.self } : target.kind === 'callable' ? target.behind : undefined;
    return result.kind === 'callable' && behind !== undefined ? { ...result, behind } : result;
  }
  if (type.kind === 'function') return wrapped(linker, type.of, target);
  return target;
}

/**
 * A project's decorator hands on the function it wraps, whatever it does before and after; only that the wrapper is
 * `async`, or a context manager itself, shows in the result.
 */
function wrapped(linker: Linker, decorator: FunctionRef, target: Type): Type {
  for (const value of decorator.file.returnsOf(decorator.scope)) {
    for (const result of membersOf(typeOf(linker, decorator.file, value))) {
      if (result.kind === 'callable' && result.returns.kind === 'instance') return result;
      if (result.kind !== 'function' || result.of.file !== decorator.file || result.of.file.scope(result.of.scope).parent !== decorator.scope) continue;
      const wrapper = result.of.file.scope(result.of.scope);
      const inner = target.kind === 'function' ? target.of.file.scope(target.of.scope) : undefined;
      if (wrapper.isAsync && !wrapper.isGenerator && inner !== undefined && !inner.isAsync && !inner.isGenerator) {
        return { kind: 'callable', parameters: undefined, forwards: false, returns: { kind: 'awaitable', of: callType(linker, target) } };
      }
    }
  }
  return target;
}

/** What a call of the undecorated function gives: an awaitable for `async def`, a generator where it yields. */
export function resultOf(linker: Linker, of: FunctionRef): Type {
  return linker.answers.ask(linker.returnTypes.of(of.file), of.scope, () => {
    const { file, scope } = of;
    const info = file.scope(scope);
    if (info.kind === 'lambda') return inferredReturn(linker, of);
    const declared = typeOfAnnotation(linker, file, info.returns);
    const useful = isKnown(declared) || declared.kind === 'none' || declared.kind === 'typevar';
    const type = useful ? because(declared, file, info.nameStart, () => `${file.qualifiedName(scope)} returns ${file.describe(info.returns)}`) : undefined;
    if (info.isGenerator) {
      // `-> Session` on a generator is a common slip, `-> Generator[Any, None, None]` says nothing: what it yields counts.
      if (type !== undefined && (file.library || (iterates(linker, type, info.isAsync) && isKnown(iterated(linker, type, info.isAsync))))) return type;
      return generator(linker, of, info.isAsync);
    }
    const result = type ?? (file.library ? UNKNOWN : inferredReturn(linker, of));
    return info.isAsync ? promised(file, result) : result;
  });
}

/** What `async` makes of a result: TypeScript's annotation says `Promise` already, and a promise of a promise is one. */
function promised(file: SourceFile, result: Type): Type {
  if (file.facts.language === 'python') return { kind: 'awaitable', of: result, origin: result.origin };
  return mapMembers(result, (member) => (member.kind === 'awaitable' ? member : { kind: 'awaitable', of: member, isPromise: true, origin: member.origin }));
}

function iterates(linker: Linker, type: Type, isAsync: boolean): boolean {
  const generators = isAsync ? ASYNC_GENERATORS : GENERATORS;
  return membersOf(type).some((member) => member.kind === 'instance' && libraryAncestor(linker, member.of, generators) !== undefined);
}

const GENERATORS = new Set(['typing.Iterator', 'typing.Iterable', 'builtins.Iterator', 'builtins.Iterable']);
const ASYNC_GENERATORS = new Set(['typing.AsyncIterator', 'typing.AsyncIterable', 'builtins.AsyncIterator', 'builtins.AsyncIterable']);

function generator(linker: Linker, of: FunctionRef, isAsync: boolean): Type {
  const name = isAsync ? 'AsyncGenerator' : 'Generator';
  const cls = linker.libraryClass(`typing.${name}`) ?? linker.libraryClass(`builtins.${name}`);
  const yields = of.file.yieldsOf(of.scope).map((node) => {
    const value = of.file.a(node);
    if (value === 0) return NONE;
    const type = typeOf(linker, of.file, value);
    return of.file.kind(node) === Node.YieldFrom ? iterated(linker, type, false) : type;
  });
  const type = because(unionOf(yields), of.file, of.file.scope(of.scope).nameStart, () => `${of.file.qualifiedName(of.scope)} yields it`);
  return cls === undefined ? UNKNOWN : { kind: 'instance', of: cls, args: [type, NONE, NONE], origin: type.origin };
}

function inferredReturn(linker: Linker, of: FunctionRef): Type {
  const values = of.file.returnsOf(of.scope).filter((value) => value !== 0);
  if (values.length === 0) return NONE;
  const type = unionOf(values.map((value) => typeOf(linker, of.file, value)));
  return because(type, of.file, of.file.scope(of.scope).nameStart, () => {
    const name = of.file.qualifiedName(of.scope);
    return name === '' ? 'lambda' : `${name} returns it`;
  });
}
