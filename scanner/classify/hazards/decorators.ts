/** Whether a coroutine function is still one after its decorators. */
import { Node } from '../../facts';
import { targetsOf } from '../../link/calls';
import { lastName } from '../../link/call-sites';
import { typeOf } from '../../link/expressions';
import { decoratorName } from '../../link/functions';
import type { Linker } from '../../link/linker';
import type { SourceFile } from '../../link/source-file';
import { membersOf, type FunctionRef } from '../../link/types';

/**
 * `keeps`: a call still gives what the function itself gives. `runs`: the wrapper runs the coroutine. `unknown`: a
 * decorator that nothing describes.
 */
export type DecoratorEffect = 'keeps' | 'runs' | 'unknown';

/** Library decorators that hand back the function, or a coroutine function for a coroutine function. */
const KEEPING = new Set([
  'staticmethod', 'classmethod', 'abstractmethod', 'override', 'final', 'wraps', 'cache', 'lru_cache', 'retry', 'deprecated',
  'get', 'post', 'put', 'patch', 'delete', 'head', 'options', 'trace', 'websocket', 'route', 'api_route', 'on_event', 'exception_handler', 'middleware',
  'asyncio', 'anyio', 'parametrize', 'skip', 'skipif', 'xfail', 'usefixtures', 'limit', 'validate_call', 'beartype', 'typechecked', 'no_type_check',
]);

export function effectOfDecorators(linker: Linker, of: FunctionRef): DecoratorEffect {
  let effect: DecoratorEffect = 'keeps';
  for (const decorator of of.file.scope(of.scope).decorators) {
    const one = effectOf(linker, of.file, decorator);
    if (one === 'runs') return 'runs';
    if (one === 'unknown') effect = 'unknown';
  }
  return effect;
}

function effectOf(linker: Linker, file: SourceFile, decorator: number): DecoratorEffect {
  const types = membersOf(typeOf(linker, file, decorator));
  const own = types.flatMap((type) => (type.kind === 'function' && !type.of.file.library ? [type.of] : []));
  if (own.length > 0 && own.length === types.length) {
    const effects = own.map((of) => effectOfWrapper(linker, of));
    return effects.find((effect) => effect !== 'keeps') ?? 'keeps';
  }
  const last = decoratorName(file, decorator).split('.').at(-1) ?? '';
  return KEEPING.has(last) ? 'keeps' : 'unknown';
}

/** Functions that run a coroutine to its end. */
const RUNNERS = new Set(['run', 'run_until_complete', 'run_coroutine_threadsafe', 'async_to_sync', 'run_async', 'run_sync', 'syncify', 'from_thread']);

/** What a project's decorator makes of a coroutine function, by the function that it returns. */
function effectOfWrapper(linker: Linker, decorator: FunctionRef): DecoratorEffect {
  const { file, scope } = decorator;
  const handed = file.scope(scope).parameters.find((parameter) => parameter.name !== 'self' && parameter.name !== 'cls')?.name;
  const wrappers: number[] = [];
  for (const value of file.returnsOf(scope)) {
    // `registry.append(fn); return fn`
    if (file.kind(value) === Node.Name && file.name(file.a(value)) === handed) return 'keeps';
    for (const type of membersOf(typeOf(linker, file, value))) {
      if (type.kind === 'function' && type.of.file === file && file.isWithin(type.of.scope, scope)) wrappers.push(type.of.scope);
    }
  }
  if (wrappers.some((wrapper) => file.scope(wrapper).isAsync)) return 'keeps';
  if (wrappers.length === 0) return 'unknown';
  if (wrappers.some((wrapper) => runsCoroutine(linker, file, wrapper))) return 'runs';
  const returnsCall = wrappers.every((wrapper) => file.returnsOf(wrapper).length > 0 && file.returnsOf(wrapper).every((value) => file.kind(value) === Node.Call && lastName(file, value) === handed));
  return returnsCall ? 'keeps' : 'unknown';
}

function runsCoroutine(linker: Linker, file: SourceFile, scope: number): boolean {
  return [...RUNNERS].some((name) => linker.callSites.of(name).some((site) => site.file === file && file.isWithin(file.scopeOfNode(site.node), scope)));
}

/** Functions of the project that a callee stands for; undefined where it may be something else as well. */
export function projectTargets(linker: Linker, file: SourceFile, callee: number): readonly FunctionRef[] | undefined {
  const type = typeOf(linker, file, callee);
  const targets: FunctionRef[] = [];
  for (const member of membersOf(type)) {
    if (member.kind === 'none') continue;
    if (member.kind !== 'function' && member.kind !== 'callable' && member.kind !== 'lambda') return undefined;
    if (member.kind === 'lambda') return undefined;
    const found = targetsOf(linker, member);
    if (found.length === 0 || found.some((target) => target.of.file.library)) return undefined;
    targets.push(...found.map((target) => target.of));
  }
  return targets.length === 0 ? undefined : targets;
}
