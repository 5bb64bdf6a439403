/** Calls of library functions that a pack names, and names that count wherever they stand: `requests.get(url)`. */
import type { State } from '../../lib/migration';
import { Node } from '../facts';
import { typeOf } from '../link/expressions';
import { lastName } from '../link/call-sites';
import { found, type Found } from '../link/reads';
import type { SourceFile } from '../link/source-file';
import { membersOf, type Type } from '../link/types';
import type { Symbol } from '../packs/pack';
import { fateOf } from './awaiting';
import { inAsyncFunction, type Context, type Finding } from './context';

export function symbolUses(context: Context, file: SourceFile): Finding[] {
  const names = namesOf(context);
  if (names.size === 0) return [];
  const findings: Finding[] = [];
  const { kind, count } = file.facts.nodes;
  for (let node = 1; node < count; node++) {
    if ((kind[node] !== Node.Name && kind[node] !== Node.Attribute) || !names.has(lastName(file, node))) continue;
    const finding = useOf(context, file, node);
    if (finding !== undefined) findings.push(finding);
  }
  return findings;
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
    if (called !== undefined && (call !== 0 || member.kind === 'function')) return findingFor(context, file, node, call, call === 0 ? { ...called, kind: 'reference' } : called, member);
    const mentioned = mentions.get(name);
    if (mentioned !== undefined) return findingFor(context, file, node, call, mentioned, member);
  }
  return undefined;
}

function findingFor(context: Context, file: SourceFile, node: number, call: number, symbol: Symbol, member: Type & { kind: 'function' | 'class' }): Finding {
  const method = lastName(file, node);
  const fate = call === 0 ? 'passed' : fateOf(file, call);
  const isCoroutine = call !== 0 && member.kind === 'function' && member.of.file.scope(member.of.scope).isAsync;
  return {
    start: file.end(node) - method.length, end: file.end(node), scope: file.scopeOfNode(node), kind: symbol.kind, api: symbol.api, method,
    awaited: fate === 'awaited', guessed: false, origin: undefined, ...judge(context, file, node, symbol, isCoroutine, fate),
  };
}

function judge(context: Context, file: SourceFile, node: number, { side }: Symbol, isCoroutine: boolean, fate: string): { state: State; why: string } {
  if (side === 'legacy') {
    if (context.bridges.around(file, file.scopeOfNode(node))) return { state: 'bridged', why: 'legacy code run by a bridge' };
    if (!isCoroutine && context.pack.blocking && inAsyncFunction(file, file.scopeOfNode(node))) return { state: 'blocking', why: 'a legacy call inside async def stops the event loop' };
    return { state: 'sync', why: 'legacy API' };
  }
  if (isCoroutine && fate !== 'awaited' && fate !== 'passed') {
    return { state: 'broken', why: fate === 'dropped' ? 'the coroutine is never awaited' : 'the coroutine is used before it is awaited' };
  }
  return { state: 'async', why: 'on the target' };
}

const known = new WeakMap<Context, Found<ReadonlySet<string>>>();

/** Last names of what counts, with the other names that imports give to it. */
function namesOf(context: Context): ReadonlySet<string> {
  return found(context.linker.reads, known, context, () => {
    const last = [...context.pack.functions.keys(), ...context.pack.mentions.keys()].map((name) => name.slice(name.lastIndexOf('.') + 1));
    return new Set(last.flatMap((name) => [name, ...context.linker.callSites.aliasesOf(name)]));
  });
}
