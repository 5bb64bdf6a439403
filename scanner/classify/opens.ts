/** Calls that give a session: a constructor, a factory, a provider, a class whose `__enter__` hands one out. */
import type { State } from '../../lib/migration';
import { Node } from '../facts';
import { methodResult } from '../link/classes';
import { typeOf } from '../link/expressions';
import type { SourceFile } from '../link/source-file';
import { membersOf, type Type } from '../link/types';
import { fateOf } from './awaiting';
import { inAsyncFunction, type Context, type Finding } from './context';
import type { Player } from './roles';

export function opens(context: Context, file: SourceFile): Finding[] {
  const findings: Finding[] = [];
  for (const call of file.calls()) findings.push(...openOf(context, file, call));
  return findings;
}

/** Modules whose methods give what was put in: `sessions.get("eu")`. */
const CONTAINERS = /^(builtins|typing|collections|contextvars)$/;

function openOf(context: Context, file: SourceFile, call: number): Finding[] {
  const callee = file.a(call);
  const named = file.kind(callee) === Node.Name || file.kind(callee) === Node.Attribute;
  if (!context.spread.reaches(file, call) && !(named && mayBeMissing(context, lastPart(file, callee)))) return [];
  const calleeType = typeOf(context.linker, file, callee);
  const missing = membersOf(calleeType).find((member) => member.kind === 'missing');
  if (missing !== undefined) return openOfMissing(context, file, call, missing);
  const result = typeOf(context.linker, file, call);
  if (result.kind === 'typevar') return [];
  const players = context.roles.handedOut(result);
  const [first] = players;
  if (first === undefined || passesOn(context, file, callee, calleeType)) return [];
  const place = named ? callee : lastNamed(file, callee);
  const name = lastPart(file, place);
  const start = file.end(place) - name.length;
  const fate = fateOf(file, call);
  // While a legacy session is among what may come, the place is not done.
  const player = players.find((candidate) => candidate.mode === 'legacy') ?? first;
  const verdict = judge(context, file, call, result, player, fate);
  return [{
    start, end: file.end(place), scope: file.scopeOfNode(call), kind: 'session-open', ...verdict, api: player.api, method: name,
    awaited: fate === 'awaited', guessed: false, origin: player.type.origin,
  }];
}

/** The name of something that an import, now broken, may have brought. */
function mayBeMissing(context: Context, name: string): boolean {
  return /session|(^|_)db(_|$)/i.test(name) && !context.spread.isDefined(name);
}

function lastPart(file: SourceFile, callee: number): string {
  if (file.kind(callee) !== Node.Name && file.kind(callee) !== Node.Attribute) return '';
  return file.name(file.kind(callee) === Node.Name ? file.a(callee) : file.b(callee));
}

/** `sessionmaker` of `sessionmaker(engine)()` */
function lastNamed(file: SourceFile, callee: number): number {
  const kind = file.kind(callee);
  return kind === Node.Call || kind === Node.Subscript ? lastNamed(file, file.a(callee)) : callee;
}

/** Calls that have a session without opening one: methods of a session, `next(get_db())`, `scoped_session(factory)`. */
function passesOn(context: Context, file: SourceFile, callee: number, calleeType: Type): boolean {
  if (file.kind(callee) === Node.Attribute) {
    const receiver = typeOf(context.linker, file, file.a(callee));
    if (context.roles.handedOut(receiver).length > 0) return true;
  }
  return membersOf(calleeType).some((member) => {
    if (member.kind === 'class') {
      const library = context.linker.qualifiedName(member.of);
      return member.of.file.library && (context.pack.factories.has(library) || context.pack.passing.has(library));
    }
    if (member.kind === 'super' || member.kind === 'callable') return member.kind === 'callable' && member.behind === undefined && member.parameters !== undefined && member.forwards;
    return member.kind === 'function' && member.of.file.library && (context.pack.passing.has(context.linker.qualifiedName(member.of)) || CONTAINERS.test(member.of.file.module));
  });
}

function judge(context: Context, file: SourceFile, call: number, result: Type, player: Player, fate: string): { state: State; why: string } {
  const item = file.withItemOf(call);
  const instance = membersOf(result).find((member) => member.kind === 'instance');
  if (item !== undefined && instance?.kind === 'instance') {
    const wanted = item.isAsync ? '__aenter__' : '__enter__';
    const other = item.isAsync ? '__enter__' : '__aenter__';
    if (methodResult(context.linker, instance, wanted) === undefined && methodResult(context.linker, instance, other) !== undefined) {
      return { state: 'broken', why: item.isAsync ? 'async with on what is not an async context manager' : 'with where async with is due' };
    }
  }
  const coroutine = membersOf(result).some((member) => member.kind === 'awaitable');
  if (coroutine && fate !== 'awaited' && fate !== 'passed') return { state: 'broken', why: 'the coroutine that gives the session is never awaited' };
  if (file.facts.language === 'python' && file.kind(file.parentOf(call)) === Node.Await && cannotBeAwaited(context, result)) return { state: 'broken', why: 'await on what cannot be awaited' };
  if (player.mode === 'target') return { state: 'async', why: 'opens the target session' };
  if (player.type.bridged === true || context.bridges.around(file, file.scopeOfNode(call))) return { state: 'bridged', why: 'legacy session run by a bridge' };
  return context.pack.blocking && inAsyncFunction(file, file.scopeOfNode(call))
    ? { state: 'blocking', why: 'a legacy session opened inside async def' }
    : { state: 'sync', why: 'opens a legacy session' };
}

/** `await get_db()` of an async generator, `await Session()` */
function cannotBeAwaited(context: Context, result: Type): boolean {
  return membersOf(result).every((member) => member.kind === 'instance' && methodResult(context.linker, member, '__await__') === undefined);
}

/** `from app.db import get_session`, where app.db defines no such name: it fails when the module is imported. */
function openOfMissing(context: Context, file: SourceFile, call: number, missing: Type & { kind: 'missing' }): Finding[] {
  const callee = file.a(call);
  const name = lastPart(file, callee);
  if (!context.relevant || !context.pack.judgements.has('missing-opens') || name === '') return [];
  // `missing().get_session()` opens one, `missing().commit()` does not.
  const ofResult = file.kind(callee) === Node.Attribute && membersOf(typeOf(context.linker, file, file.a(callee))).some((member) => member.kind === 'missing');
  if (!(ofResult ? /session/i : /session|(^|_)db($|_)/i).test(ofResult ? name : missing.name)) return [];
  return [{
    start: file.end(callee) - name.length, end: file.end(callee), scope: file.scopeOfNode(call), kind: 'session-open', state: 'broken',
    api: /async/i.test(missing.name) ? 'AsyncSession' : 'Session', method: name, awaited: fateOf(file, call) === 'awaited', guessed: true,
    why: `${missing.module.replace(/^\//, '')} does not define ${missing.name}`, origin: undefined,
  }];
}
