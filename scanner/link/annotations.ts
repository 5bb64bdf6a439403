/** What an annotation says about a value. */
import { Node } from '../facts';
import { callType } from './calls';
import { isNone, typeOf } from './expressions';
import { dependencyIn } from './injection';
import type { Linker } from './linker';
import { lookup } from './names';
import { awaited } from './protocols';
import type { SourceFile } from './source-file';
import { substitute, variablesNamed } from './type-variables';
import { NONE, UNKNOWN, isKnown, mapMembers, unionOf, type Type } from './types';

/** The type of a value annotated with the expression at `node`. */
export function typeOfAnnotation(linker: Linker, file: SourceFile, node: number): Type {
  if (node === 0) return UNKNOWN;
  const types = linker.annotationTypes.of(file);
  return linker.answers.known(types, node) ?? linker.answers.find(types, node, () => annotated(linker, file, node));
}

function annotated(linker: Linker, file: SourceFile, node: number): Type {
  switch (file.kind(node)) {
    case Node.String: {
      if (file.facts.language === 'typescript') return UNKNOWN;
      const parsed = linker.expressionIn(file.name(file.a(node)), file, file.blockOf(node), file.start(node));
      const root = parsed.facts.effects[0];
      return root === undefined ? UNKNOWN : typeOfAnnotation(linker, parsed, root);
    }
    case Node.Constant:
      return isNone(file.name(file.a(node))) ? NONE : UNKNOWN;
    case Node.Union:
      return unionOf([typeOfAnnotation(linker, file, file.a(node)), typeOfAnnotation(linker, file, file.b(node))]);
    case Node.Subscript:
      return subscripted(linker, file, node);
    case Node.Tuple:
      return { kind: 'tuple', items: [...file.list(file.a(node))].map((item) => typeOfAnnotation(linker, file, item)) };
    case Node.Lambda:
      return signature(linker, file, file.a(node));
    case Node.TypeOf:
      return typeOf(linker, file, file.a(node));
    case Node.Name:
      return named(linker, file, node);
    default:
      return valueFor(linker, typeOf(linker, file, node));
  }
}

/** A name may stand for a class, a type variable, or an alias whose own right side is an annotation. */
function named(linker: Linker, file: SourceFile, node: number): Type {
  const type = lookup(linker, file, file.blockOf(node), file.start(node), file.name(file.a(node))) ?? UNKNOWN;
  return valueFor(linker, type);
}

/** The value that something used as an annotation describes. */
function valueFor(linker: Linker, type: Type): Type {
  return mapMembers(type, (member) => {
    switch (member.kind) {
      case 'class': {
        const special = SPECIAL.get(member.of.file.library ? linker.qualifiedName(member.of) : '');
        return special === undefined ? { kind: 'instance', of: member.of, args: member.args, origin: member.origin } : special;
      }
      case 'alias':
        return member.of;
      case 'typevar':
      case 'none':
      case 'unknown':
        return member;
      case 'external':
      case 'missing':
        return member;
      case 'instance':
        // `db: SessionLocal`, where SessionLocal is a factory: what the factory makes is meant.
        return callType(linker, member);
      default:
        return UNKNOWN;
    }
  });
}

/** Special forms that say nothing by themselves. */
const SPECIAL = new Map<string, Type>([
  ['typing.Any', UNKNOWN],
  ['builtins.object', UNKNOWN],
  ['builtins.any', UNKNOWN],
  ['builtins.unknown', UNKNOWN],
  ['typing.Self', { kind: 'typevar', name: 'Self', bound: undefined }],
]);

const TRANSPARENT = new Set(['typing.ClassVar', 'typing.Final', 'typing.Required', 'typing.NotRequired', 'typing.ReadOnly', 'sqlalchemy.orm.Mapped', 'dataclasses.InitVar', 'builtins.Partial', 'builtins.Required', 'builtins.Readonly', 'builtins.NonNullable', 'builtins.Pick', 'builtins.Omit']);
const AWAITABLE = new Set(['typing.Awaitable', 'typing.Coroutine', 'builtins.Promise', 'builtins.PromiseLike']);

function subscripted(linker: Linker, file: SourceFile, node: number): Type {
  const base = typeOf(linker, file, file.a(node));
  const index = file.b(node);
  const items = file.kind(index) === Node.Tuple ? [...file.list(file.a(index))] : [index];
  if (base.kind === 'alias') return applied(base.of, () => items.map((item) => typeOfAnnotation(linker, file, item)));
  if (base.kind !== 'class') return base.kind === 'external' ? base : valueFor(linker, base);
  const of = (position: number): Type => typeOfAnnotation(linker, file, items[position] ?? 0);
  const name = base.of.file.library ? linker.qualifiedName(base.of) : '';
  if (name === 'typing.Optional') return unionOf([of(0), NONE]);
  if (name === 'typing.Union') return unionOf(items.map((_, position) => of(position)));
  if (name === 'typing.Literal' || name === 'typing.Any') return UNKNOWN;
  if (name === 'typing.Annotated') {
    const type = of(0);
    return isKnown(type) || type.kind === 'typevar' ? type : (items.slice(1).map((item) => dependencyIn(linker, file, item)).find((dependency) => dependency !== undefined) ?? type);
  }
  if (TRANSPARENT.has(name)) return of(0);
  if (AWAITABLE.has(name)) return { kind: 'awaitable', of: of(items.length - 1), isPromise: name.startsWith('builtins.') };
  if (name === 'builtins.ReturnType' || name === 'builtins.InstanceType') return callType(linker, of(0));
  if (name === 'builtins.Awaited') return awaited(linker, of(0));
  if (name === 'typing.Callable') return callable(linker, file, items);
  if (name === 'typing.Type' || name === 'builtins.type') return classOf(of(0));
  if (name === 'builtins.tuple' || name === 'typing.Tuple') {
    const last = items[items.length - 1] ?? 0;
    const open = file.kind(last) === Node.Constant && file.name(file.a(last)) === '...';
    if (!open) return { kind: 'tuple', items: items.map((_, position) => of(position)) };
    const list = linker.libraryClass('builtins.list');
    return list === undefined ? UNKNOWN : { kind: 'instance', of: list, args: [of(0)] };
  }
  return { kind: 'instance', of: base.of, args: items.map((_, position) => of(position)) };
}

/** `Injected[Session]`, where `Injected = Annotated[T, Depends()]`: an alias takes arguments for its variables in order. */
function applied(alias: Type, args: () => readonly Type[]): Type {
  const variables = variablesNamed(alias);
  if (variables.length === 0) return alias;
  const given = args();
  return substitute(alias, new Map(variables.map((name, index) => [name, given[index] ?? UNKNOWN])));
}

/** `(order: Order) => Promise<void>` */
function signature(linker: Linker, file: SourceFile, scope: number): Type {
  const { parameters, returns } = file.scope(scope);
  const types = parameters.map((parameter) => typeOfAnnotation(linker, file, parameter.annotation));
  return { kind: 'callable', parameters: types, forwards: false, returns: typeOfAnnotation(linker, file, returns) };
}

/** `type[T]`: called, it gives a T. */
function classOf(type: Type): Type {
  return mapMembers(type, (member) =>
    member.kind === 'instance' ? { kind: 'class', of: member.of, args: member.args } : { kind: 'callable', parameters: undefined, forwards: false, returns: member },
  );
}

/** `Callable[[A], R]`, `Callable[..., R]`, `Callable[P, R]`, `Callable[Concatenate[A, P], R]` */
function callable(linker: Linker, file: SourceFile, items: readonly number[]): Type {
  const first = items[0] ?? 0;
  const returns = typeOfAnnotation(linker, file, items[1] ?? 0);
  const types = (nodes: readonly number[]): Type[] => nodes.map((item) => typeOfAnnotation(linker, file, item));
  if (file.kind(first) === Node.List) return { kind: 'callable', parameters: types([...file.list(file.a(first))]), forwards: false, returns };
  if (file.kind(first) === Node.Subscript) {
    const index = file.b(first);
    const parts = file.kind(index) === Node.Tuple ? [...file.list(file.a(index))] : [index];
    return { kind: 'callable', parameters: types(parts.slice(0, -1)), forwards: true, returns };
  }
  if (file.kind(first) === Node.Name) return { kind: 'callable', parameters: [], forwards: true, returns };
  return { kind: 'callable', parameters: undefined, forwards: false, returns };
}

/** Whether a value is something to annotate with rather than a value: `Annotated[…]`, `Session | None`, `Optional[X]`. */
export function aliasOf(linker: Linker, file: SourceFile, node: number): Type | undefined {
  if (file.kind(node) === Node.Subscript) {
    const base = typeOf(linker, file, file.a(node));
    if (base.kind !== 'class') return undefined;
    const name = base.of.file.library ? linker.qualifiedName(base.of) : '';
    if (!/^typing\.|^builtins\.(type|tuple)$/.test(name)) return undefined;
    return { kind: 'alias', of: subscripted(linker, file, node) };
  }
  if (file.kind(node) === Node.Union) {
    const type = typeOfAnnotation(linker, file, node);
    return isKnown(type) ? { kind: 'alias', of: type } : undefined;
  }
  return undefined;
}

