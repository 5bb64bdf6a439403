import { Node } from '../../facts';
import { typeOf } from '../../link/expressions';
import type { SourceFile } from '../../link/source-file';
import { reachingBindings } from '../../link/reaching';
import { evidenceOf, type Finding } from '../context';
import { callsByName } from './broken-operations';
import type { HazardFinding, HazardRule, Project } from './rule';

/**
 * A legacy session inside `async def`: once for each session of a function, where it is opened, or at the first call
 * that blocks where the session came from elsewhere.
 */
export const syncSessionInAsync: HazardRule = {
  name: 'sync-session-in-async',
  find(project, file) {
    const blocking = (project.findings.get(file) ?? []).filter((finding) => finding.state === 'blocking' && !mayBeAsync(project, file, finding));
    const opens = blocking.filter((finding) => isOpen(finding));
    const reported: HazardFinding[] = opens.map((finding) => hazard(file, finding, 'A sync session is opened'));
    const sessions = new Set<string>();
    for (const finding of blocking) {
      if (isOpen(finding) || !waits(finding)) continue;
      const receiver = receiverOf(file, finding);
      if (receiver !== 0 && cameFrom(file, receiver, opens)) continue;
      const session = `${file.functionAround(finding.scope)} ${finding.api === 'Model.query' ? finding.api : file.describe(receiver)}`;
      if (sessions.has(session)) continue;
      sessions.add(session);
      reported.push(hazard(file, finding, `${finding.api} waits for the database`));
    }
    return reported;
  },
};

/** A place that is judged by one of two sessions it may have. */
function mayBeAsync(project: Project, file: SourceFile, finding: Finding): boolean {
  const call = callsByName(file).get(finding.end);
  if (call === undefined) return false;
  const callee = file.a(call);
  const type = finding.kind === 'session-open' ? typeOf(project.linker, file, call) : file.kind(callee) === Node.Attribute ? typeOf(project.linker, file, file.a(callee)) : undefined;
  return type !== undefined && project.roles.handedOut(type).some((player) => player.mode === 'target');
}

function hazard(file: SourceFile, finding: Finding, what: string): HazardFinding {
  const around = file.functionAround(finding.scope);
  return {
    // A test has its event loop to itself.
    start: finding.start, end: finding.end, scope: finding.scope, certainty: TEST.test(file.path) ? 'possible' : 'certain',
    message: `${what} inside async def ${around < 0 ? '' : file.scope(around).name}: the event loop stands still meanwhile.`,
    evidence: evidenceOf(finding.origin),
  };
}

const TEST = /(^|\/)(tests?|testing|e2e)\/|(^|\/)(test_[^/]*|[^/]*_test|conftest)\.py$/;

function isOpen(finding: Finding): boolean {
  return finding.kind === 'session-open' || (finding.kind === 'connection-operation' && /^Engine\.(connect|begin|raw_connection)$/.test(finding.api));
}

/** Methods that only change what is in memory. */
const IN_MEMORY = new Set(['add', 'add_all', 'expire', 'expire_all', 'expunge', 'expunge_all', 'is_modified', 'in_transaction', 'in_nested_transaction', 'get_bind', 'execution_options', 'configure', 'remove', 'close', 'dispose']);

function waits(finding: Finding): boolean {
  return (finding.kind === 'session-operation' || finding.kind === 'connection-operation' || finding.kind === 'legacy-query') && !IN_MEMORY.has(finding.method);
}

function receiverOf(file: SourceFile, finding: Finding): number {
  const call = callsByName(file).get(finding.end);
  const callee = call === undefined ? 0 : file.a(call);
  return file.kind(callee) === Node.Attribute ? file.a(callee) : 0;
}

/** Whether the receiver is what one of the opens gave: opened on the spot, or held by a local name. */
function cameFrom(file: SourceFile, receiver: number, opens: readonly Finding[]): boolean {
  if (holdsOpen(file, receiver, opens)) return true;
  if (file.kind(receiver) === Node.Await) return cameFrom(file, file.a(receiver), opens);
  if (file.kind(receiver) === Node.Attribute) {
    // `request.state.db = SessionLocal()` earlier in the function
    const text = file.describe(receiver);
    return file.facts.bindings.some((binding) => binding.name === '' && file.describe(binding.target) === text && file.scopeOfBlock(binding.block) === file.scopeOfNode(receiver) && holdsOpen(file, binding.value, opens));
  }
  if (file.kind(receiver) !== Node.Name) return false;
  const name = file.name(file.a(receiver));
  for (let scope = file.scopeOfNode(receiver); scope > 0; scope = file.scope(scope).parent) {
    const bindings = file.bindingsOf(scope).get(name);
    if (bindings === undefined) continue;
    return reachingBindings(file, bindings, file.blockOf(receiver), file.start(receiver)).bindings.some(
      (binding) => binding.value !== 0 && (holdsOpen(file, binding.value, opens) || (file.kind(binding.value) === Node.Name && file.name(file.a(binding.value)) !== name && cameFrom(file, binding.value, opens))),
    );
  }
  return false;
}

function holdsOpen(file: SourceFile, node: number, opens: readonly Finding[]): boolean {
  return opens.some((open) => open.start >= file.start(node) && open.end <= file.end(node));
}
