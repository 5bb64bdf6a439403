/** What a legacy usage asks of the function that holds it. */
import { Node } from '../../facts';
import { targetsOf } from '../../link/calls';
import { classInfo } from '../../link/class-info';
import { declaredAttribute } from '../../link/classes';
import { typeOf } from '../../link/expressions';
import type { SourceFile } from '../../link/source-file';
import { membersOf } from '../../link/types';
import type { Context } from '../context';
import { oncePerFile } from '../hazards/rule';
import type { Legacy } from './function-node';

/** Whether the function must be `async def` once the usage is converted: `session.add(x)` needs no await, `commit()` does. */
export function needsAsync(context: Context, file: SourceFile, { finding }: Legacy): boolean {
  switch (finding.kind) {
    case 'session-open':
      return opensAsync(context, file, finding.end);
    case 'session-operation':
      return !plainMethods(context).has(finding.method);
    case 'legacy-query':
    case 'connection-operation':
      return true;
    default:
      return false;
  }
}

/** `session = SessionLocal()` stays a plain call; `with`, `next(get_db())` and providers of the project do not. */
function opensAsync(context: Context, file: SourceFile, end: number): boolean {
  const call = callEndingIn(file, end);
  if (call === 0) return false;
  if (file.withItemOf(call) !== undefined) return true;
  return targetsOf(context.linker, typeOf(context.linker, file, file.a(call))).some(({ of }) => !of.file.library && of.file.scope(of.scope).name !== '__init__');
}

/** The call whose callee ends at an offset, which is where a usage that is a call ends; 0 where there is none. */
export function callEndingIn(file: SourceFile, end: number): number {
  return callsByCalleeEnd(file).get(end) ?? 0;
}

const callsByCalleeEnd = oncePerFile((file) => {
  const calls = new Map<number, number>();
  const { kind, count } = file.facts.nodes;
  for (let node = 1; node < count; node++) if (kind[node] === Node.Call) calls.set(file.end(file.a(node)), node);
  return calls;
});

const known = new WeakMap<Context, ReadonlySet<string>>();

/** Methods of the target session that are neither coroutines nor entered: `add`, `expunge`, `in_transaction`. */
function plainMethods(context: Context): ReadonlySet<string> {
  let names = known.get(context);
  if (names === undefined) known.set(context, (names = findPlainMethods(context)));
  return names;
}

const ENTERED = /^(begin|begin_nested|query)$/;

function findPlainMethods({ linker, pack }: Context): ReadonlySet<string> {
  const names = new Set<string>();
  for (const [qualified, role] of Object.entries(pack.roles)) {
    const of = role.role === 'session' && role.mode === 'target' ? linker.libraryClass(qualified) : undefined;
    if (of === undefined) continue;
    for (const applied of classInfo(linker, of).order) {
      for (const name of applied.of.file.bindingsOf(applied.of.scope).keys()) {
        const method = membersOf(declaredAttribute(linker, applied.of, name) ?? { kind: 'unknown' })[0];
        if (method?.kind === 'function' && !method.of.file.scope(method.of.scope).isAsync && !ENTERED.test(name)) names.add(name);
      }
    }
  }
  return names;
}
