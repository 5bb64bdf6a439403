/** Calls of library functions that a pack names, and names that count wherever they stand: `requests.get(url)`. */
import type { State } from '../../lib/migration';
import { Node } from '../facts';
import { typeOf } from '../link/expressions';
import { lastName } from '../link/call-sites';
import { found, type Found } from '../link/reads';
import type { SourceFile } from '../link/source-file';
import { membersOf, type Type } from '../link/types';
import type { Side, Symbol } from '../packs/pack';
import { fateOf } from './awaiting';
import { inAsyncFunction, type Context, type Finding } from './context';
import { takesFrom } from './taken-from';

export function symbolUses(context: Context, file: SourceFile): Finding[] {
  const findings = importUses(context, file);
  const names = namesOf(context);
  if (names.size === 0) return findings;
  const bound = new Set(file.facts.bindings.map((binding) => binding.target));
  const { kind, count } = file.facts.nodes;
  for (let node = 1; node < count; node++) {
    if ((kind[node] !== Node.Name && kind[node] !== Node.Attribute) || bound.has(node) || !names.has(lastName(file, node))) continue;
    const finding = useOf(context, file, node);
    if (finding !== undefined) findings.push(finding);
  }
  return findings;
}

/** `import { getServerSession } from "next-auth/next"`: the first import of a module that is gone. */
function importUses(context: Context, file: SourceFile): Finding[] {
  const found = new Map<string, Finding>();
  for (const row of file.facts.imports) {
    const symbol = context.pack.imports.get(row.module);
    if (symbol === undefined || found.has(row.module)) continue;
    found.set(row.module, {
      start: row.start, end: row.end, scope: file.scopeOfBlock(row.block), kind: symbol.kind, state: symbol.side === 'legacy' ? 'sync' : 'async', api: symbol.api,
      method: row.alias || row.name || row.module, awaited: false, guessed: false, why: `imports ${row.module}`, origin: undefined,
    });
  }
  return [...found.values()];
}

function useOf(context: Context, file: SourceFile, node: number): Finding | undefined {
  const parent = file.parentOf(node);
  const call = (file.kind(parent) === Node.Call || file.kind(parent) === Node.New) && file.a(parent) === node ? parent : 0;
  const { functions, mentions } = context.pack;
  for (const member of membersOf(typeOf(context.linker, file, node))) {
    if ((member.kind !== 'function' && member.kind !== 'class') || !member.of.file.library) continue;
    const name = context.linker.qualifiedName(member.of);
    const called = functions.get(name);
    // A function that is handed on is called by somebody else.
    if (called !== undefined && isMeant(file, call, called) && (call !== 0 || member.kind === 'function')) {
      return findingFor(context, file, node, call, call === 0 ? { ...called, kind: 'reference' } : called, member);
    }
    const mentioned = mentions.get(name);
    if (mentioned !== undefined) return findingFor(context, file, node, call, mentioned, member);
  }
  return undefined;
}

function isMeant(file: SourceFile, call: number, { leastArguments = 0 }: Symbol): boolean {
  return leastArguments === 0 || (call !== 0 && file.list(file.b(call)).length >= leastArguments);
}

function findingFor(context: Context, file: SourceFile, node: number, call: number, symbol: Symbol, member: Type & { kind: 'function' | 'class' }): Finding {
  const method = lastName(file, node);
  const fate = call === 0 ? 'passed' : fateOf(file, call);
  return {
    start: file.end(node) - method.length, end: file.end(node), scope: file.scopeOfNode(node), kind: symbol.kind, api: symbol.api, method,
    awaited: fate === 'awaited', guessed: false, origin: undefined, ...judge(context, file, node, call, sideOf(file, call, symbol), isCoroutine(context, file, call, member), fate),
  };
}

function sideOf(file: SourceFile, call: number, { side, targetWith }: Symbol): Side {
  return targetWith !== undefined && call !== 0 && takesFrom(file, call, targetWith) ? 'target' : side;
}

/** Whether a call must be awaited: not where it is given a function, which it wraps, as `auth((request) => …)` does. */
function isCoroutine(context: Context, file: SourceFile, call: number, member: Type & { kind: 'function' | 'class' }): boolean {
  if (call === 0 || member.kind !== 'function') return false;
  if (member.of.file.scope(member.of.scope).isAsync) return true;
  if (!membersOf(typeOf(context.linker, file, call)).some((type) => type.kind === 'awaitable')) return false;
  return !file.list(file.b(call)).some((argument) => membersOf(typeOf(context.linker, file, argument)).some((type) => type.kind === 'function' || type.kind === 'lambda' || type.kind === 'callable'));
}

function judge(context: Context, file: SourceFile, node: number, call: number, side: Side, mustAwait: boolean, fate: string): { state: State; why: string } {
  if (side === 'legacy') {
    if (context.bridges.around(file, file.scopeOfNode(node))) return { state: 'bridged', why: 'legacy code run by a bridge' };
    if (!mustAwait && context.pack.blocking && inAsyncFunction(file, file.scopeOfNode(node))) return { state: 'blocking', why: 'a legacy call inside async def stops the event loop' };
    return { state: 'sync', why: 'legacy API' };
  }
  if (call !== 0 && mustAwait && fate !== 'awaited' && fate !== 'passed') {
    return { state: 'broken', why: fate === 'dropped' ? 'the coroutine is never awaited' : 'the coroutine is used before it is awaited' };
  }
  return { state: 'async', why: 'on the target' };
}

const known = new WeakMap<Context, Found<ReadonlySet<string>>>();

/** Last names of what counts, with the other names that imports give to it. */
function namesOf(context: Context): ReadonlySet<string> {
  return found(context.linker.reads, known, context, () => {
    const last = [...context.pack.functions.keys(), ...context.pack.mentions.keys()].map((name) => name.slice(name.lastIndexOf('.') + 1));
    if (last.length === 0) return new Set();
    // What a module exports by default has the name that its importer gives to it.
    return new Set([...last, 'default'].flatMap((name) => [name, ...context.linker.callSites.aliasesOf(name)]));
  });
}
