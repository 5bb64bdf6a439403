import { Node, type WithItem } from '../../facts';
import { lastName } from '../../link/call-sites';
import { methodResult } from '../../link/classes';
import { typeOf } from '../../link/expressions';
import type { SourceFile } from '../../link/source-file';
import { membersOf, type FunctionRef, type Type } from '../../link/types';
import { fateOf, type Fate } from '../awaiting';
import { evidenceOf } from '../context';
import { isAskedFirst } from './asked-first';
import { coroutineNames } from './coroutine-names';
import { effectOfDecorators, projectTargets } from './decorators';
import { overridesOf } from './overrides';
import type { HazardFinding, HazardRule, Project } from './rule';
import { isReplaced } from './test-doubles';
import { argumentUses, isWrongArgument } from './wrong-argument';

/** `self.queue.enqueue(task)`, where `enqueue` became `async def` and this caller did not follow. */
export const unawaitedProjectCall: HazardRule = {
  name: 'unawaited-project-call',
  find(project, file) {
    const findings: HazardFinding[] = [];
    const { kind, count } = file.facts.nodes;
    const names = coroutineNames(project);
    for (let node = 1; node < count; node++) {
      if (kind[node] !== Node.Call) continue;
      const callee = file.a(node);
      if ((file.kind(callee) !== Node.Name && file.kind(callee) !== Node.Attribute) || !names.has(lastName(file, callee)) || isHandled(file, node)) continue;
      const finding = unawaited(project, file, node, callee);
      if (finding !== undefined) findings.push(finding);
    }
    return findings;
  },
};

/** What is seen without any type: awaited at once, or handed on. */
function isHandled(file: SourceFile, call: number): boolean {
  const fate = fateOf(file, call);
  return fate === 'awaited' || (fate === 'passed' && !isLookedAt(file, call) && !isUnpacked(file, call) && argumentUses(file, call).length === 0);
}

function unawaited(project: Project, file: SourceFile, call: number, callee: number): HazardFinding | undefined {
  const result = typeOf(project.linker, file, call);
  if (result.kind !== 'awaitable') return undefined;
  const targets = projectTargets(project.linker, file, callee);
  const [first] = targets ?? [];
  if (targets === undefined || first === undefined) return undefined;
  const fate = fateOfCall(project, file, call, result);
  if (fate !== 'dropped' && fate !== 'used') return undefined;
  const effects = targets.map((target) => effectOfDecorators(project.linker, target));
  if (effects.includes('runs') || isReplaced(file, callee) || isAskedFirst(file, call) || mustRaise(file, call)) return undefined;
  const isCoroutine = targets.every((target) => target.file.scope(target.scope).isAsync);
  const certain = isCoroutine && !effects.includes('unknown') && !targets.some((target) => (isDeclaration(target) && isStream(project, result.of)) || hasPlainOverride(project, target));
  const name = lastName(file, callee);
  return {
    start: file.end(callee) - name.length,
    end: file.end(callee),
    scope: file.scopeOfNode(call),
    certainty: certain ? 'certain' : 'possible',
    message: `${first.file.qualifiedName(first.scope)} ${isCoroutine ? 'is async def' : 'returns something to await'}: ${fate === 'dropped' ? 'without await it does not run' : 'its coroutine is used as if it were the result'}.`,
    evidence: [...targets.map((target) => definedAt(target)), ...evidenceOf(receiverOrigin(project, file, callee))],
  };
}

function definedAt({ file, scope }: FunctionRef): HazardFinding['evidence'][number] {
  const info = file.scope(scope);
  return { text: `${info.isAsync ? 'async def' : 'def'} ${file.qualifiedName(scope)}`, path: file.path, line: file.line(info.nameStart) };
}

function receiverOrigin(project: Project, file: SourceFile, callee: number): Type['origin'] {
  return file.kind(callee) === Node.Attribute ? typeOf(project.linker, file, file.a(callee)).origin : undefined;
}

/** A subclass, often a test's double, that answers at once. */
function hasPlainOverride(project: Project, target: FunctionRef): boolean {
  return overridesOf(project.linker, target).some(({ file, scope }) => !file.scope(scope).isAsync);
}

/** `with pytest.raises(TypeError)`: wrong arguments raise before there is anything to await. */
function mustRaise(file: SourceFile, call: number): boolean {
  for (let block = file.blockOf(call); block > 0; block = file.facts.blocks[block]?.parent ?? -1) {
    if (file.facts.blocks[block]?.kind !== 'with') continue;
    const isRaises = (item: WithItem): boolean => item.body === block && /^(raises|assertRaises)$/.test(lastName(file, item.context)) && file.list(file.b(item.context)).some((argument) => file.describe(argument).includes('TypeError'));
    if (file.facts.withItems.some(isRaises)) return true;
  }
  return false;
}

/** Builtins that look at their argument and never await it. */
const LOOKING = new Set(['len', 'list', 'tuple', 'set', 'dict', 'sorted', 'str', 'int', 'float', 'bool', 'sum', 'min', 'max', 'any', 'all', 'enumerate', 'zip', 'iter', 'next', 'print']);

function fateOfCall(project: Project, file: SourceFile, call: number, result: Type & { kind: 'awaitable' }): Fate {
  // `async for` over what should be an async generator: an interface that left out the `yield`.
  if (isStream(project, result.of) && isIteratedAsync(file, call)) return 'passed';
  if (isUnpacked(file, call) || isLookedAt(file, call)) return 'used';
  const fate = fateOf(file, call);
  return fate === 'passed' && argumentUses(file, call).some((argument) => isWrongArgument(project.linker, file, argument)) ? 'used' : fate;
}

/** `first, second = load()` */
function isUnpacked(file: SourceFile, call: number): boolean {
  const root = file.useOf(call);
  return root?.kind === 'binding' && root.binding.path.length > 0;
}

function isLookedAt(file: SourceFile, call: number): boolean {
  const parent = file.parentOf(call);
  return file.kind(parent) === Node.Call && file.kind(file.a(parent)) === Node.Name && LOOKING.has(file.name(file.a(file.a(parent)))) && file.list(file.b(parent))[0] === call;
}

function isIteratedAsync(file: SourceFile, call: number): boolean {
  return file.facts.bindings.some((binding) => binding.kind === 'for' && binding.isAsync && binding.value === call);
}

/** Whether a value can be iterated with `async for`. */
function isStream(project: Project, type: Type): boolean {
  return membersOf(type).some((member) => member.kind === 'instance' && methodResult(project.linker, member, '__aiter__') !== undefined);
}

/** `async def stream(self) -> AsyncIterator[str]: ...` of a protocol or an abstract class. */
function isDeclaration({ file, scope }: FunctionRef): boolean {
  return file.returnsOf(scope).length === 0;
}
