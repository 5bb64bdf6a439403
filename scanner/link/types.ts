/**
 * The lattice of the evaluator: what it can know about a value. `never` is the bottom (nothing reaches this place yet,
 * as while a cycle is being resolved), `unknown` the top (anything may). `external` is a value from a library that no
 * pack describes: it is certainly not one of the pack's symbols unless the library hands one out, and so it is neither
 * counted nor guessed from a common name.
 */
import type { SourceFile } from './source-file';

/** Why a type was concluded: one step of evidence, and the step before it. */
export interface Origin {
  /** In words; of a thousand types that are found few are ever told about. */
  readonly tell: () => string;
  readonly file: SourceFile;
  readonly at: number;
  readonly from: Origin | undefined;
  /** Some step goes by what is done with a value, not by where it comes from: others tell more. */
  readonly isWeak: boolean;
  /** How many steps it is from here to where the evidence ends. */
  readonly steps: number;
}

export interface ClassRef {
  readonly file: SourceFile;
  readonly scope: number;
}

export interface FunctionRef {
  readonly file: SourceFile;
  readonly scope: number;
}

export interface Instance {
  readonly kind: 'instance';
  readonly of: ClassRef;
  readonly args: readonly Type[];
  /** The value is handed to legacy code by a bridge such as `run_sync`. */
  readonly bridged?: boolean | undefined;
  readonly origin?: Origin | undefined;
}

export type Type = { readonly origin?: Origin | undefined } & (
  | { readonly kind: 'never' }
  | { readonly kind: 'unknown' }
  | { readonly kind: 'none' }
  | { readonly kind: 'external'; readonly path: string }
  /** Imported from a project module that does not define it. */
  | { readonly kind: 'missing'; readonly module: string; readonly name: string }
  | Instance
  | { readonly kind: 'class'; readonly of: ClassRef; readonly args: readonly Type[] }
  | { readonly kind: 'super'; readonly of: ClassRef; readonly self: Type }
  | {
      readonly kind: 'function';
      readonly of: FunctionRef;
      /** The receiver a method is bound to. */
      readonly self: Type | undefined;
    }
  | {
      readonly kind: 'callable';
      /** Positional parameters; undefined where anything is accepted. */
      readonly parameters: readonly Type[] | undefined;
      /** Further arguments of the call it is passed to are handed on to it (`Callable[P, T], *args: P.args`). */
      readonly forwards: boolean;
      readonly returns: Type;
      /** The function that a decorator such as `@contextmanager` made it from. */
      readonly behind?: { readonly of: FunctionRef; readonly self: Type | undefined };
    }
  | { readonly kind: 'lambda'; readonly of: FunctionRef }
  | { readonly kind: 'module'; readonly name: string }
  /** A name for an annotation: `DbSession = Annotated[Session, Depends(get_db)]`. */
  | { readonly kind: 'alias'; readonly of: Type }
  | {
      readonly kind: 'awaitable';
      readonly of: Type;
      /** A promise of a promise is one promise, unlike Python's coroutines. */
      readonly isPromise?: boolean;
    }
  | { readonly kind: 'tuple'; readonly items: readonly Type[] }
  | { readonly kind: 'dict'; readonly entries: ReadonlyMap<string, Type>; readonly values: Type; /** Values under keys that no literal says. */ readonly others?: Type; /** Its entries are its attributes, in TypeScript. */ readonly isObject?: boolean }
  | { readonly kind: 'literal'; readonly text: string }
  | { readonly kind: 'typevar'; readonly name: string; readonly bound: Type | undefined }
  | { readonly kind: 'union'; readonly members: readonly Type[] }
);
export type TypeOf<K extends Type['kind']> = Extract<Type, { kind: K }>;

export const NEVER: Type = { kind: 'never' };
export const UNKNOWN: Type = { kind: 'unknown' };
export const NONE: Type = { kind: 'none' };

/** More alternatives than this mean that the place is generic, not that it is known. */
const MAX_MEMBERS = 12;

/** A string that is equal for equal types; origins do not count. */
export function keyOf(type: Type): string {
  switch (type.kind) {
    case 'never':
    case 'unknown':
    case 'none':
      return type.kind;
    case 'external':
      return `x:${type.path}`;
    case 'missing':
      return `?${type.module}.${type.name}`;
    case 'instance':
      return `i${type.bridged === true ? 'b' : ''}:${type.of.file.id}.${type.of.scope}${keysOf(type.args)}`;
    case 'class':
      return `c:${type.of.file.id}.${type.of.scope}${keysOf(type.args)}`;
    case 'super':
      return `s:${type.of.file.id}.${type.of.scope}`;
    case 'function':
      return `f:${type.of.file.id}.${type.of.scope}${type.self === undefined ? '' : `@${keyOf(type.self)}`}`;
    case 'callable':
      return `()${keysOf(type.parameters ?? [])}${keyOf(type.returns)}`;
    case 'lambda':
      return `l:${type.of.file.id}.${type.of.scope}`;
    case 'module':
      return `m:${type.name}`;
    case 'alias':
      return `=${keyOf(type.of)}`;
    case 'awaitable':
      return `a:${keyOf(type.of)}`;
    case 'tuple':
      return `t${keysOf(type.items)}`;
    case 'dict':
      return `d:${[...type.entries].map(([name, value]) => `${name}=${keyOf(value)}`).join(',')}:${keyOf(type.values)}${type.others === undefined ? '' : `+${keyOf(type.others)}`}`;
    case 'literal':
      return `'${type.text}`;
    case 'typevar':
      return `v:${type.name}`;
    case 'union':
      return keysOf(type.members);
  }
}

function keysOf(types: readonly Type[]): string {
  return types.length === 0 ? '' : `[${types.map(keyOf).join(',')}]`;
}

/** The alternatives of a type; one for a type that is not a union, none for `never`. */
export function membersOf(type: Type): readonly Type[] {
  if (type.kind === 'union') return type.members;
  return type.kind === 'never' ? [] : [type];
}

export function unionOf(types: readonly Type[]): Type {
  if (types.length === 1 && types[0] !== undefined) return types[0];
  const members = new Map<string, Type>();
  for (const type of types) {
    for (const member of membersOf(type)) {
      const key = keyOf(member);
      if (!members.has(key)) members.set(key, member);
    }
  }
  const distinct = [...members.values()];
  if (distinct.length > MAX_MEMBERS) return { kind: 'union', members: distinct.slice(0, MAX_MEMBERS) };
  return distinct.length === 0 ? NEVER : distinct.length === 1 ? (distinct[0] ?? NEVER) : { kind: 'union', members: distinct };
}

/** `f` over each alternative. */
export function mapMembers(type: Type, f: (member: Type) => Type): Type {
  if (type.kind !== 'union') return type.kind === 'never' ? NEVER : f(type);
  return unionOf(type.members.map(f));
}

/** Without `None`: what a value is once somebody has looked. */
export function withoutNone(type: Type): Type {
  if (type.kind !== 'union') return type;
  return unionOf(type.members.filter((member) => member.kind !== 'none'));
}

/** Whether anything at all is known about the value. */
export function isKnown(type: Type): boolean {
  return membersOf(type).some((member) => member.kind !== 'unknown' && member.kind !== 'none' && member.kind !== 'typevar');
}

/** `to`, with the evidence of the value it came out of where that says more. */
export function carried(from: Type, to: Type): Type {
  if (from.origin === undefined) return to;
  return mapMembers(to, (member) => (member.kind === 'unknown' || member.kind === 'none' || member.kind === 'never' ? member : withOrigin(member, from.origin)));
}

/** Asked for almost every type: written out, as engines copy objects of many shapes far slower than they make one of a known shape. */
function withOrigin<T extends Type>(type: T, origin: Origin | undefined): T;
function withOrigin(type: Type, origin: Origin | undefined): Type {
  switch (type.kind) {
    case 'instance':
      return { kind: 'instance', of: type.of, args: type.args, bridged: type.bridged, origin };
    case 'class':
      return { kind: 'class', of: type.of, args: type.args, origin };
    case 'function':
      return { kind: 'function', of: type.of, self: type.self, origin };
    case 'external':
      return { kind: 'external', path: type.path, origin };
    default:
      return { ...type, origin };
  }
}

/** The same type with one more step of evidence in front. */
export function because<T extends Type>(type: T, file: SourceFile, at: number, tell: () => string, isWeak = false): T {
  if (type.kind === 'union') {
    return { ...type, members: type.members.map((member) => because(member, file, at, tell, isWeak)) };
  }
  if (type.kind === 'never' || type.kind === 'unknown' || type.kind === 'none') return type;
  return withOrigin(type, { tell, file, at, from: type.origin, isWeak: isWeak || type.origin?.isWeak === true, steps: 1 + (type.origin?.steps ?? 0) });
}
