/** Calls on sessions, connections and engines: `session.execute(…)`, `engine.connect()`, and Flask's `Order.query`. */
import type { State, UsageKind } from '../../lib/migration';
import { Node } from '../facts';
import { classInfo } from '../link/class-info';
import { declaredAttribute, methodResult } from '../link/classes';
import { typeOf } from '../link/expressions';
import { lastName } from '../link/call-sites';
import type { SourceFile } from '../link/source-file';
import { isKnown, mapMembers, membersOf, type ClassRef, type Type } from '../link/types';
import type { Guess, Side } from '../packs/pack';
import { fateOf, type Fate } from './awaiting';
import { inAsyncFunction, type Context, type Finding } from './context';
import { givenInsteadOfOptions } from './option-argument';
import { queryAttribute } from './query-attribute';
import type { Player } from './roles';

export function operations(context: Context, file: SourceFile): Finding[] {
  const findings: Finding[] = [];
  const { kind, count } = file.facts.nodes;
  const names = memberNames(context);
  for (let node = 1; node < count; node++) {
    if (kind[node] === Node.Call) {
      const callee = file.a(node);
      if (file.kind(callee) === Node.Attribute && names.has(file.name(file.b(callee)))) findings.push(...operation(context, file, node, callee));
    } else if (kind[node] === Node.Attribute) {
      if (file.name(file.b(node)) === 'query') findings.push(...queryAttribute(context, file, node));
      else if (names.has(file.name(file.b(node))) && context.spread.reaches(file, file.a(node))) findings.push(...bridgedReference(context, file, node));
    }
  }
  return findings;
}

function operation(context: Context, file: SourceFile, call: number, callee: number): Finding[] {
  const method = file.name(file.b(callee));
  const receiver = file.a(callee);
  if (!context.spread.reaches(file, receiver) && !mayBeGuessed(context, file, receiver, method)) return [];
  const type = ownInstance(context, typeOf(context.linker, file, receiver), method);
  const players = context.roles.of(type).filter((player) => player.role !== 'query' && player.role !== 'session-factory' && player.role !== 'model-base' && hasMember(context, player, method));
  const place = { start: file.end(callee) - method.length, end: file.end(callee), scope: file.scopeOfNode(call), method };
  const fate = fateOf(file, call);
  if (players.length === 0) return guessed(context, file, receiver, type, { ...place, awaited: fate === 'awaited' });
  const [first] = players;
  if (first === undefined) return [];
  const given = givenInsteadOfOptions(context, file, call, first.operations?.get(method)?.options);
  if (given === 'options') return [];
  if (given === 'perhaps') return [{ ...place, kind: kindOf(context, first, method), state: 'unknown', why: 'its name suggests that a key is passed, not an object of options', api: `${first.api}.${method}`, awaited: fate === 'awaited', guessed: true, origin: first.type.origin }];
  const judged = new Set(players.map((player) => sideOf(context, file, call, player, method))).size > 1
    ? { state: 'unknown' as const, why: 'both a legacy and a target session reach this place' }
    : judge(context, file, call, first, method, fate);
  return [{
    start: place.start, end: place.end, scope: place.scope, kind: kindOf(context, first, method), state: judged.state, api: `${first.api}.${method}`, method,
    awaited: fate === 'awaited', guessed: false, why: judged.why, origin: first.type.origin,
  }];
}

function kindOf(context: Context, player: Player, method: string): UsageKind {
  return player.operations?.get(method)?.kind ?? (player.role === 'session' ? (context.pack.memberKinds[method] ?? 'session-operation') : 'connection-operation');
}

/** `super().commit()` in a project's own session class is a call on a session; `Order.findByIds(ids)` one of a static method. */
function ownInstance(context: Context, type: Type, method: string): Type {
  return mapMembers(type, (member) => {
    if (member.kind === 'super') return member.self;
    return member.kind === 'class' && isStatic(context, member.of, method) ? { kind: 'instance', of: member.of, args: member.args, origin: member.origin } : member;
  });
}

/** Only where the syntax says it: what Python reaches through the class is judged by instances alone. */
function isStatic(context: Context, of: ClassRef, method: string): boolean {
  for (const applied of classInfo(context.linker, of).order) {
    const found = declaredAttribute(context.linker, applied.of, method);
    if (found !== undefined) return membersOf(found).some((member) => member.kind === 'function' && member.of.file.scope(member.of.scope).access === 'class');
  }
  return false;
}

function judge(context: Context, file: SourceFile, call: number, player: Player, method: string, fate: Fate): { state: State; why: string } {
  const isAsync = context.pack.blocking && inAsyncFunction(file, file.scopeOfNode(call));
  const coroutine = isCoroutineMember(context, player, method);
  if (sideOf(context, file, call, player, method) === 'legacy') {
    if (coroutine !== true && file.facts.language === 'python' && fate === 'awaited' && directlyAwaited(file, call)) return { state: 'broken', why: `await on ${player.api}.${method}, which is not a coroutine` };
    if (player.type.bridged === true || context.bridges.around(file, file.scopeOfNode(call))) return { state: 'bridged', why: 'legacy code run by a bridge' };
    return isAsync ? { state: 'blocking', why: 'a legacy call inside async def stops the event loop' } : { state: 'sync', why: 'legacy API' };
  }
  if (context.pack.removed.has(method)) return { state: 'broken', why: `${player.api} has no ${method}()` };
  const item = file.withItemOf(call);
  if (item?.isAsync === false && entersAsync(context, file, call)) return { state: 'broken', why: 'with where async with is due' };
  if (coroutine === true && fate !== 'awaited' && fate !== 'passed') {
    return { state: 'broken', why: fate === 'dropped' ? 'the coroutine is never awaited' : 'the coroutine is used before it is awaited' };
  }
  if (coroutine === false && file.facts.language === 'python' && fate === 'awaited' && directlyAwaited(file, call)) return { state: 'broken', why: `${player.api}.${method} cannot be awaited` };
  if (file.facts.language === 'typescript') return { state: 'async', why: 'on the target' };
  return { state: 'async', why: coroutine === true ? (fate === 'awaited' ? 'awaited' : 'the coroutine is handed on') : 'needs no await' };
}

/** The class decides, where the pack does not name the method on a side of its own. */
function sideOf(context: Context, file: SourceFile, call: number, player: Player, method: string): Side {
  const operation = player.operations?.get(method);
  if (operation?.text !== undefined && isText(context, file, file.argumentsOf(call).positional[0] ?? 0)) return operation.text;
  return operation?.side ?? player.mode;
}

/** `a + b`, `template % values`, and methods of a text. */
const MADE_OF_TEXT = /^builtins\.(object|str|format|join|replace|strip|lower|upper|title)(\.|$)/;

/** A literal text, one in a variable, or what operators and methods make of one: `"…".format(table)`. */
function isText(context: Context, file: SourceFile, node: number): boolean {
  if (node === 0) return false;
  if (file.kind(node) === Node.String || file.kind(node) === Node.Format) return true;
  const members = membersOf(typeOf(context.linker, file, node));
  return members.length > 0 && members.every((member) => member.kind === 'literal' || (member.kind === 'external' && MADE_OF_TEXT.test(member.path)));
}

function entersAsync(context: Context, file: SourceFile, call: number): boolean {
  return membersOf(typeOf(context.linker, file, call)).some(
    (member) => member.kind === 'instance' && methodResult(context.linker, member, '__aenter__') !== undefined && methodResult(context.linker, member, '__enter__') === undefined,
  );
}

function directlyAwaited(file: SourceFile, call: number): boolean {
  return file.kind(file.parentOf(call)) === Node.Await;
}

/** true: a coroutine; false: a plain method; undefined: may be awaited or entered (`begin`). */
function isCoroutineMember(context: Context, player: Player, method: string): boolean | undefined {
  const found = memberOf(context, player, method);
  const function_ = membersOf(found ?? { kind: 'unknown' })[0];
  if (function_?.kind !== 'function') return undefined;
  const { file, scope } = function_.of;
  if (file.scope(scope).isAsync) return true;
  const returns = file.describe(file.scope(scope).returns);
  return /^(AsyncSessionTransaction|AsyncTransaction|AsyncConnection|AbstractAsyncContextManager|AsyncResult)/.test(returns) || !file.library ? undefined : false;
}

function memberOf(context: Context, player: Player, method: string): Type | undefined {
  for (const applied of classInfo(context.linker, player.type.of).order) {
    const found = declaredAttribute(context.linker, applied.of, method);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** A method of the library's class, or one that the legacy class has and the target lacks; not one that a project's subclass adds. */
function hasMember(context: Context, player: Player, method: string): boolean {
  if (!memberNames(context).has(method) || player.operations?.has(method) === false) return false;
  for (const applied of classInfo(context.linker, player.type.of).order) {
    if (declaredAttribute(context.linker, applied.of, method) !== undefined) return true;
  }
  return player.role === 'session' && context.pack.removed.has(method);
}

const namesByPack = new WeakMap<Context, ReadonlySet<string>>();

/** Public methods of the classes that sessions, connections and engines come from. */
export function memberNames(context: Context): ReadonlySet<string> {
  const known = namesByPack.get(context);
  if (known !== undefined) return known;
  const names = new Set<string>();
  const add = (qualified: string): void => {
    const of = context.linker.libraryClass(qualified);
    if (of === undefined) return;
    for (const [name, bindings] of of.file.bindingsOf(of.scope)) {
      if (!name.startsWith('_') && !context.pack.notOperations.has(name) && bindings.some((binding) => binding.kind === 'definition')) names.add(name);
    }
  };
  for (const [qualified, role] of Object.entries(context.pack.roles)) {
    if (role.operations !== undefined) for (const name of role.operations.keys()) names.add(name);
    else if (role.role === 'session' || role.role === 'connection' || role.role === 'engine') add(qualified);
  }
  for (const qualified of context.pack.extensions) add(qualified);
  namesByPack.set(context, names);
  return names;
}

/** `await asyncio.to_thread(session.commit)` */
function bridgedReference(context: Context, file: SourceFile, node: number): Finding[] {
  const call = file.parentOf(node);
  const method = file.name(file.b(node));
  if (file.kind(call) !== Node.Call || file.a(call) === node || !context.bridges.isBridge(file, call)) return [];
  const [player] = context.roles.of(typeOf(context.linker, file, file.a(node))).filter((candidate) => candidate.role === 'session' && hasMember(context, candidate, method));
  if (player === undefined) return [];
  return [{
    start: file.end(node) - method.length, end: file.end(node), scope: file.scopeOfNode(node), kind: context.pack.memberKinds[method] ?? 'session-operation',
    state: player.mode === 'legacy' ? 'bridged' : 'broken', api: `${player.api}.${method}`, method, awaited: false, guessed: false,
    why: `called by ${file.describe(file.a(call))}`, origin: player.type.origin,
  }];
}

/** Not resolved at all, or out of something outside the project that is named after sessions. */
function mayBeSession(guess: Guess, type: Type): boolean {
  return membersOf(type).every((member) => {
    if (member.kind === 'missing') return true;
    if (member.kind === 'external') return guess.paths.test(member.path) && !guess.lookAlikes.test(member.path);
    return !isKnown(member);
  });
}

/** Only a name like `session` and a method that nothing else has speak for it. */
function mayBeGuessed({ pack, relevant }: Context, file: SourceFile, receiver: number, method: string): boolean {
  return relevant && pack.guess.methods.has(method) && file.kind(receiver) !== Node.Call && pack.guess.names.test(lastName(file, receiver));
}

function guessed(context: Context, file: SourceFile, receiver: number, type: Type, place: Pick<Finding, 'start' | 'end' | 'scope' | 'method' | 'awaited'>): Finding[] {
  const { guess } = context.pack;
  if (!mayBeGuessed(context, file, receiver, place.method) || !mayBeSession(guess, type)) return [];
  return [{
    ...place, kind: context.pack.memberKinds[place.method] ?? 'session-operation', state: 'unknown', api: `${guess.api}.${place.method}`, guessed: true,
    why: `nothing says what ${file.describe(receiver)} is; its name and the method suggest a session`, origin: undefined,
  }];
}
