/** What is put into a list or a set after it was made empty: `opened = []` … `opened.append(session)`. */
import { Node, type Binding } from '../facts';
import { lastName } from './call-sites';
import { typeOf } from './expressions';
import type { Linker } from './linker';
import { iterated } from './protocols';
import type { SourceFile } from './source-file';
import { unionOf, type Type } from './types';

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

/** `[]`, `list()`, `set()`, `deque()` */
function isEmptyCollection(file: SourceFile, value: number): boolean {
  if (file.kind(value) === Node.List) return file.lengthOf(file.a(value)) === 0;
  return file.kind(value) === Node.Call && file.lengthOf(file.b(value)) === 0 && /^(list|set|deque)$/.test(lastName(file, value));
}

function nameOf(file: SourceFile, { name, target }: Binding): string {
  return name === '' && file.kind(target) === Node.Attribute ? file.name(file.b(target)) : name;
}

/** Whether an expression reads the variable that a binding gives a value: one of the scope, or `self.name` in the same class. */
function isSame(file: SourceFile, binding: Binding, read: number): boolean {
  const home = file.scopeOfBlock(binding.block);
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
