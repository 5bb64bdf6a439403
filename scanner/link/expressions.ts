/** The type of an expression. */
import { Node } from '../facts';
import { typeOfAnnotation } from './annotations';
import { attributeOf, declaredAttribute } from './classes';
import { callType } from './calls';
import { functionType } from './functions';
import { callInPlace, located, superIn } from './injection';
import type { Linker } from './linker';
import { lookup } from './names';
import { narrowed } from './narrowing';
import { awaited, iterated } from './protocols';
import type { SourceFile } from './source-file';
import { NONE, UNKNOWN, isKnown, mapMembers, membersOf, unionOf, withoutNone, type Type, type TypeOf } from './types';

/** A value that is certainly nothing a pack knows: a number, a comparison, a sum. */
const PLAIN: Type = { kind: 'external', path: 'builtins.object' };

export function typeOf(linker: Linker, file: SourceFile, node: number): Type {
  if (node === 0) return UNKNOWN;
  switch (file.kind(node)) {
    case Node.Opaque:
    case Node.Format:
    case Node.Not:
    case Node.Compare:
      return PLAIN;
    case Node.Constant:
      return isNone(file.name(file.a(node))) ? NONE : { kind: 'literal', text: file.name(file.a(node)) };
    case Node.String:
      return { kind: 'literal', text: file.name(file.a(node)) };
    case Node.Lambda:
      // What TypeScript writes with an arrow is a function like any other.
      return file.scope(file.a(node)).kind === 'function' ? functionType(linker, file, file.a(node)) : { kind: 'lambda', of: { file, scope: file.a(node) } };
    case Node.Class:
      return { kind: 'class', of: { file, scope: file.a(node) }, args: [] };
    default:
      // Mostly known: without a function for each time.
      return linker.answers.known(linker.nodeTypes.of(file), node) ?? linker.answers.find(linker.nodeTypes.of(file), node, () => evaluated(linker, file, node));
  }
}

function evaluated(linker: Linker, file: SourceFile, node: number): Type {
  const a = file.a(node);
  const b = file.b(node);
  const of = (child: number): Type => typeOf(linker, file, child);
  switch (file.kind(node)) {
    case Node.Name: {
      const name = file.name(a);
      const type = lookup(linker, file, file.blockOf(node), file.start(node), name) ?? superIn(file, node, name) ?? UNKNOWN;
      return narrowed(linker, file, node, type);
    }
    case Node.Attribute:
      return narrowed(linker, file, node, attributeOf(linker, of(a), file.name(b)));
    case Node.Call:
    case Node.New:
      return callInPlace(linker, file, node) ?? located(linker, file, node, callType(linker, of(a), { file, node }));
    case Node.Await:
      return awaited(linker, of(a));
    case Node.Subscript:
      return item(linker, file, node);
    case Node.Named:
      return of(b);
    case Node.Conditional: {
      const [, yes = 0, no = 0] = file.list(a);
      return unionOf([of(yes), of(no)]);
    }
    case Node.Or:
      return unionOf([withoutNone(of(a)), of(b)]);
    case Node.And:
      return of(b);
    case Node.Union:
    case Node.TypeOf:
      return typeOfAnnotation(linker, file, node);
    case Node.Cast: {
      const type = typeOfAnnotation(linker, file, b);
      return isKnown(type) || a === 0 ? type : of(a);
    }
    case Node.Tuple:
      return { kind: 'tuple', items: [...file.list(a)].map(of) };
    case Node.List:
      if (isShortArray(file, a)) return { kind: 'tuple', items: [...file.list(a)].map(of) };
      return collection(linker, 'builtins.list', elementOf(linker, file, a));
    case Node.Set:
      return collection(linker, 'builtins.list', elementOf(linker, file, a));
    case Node.Dict:
      return dictionary(linker, file, a);
    case Node.Comprehension: {
      const [element = 0] = file.list(b);
      return collection(linker, 'builtins.list', of(element));
    }
    default:
      return UNKNOWN;
  }
}

function elementOf(linker: Linker, file: SourceFile, list: number): Type {
  return unionOf([...file.list(list)].map((child) => (file.kind(child) === Node.Starred ? iterated(linker, typeOf(linker, file, file.a(child)), false) : typeOf(linker, file, child))));
}

/** TypeScript has no other tuples: `const [orders, users] = await Promise.all([findOrders(), findUsers()])`. */
function isShortArray(file: SourceFile, list: number): boolean {
  const items = file.list(list);
  return file.facts.language === 'typescript' && items.length > 0 && items.length <= MAX_ENTRIES && items.every((item) => file.kind(item) !== Node.Starred);
}

/** `None`, `null`, `undefined` */
export function isNone(constant: string): boolean {
  return constant === 'None' || constant === 'null' || constant === 'undefined';
}

export function collection(linker: Linker, name: string, element: Type): Type {
  const of = linker.libraryClass(name) ?? linker.libraryClass('builtins.Array');
  return of === undefined ? UNKNOWN : { kind: 'instance', of, args: [element] };
}

/** Larger literals are data, not wiring. */
const MAX_ENTRIES = 64;

function dictionary(linker: Linker, file: SourceFile, list: number): Type {
  const flat = file.list(list);
  const entries = new Map<string, Type>();
  const isObject = file.facts.language === 'typescript';
  if (flat.length > 2 * MAX_ENTRIES) return { kind: 'dict', entries, values: UNKNOWN, isObject };
  const values: Type[] = [];
  const others: Type[] = [];
  for (let index = 0; index + 1 < flat.length; index += 2) {
    const key = flat[index] ?? 0;
    const value = typeOf(linker, file, flat[index + 1] ?? 0);
    values.push(key === 0 ? UNKNOWN : value);
    if (key === 0) for (const spread of membersOf(value)) if (spread.kind === 'dict') for (const [name, type] of spread.entries) entries.set(name, type);
    if (file.kind(key) === Node.String) entries.set(file.name(file.a(key)), value);
    else if (key !== 0) others.push(value);
  }
  const type: Type = { kind: 'dict', entries, values: unionOf(values), isObject };
  return others.length === 0 ? type : { ...type, others: unionOf(others) };
}

/** `value["key"]` */
export function entryOf(dict: TypeOf<'dict'>, key: string): Type {
  return dict.entries.get(key) ?? dict.others ?? UNKNOWN;
}

function elementAt(linker: Linker, file: SourceFile, collection: TypeOf<'instance'>, index: number): Type {
  return callType(linker, attributeOf(linker, collection, '__getitem__'), { file, given: [typeOf(linker, file, index)] });
}

function isList(linker: Linker, { of }: TypeOf<'instance'>): boolean {
  return of.file.library && /^(builtins\.list|typing\.(List|Sequence|MutableSequence))$/.test(linker.qualifiedName(of));
}

/** `value[index]` */
function item(linker: Linker, file: SourceFile, node: number): Type {
  const index = file.b(node);
  const literal = file.kind(index) === Node.String || file.kind(index) === Node.Constant ? file.name(file.a(index)) : undefined;
  return mapMembers(withoutNone(typeOf(linker, file, file.a(node))), (member) => {
    switch (member.kind) {
      case 'tuple':
        return literal !== undefined && /^\d+$/.test(literal) ? (member.items[Number(literal)] ?? UNKNOWN) : unionOf(member.items);
      case 'dict':
        return literal === undefined ? member.values : entryOf(member, literal);
      case 'class':
        return { ...member, args: (file.kind(index) === Node.Tuple ? [...file.list(file.a(index))] : [index]).map((argument) => typeOfAnnotation(linker, file, argument)) };
      case 'instance': {
        // A TypedDict declares its keys as a class declares attributes.
        // A slice of a list is a list; it is written as what is computed is.
        if (file.kind(index) === Node.Opaque && isList(linker, member)) return unionOf([elementAt(linker, file, member, index), member]);
        const declared = literal === undefined || member.of.file.library ? undefined : declaredAttribute(linker, member.of, literal);
        return declared ?? elementAt(linker, file, member, index);
      }
      case 'alias':
      case 'external':
      case 'missing':
        return member;
      default:
        return UNKNOWN;
    }
  });
}
