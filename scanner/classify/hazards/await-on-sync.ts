import { Node } from '../../facts';
import { lastName } from '../../link/call-sites';
import { classInfo } from '../../link/class-info';
import { methodResult } from '../../link/classes';
import { typeOf } from '../../link/expressions';
import type { SourceFile } from '../../link/source-file';
import { membersOf, type FunctionRef, type Type } from '../../link/types';
import { evidenceOf } from '../context';
import { isGivenTarget } from './given-target';
import { isAskedFirst } from './asked-first';
import { brokenOperations } from './broken-operations';
import { plainNames } from './coroutine-names';
import { effectOfDecorators, projectTargets } from './decorators';
import { overridesOf } from './overrides';
import { mismatchedWith } from './mismatched-with';
import type { HazardFinding, HazardRule, Project } from './rule';
import { isReplaced } from './test-doubles';

/** `await session.add(x)`, `await` on a sync session, on rows that are there already, on a function that is still sync. */
export const awaitOnSync: HazardRule = {
  name: 'await-on-sync',
  find(project, file) {
    const findings: HazardFinding[] = brokenOperations(project, file)
      .filter(({ mode, form }) => form === 'awaited' || (mode === 'legacy' && form === 'awaited-too-late'))
      .map(({ finding, call, mode }) => ({
        // The annotation of the parameter may be what was forgotten.
        start: finding.start, end: finding.end, scope: finding.scope, certainty: mode === 'legacy' && isGivenTarget(project, file, file.a(file.a(call))) ? 'possible' : 'certain',
        message: `${finding.api} gives nothing to await: await raises TypeError after the call.`,
        evidence: evidenceOf(finding.origin),
      }));
    findings.push(...mismatchedWith(project, file, true, (text) => `${text} is a plain context manager: async with raises.`));
    const taken = new Set(findings.map((finding) => finding.end));
    const { kind, count } = file.facts.nodes;
    const plain = plainNames(project);
    for (let node = 1; node < count; node++) {
      if (kind[node] !== Node.Await || file.kind(file.a(node)) !== Node.Call) continue;
      const name = lastName(file, file.a(node));
      if (!plain.has(name) && !READS.has(name)) continue;
      const finding = awaitedPlain(project, file, file.a(node));
      if (finding !== undefined && !taken.has(finding.end)) findings.push(finding);
    }
    return findings;
  },
};

function awaitedPlain(project: Project, file: SourceFile, call: number): HazardFinding | undefined {
  const callee = file.a(call);
  const result = typeOf(project.linker, file, call);
  if (!membersOf(result).every((member) => isPlain(project, member)) || result.kind === 'never') return undefined;
  const name = lastName(file, callee);
  const place = { start: file.end(callee) - name.length, end: file.end(callee), scope: file.scopeOfNode(call), certainty: 'certain' as const };
  const targets = projectTargets(project.linker, file, callee);
  const [first] = targets ?? [];
  if (targets === undefined || first === undefined) return ofResult(project, file, callee, place);
  if (isReplaced(file, callee) || isAskedFirst(file, call) || !targets.every((target) => isSyncFor(project, target))) return undefined;
  return {
    ...place,
    certainty: targets.every((target) => returnsOnlyPlain(project, target)) ? 'certain' : 'possible',
    message: `${first.file.qualifiedName(first.scope)} is a plain function and gives nothing to await.`,
    evidence: targets.map(({ file: of, scope }) => ({ text: `def ${of.qualifiedName(scope)}`, path: of.path, line: of.line(of.scope(scope).nameStart) })),
  };
}

/** `await result.scalars()`: the rows of an awaited execute are there. */
function ofResult(project: Project, file: SourceFile, callee: number, place: Pick<HazardFinding, 'start' | 'end' | 'scope' | 'certainty'>): HazardFinding | undefined {
  if (file.kind(callee) !== Node.Attribute) return undefined;
  const receiver = typeOf(project.linker, file, file.a(callee));
  const [first] = membersOf(receiver);
  if (first === undefined || !membersOf(receiver).every((member) => member.kind === 'instance' && member.of.file.library && RESULTS.has(project.linker.qualifiedName(member.of)))) return undefined;
  return { ...place, message: 'The result of an awaited execute is a plain object: its methods give nothing to await.', evidence: evidenceOf(first.origin) };
}

/** Methods of results. */
const READS = new Set(['scalars', 'scalar', 'all', 'first', 'one', 'one_or_none', 'scalar_one', 'scalar_one_or_none', 'fetchall', 'fetchone', 'fetchmany', 'mappings', 'unique', 'tuples', 'partitions', 'keys']);

const RESULTS = new Set(['sqlalchemy.Result', 'sqlalchemy.ScalarResult']);

/** A value that `await` certainly refuses. */
function isPlain(project: Project, type: Type): boolean {
  switch (type.kind) {
    case 'none':
    case 'literal':
    case 'tuple':
    case 'dict':
    case 'class':
    case 'function':
      return true;
    case 'external':
      return /^(builtins\.(str|int|bool|object)|sqlalchemy\.(ScalarResult|Result)\.\w+)$/.test(type.path);
    case 'instance':
      return classInfo(project.linker, type.of).external === undefined && methodResult(project.linker, type, '__await__') === undefined;
    default:
      return false;
  }
}

function isSyncFor(project: Project, target: FunctionRef): boolean {
  const { file, scope } = target;
  const info = file.scope(scope);
  if (info.isAsync || info.isGenerator || !saysWhatItReturns(project, target) || isAbstract(target) || effectOfDecorators(project.linker, target) !== 'keeps') return false;
  const owner = file.classAround(scope);
  return owner < 0 || !overridesOf(project.linker, target).some((override) => override.file.scope(override.scope).isAsync);
}

/** By its annotation, by returning nothing, or by values written down: what it got from a method may be a coroutine in a subclass. */
function saysWhatItReturns(project: Project, { file, scope }: FunctionRef): boolean {
  const values = file.returnsOf(scope);
  if (file.scope(scope).returns === 0) return values.every((value) => value === 0 || WRITTEN.has(file.kind(value)));
  // An annotation that leaves out the coroutine which the function passes on.
  return !values.some((value) => membersOf(typeOf(project.linker, file, value)).some((member) => member.kind === 'awaitable'));
}

const WRITTEN = new Set<number>([Node.Constant, Node.String, Node.Format, Node.Dict, Node.List, Node.Set, Node.Compare, Node.Not]);

/** Nothing is returned that cannot be followed: then the annotation is all there is. */
function returnsOnlyPlain(project: Project, { file, scope }: FunctionRef): boolean {
  return file.returnsOf(scope).every((value) => value === 0 || WRITTEN.has(file.kind(value)) || membersOf(typeOf(project.linker, file, value)).every((member) => member.kind === 'external' || isPlain(project, member)));
}

/** A body that says nothing, or only that somebody else must: what it returns is not what a call gives. */
function isAbstract({ file, scope }: FunctionRef): boolean {
  const { decorators } = file.scope(scope);
  if (decorators.some((decorator) => /abstract|overload/.test(file.describe(decorator)))) return true;
  const definitions = file.bindingsOf(file.scope(scope).parent).get(file.scope(scope).name) ?? [];
  // Overloads say what it gives, and may be `async def` themselves.
  if (definitions.some((binding) => binding.kind === 'definition' && file.scope(binding.row).decorators.some((decorator) => lastName(file, decorator) === 'overload'))) return true;
  if (file.facts.exits.some((exit) => exit.scope === scope && exit.kind === 'raise' && /NotImplemented/.test(file.describe(exit.value)))) return true;
  if (file.returnsOf(scope).length > 0) return false;
  return !file.facts.effects.some((node) => file.functionAround(file.scopeOfNode(node)) === scope && file.kind(node) !== Node.String && file.kind(node) !== Node.Constant) &&
    !file.facts.bindings.some((binding) => file.functionAround(file.scopeOfBlock(binding.block)) === scope);
}
