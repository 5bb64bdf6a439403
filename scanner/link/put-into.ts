/** What is put into a list or a set after it was made empty, `opened = []` … `opened.append(session)`, and into a dict. */
import { Node, type Binding } from '../facts';
import { lastName } from './call-sites';
import { typeOf } from './expressions';
import type { Linker } from './linker';
import { iterated, unpacked } from './protocols';
import type { SourceFile } from './source-file';
import { NEVER, unionOf, withoutNone, type Type } from './types';

/** Methods by the position of what they put in. */
const PUTTING: Readonly<Record<string, number>> = { append: 0, appendleft: 0, add: 0, insert: 1, extend: 0, update: 0 };
/** Those that are given a whole collection. */
const POURING = new Set(['extend', 'update']);

/** The type of the elements; undefined where the value is no empty list or set, or nothing is seen to be put into it. */
export function elementsPutInto(linker: Linker, file: SourceFile, binding: Binding): Type | undefined {
  if (file.facts.language !== 'python' || binding.path.length > 0 || !isEmptyCollection(file, binding.value)) return undefined;
  const types = (puttingCalls(file).get(nameOf(file, binding)) ?? []).flatMap((call) => {
    const callee = file.a(call);
    const method = file.name(file.b(callee));
    const argument = file.argumentsOf(call).positional[PUTTING[method] ?? 0] ?? 0;
    if (argument === 0 || !isSame(file, binding, file.a(callee))) return [];
    const type = typeOf(linker, file, argument);
    return [POURING.has(method) ? iterated(linker, type, false) : type];
  });
  return types.length === 0 ? undefined : unionOf(types);
}

/**
 * A dict with what is put into it later: `makers = {}` … `makers[name] = sessionmaker()`; undefined where the value is none that is
 * made here, or nothing is seen to be put into it.
 */
export function dictPutInto(linker: Linker, file: SourceFile, binding: Binding): Type | undefined {
  if (file.facts.language !== 'python' || binding.path.length > 0) return undefined;
  const isEmpty = file.kind(binding.value) === Node.Call && file.lengthOf(file.b(binding.value)) === 0 && lastName(file, file.a(binding.value)) === 'dict';
  if (!isEmpty && file.kind(binding.value) !== Node.Dict) return undefined;
  const puts = (puttingAssignments(file).get(nameOf(file, binding)) ?? []).filter(({ target }) => isSame(file, binding, file.a(target)));
  if (puts.length === 0 || puts.length > MAX_PUTS) return undefined;
  const made = isEmpty ? undefined : typeOf(linker, file, binding.value);
  if (made !== undefined && made.kind !== 'dict') return undefined;
  const entries = new Map(made?.entries);
  const others = made?.others === undefined ? [] : [made.others];
  const values = made === undefined ? [] : [made.values];
  for (const put of puts) {
    const key = file.b(put.target);
    const value = unpacked(linker, typeOf(linker, file, put.value), put.path);
    values.push(value);
    if (file.kind(key) !== Node.String) others.push(value);
    else entries.set(file.name(file.a(key)), unionOf([withoutNone(entries.get(file.name(file.a(key))) ?? NEVER), value]));
  }
  const type: Type = { kind: 'dict', entries, values: withoutNone(unionOf(values)) };
  return others.length === 0 ? type : { ...type, others: withoutNone(unionOf(others)) };
}

/** More are data, not wiring. */
const MAX_PUTS = 32;

/** `[]`, `list()`, `set()`, `deque()` */
function isEmptyCollection(file: SourceFile, value: number): boolean {
  if (file.kind(value) === Node.List) return file.lengthOf(file.a(value)) === 0;
  return file.kind(value) === Node.Call && file.lengthOf(file.b(value)) === 0 && /^(list|set|deque)$/.test(lastName(file, value));
}

function nameOf(file: SourceFile, { name, target }: Binding): string {
  return name === '' && file.kind(target) === Node.Attribute ? file.name(file.b(target)) : name;
}

/** Whether an expression reads the variable that a binding gives a value: one of the scope, `cls.name` in the class, or `self.name` in the same class. */
function isSame(file: SourceFile, binding: Binding, read: number): boolean {
  const home = file.scopeOfBlock(binding.block);
  if (binding.name !== '' && file.scope(home).kind === 'class') return file.kind(read) === Node.Attribute && file.isWithin(file.scopeOfNode(read), home);
  if (binding.name !== '') return file.kind(read) === Node.Name && file.isWithin(file.scopeOfNode(read), home);
  return file.kind(read) === Node.Attribute && file.describe(file.a(read)) === file.describe(file.a(binding.target)) && file.classAround(file.functionAround(file.scopeOfNode(read))) === file.classAround(home);
}

const known = new WeakMap<SourceFile, ReadonlyMap<string, readonly number[]>>();

/** Calls of these methods by the last name of the object. */
function puttingCalls(file: SourceFile): ReadonlyMap<string, readonly number[]> {
  file.noteRead();
  let calls = known.get(file);
  if (calls === undefined) known.set(file, (calls = findPuttingCalls(file)));
  return calls;
}

function findPuttingCalls(file: SourceFile): ReadonlyMap<string, readonly number[]> {
  const found = new Map<string, number[]>();
  for (const call of file.calls()) {
    const callee = file.a(call);
    if (file.kind(callee) !== Node.Attribute || !Object.hasOwn(PUTTING, file.name(file.b(callee)))) continue;
    const name = lastName(file, file.a(callee));
    const calls = found.get(name);
    if (calls === undefined) found.set(name, [call]);
    else calls.push(call);
  }
  return found;
}

const knownAssignments = new WeakMap<SourceFile, ReadonlyMap<string, readonly Binding[]>>();

/** Assignments to items, `makers[name] = …`, by the last name of the object. */
function puttingAssignments(file: SourceFile): ReadonlyMap<string, readonly Binding[]> {
  file.noteRead();
  const before = knownAssignments.get(file);
  if (before !== undefined) return before;
  const found = new Map<string, Binding[]>();
  for (const binding of file.facts.bindings) {
    if (binding.kind !== 'assign' || file.kind(binding.target) !== Node.Subscript) continue;
    const name = lastName(file, file.a(binding.target));
    const bindings = found.get(name);
    if (bindings === undefined) found.set(name, [binding]);
    else bindings.push(binding);
  }
  knownAssignments.set(file, found);
  return found;
}
