/** Functions that hand sessions out, and parameters that are given one. */
import type { State } from '../../lib/migration';
import { Node } from '../facts';
import { functionType, resultOf } from '../link/functions';
import { isReceiver, parameterType } from '../link/parameters';
import type { SourceFile } from '../link/source-file';
import type { Type } from '../link/types';
import type { Context, Finding } from './context';
import type { Player } from './roles';

export function definitions(context: Context, file: SourceFile): Finding[] {
  const findings: Finding[] = [];
  for (const [scope, info] of file.facts.scopes.entries()) {
    if (info.kind !== 'function') continue;
    if (context.spread.reachesResult(file, scope)) findings.push(...provider(context, file, scope));
    for (const [index, parameter] of info.parameters.entries()) {
      if (parameter.kind === 'variadic' || parameter.kind === 'keywords') continue;
      if (!context.spread.reachesParameter(file, scope, index)) continue;
      if (isReceiver(context.linker, file, scope, index)) continue;
      const players = context.roles.sessions(parameterType(context.linker, file, scope, index));
      findings.push(...handed(context, file, players, { start: parameter.start, end: parameter.end, scope, kind: 'session-parameter', method: parameter.name }));
    }
  }
  return findings;
}

const PLAIN_TYPES = /^(str|int|bool|float|bytes|dict|list|set|tuple|date|datetime|UUID|Decimal|Path)$/;

/** A function that says it gives a text, a number or nothing, or that returns nothing at all. */
function givesPlainly(file: SourceFile, scope: number): boolean {
  const { returns, isGenerator } = file.scope(scope);
  if (isGenerator) return false;
  if (returns === 0) return file.returnsOf(scope).every((value) => value === 0);
  const kind = file.kind(returns);
  return (kind === Node.Constant && file.describe(returns) === 'None') || (kind === Node.Name && PLAIN_TYPES.test(file.name(file.a(returns))));
}

function provider(context: Context, file: SourceFile, scope: number): Finding[] {
  const info = file.scope(scope);
  if (givesPlainly(file, scope)) return [];
  const result = resultOf(context.linker, { file, scope });
  const players = context.roles.handedOut(result);
  const found = players.length > 0 ? players : wrappedProvider(context, functionType(context.linker, file, scope));
  return handed(context, file, found, { start: info.nameStart, end: info.nameEnd, scope, kind: 'session-provider', method: info.name });
}

/** A decorator may make the provider: `@contextmanager` over a generator is seen in the result already. */
function wrappedProvider(context: Context, type: Type): readonly Player[] {
  return type.kind === 'callable' ? context.roles.handedOut(type.returns) : [];
}

function handed(context: Context, file: SourceFile, players: readonly Player[], place: Pick<Finding, 'start' | 'end' | 'scope' | 'kind' | 'method'>): Finding[] {
  const [first] = players;
  if (first === undefined) return [];
  const modes = new Set(players.map((player) => player.mode));
  // While a legacy session is among what may come, the place is not done.
  const legacy = players.find((player) => player.mode === 'legacy');
  const player = legacy ?? first;
  const state: State = legacy === undefined ? 'async' : player.type.bridged === true || (place.kind === 'session-parameter' && context.bridges.around(file, place.scope)) ? 'bridged' : 'sync';
  const why = modes.size > 1 ? 'a legacy or a target session' : first.mode === 'target' ? 'on the target' : 'legacy session';
  return [{ ...place, state, api: player.api, awaited: false, guessed: false, why, origin: player.type.origin }];
}
