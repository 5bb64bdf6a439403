/** Usages that are judged `broken`, with the call each of them is: which rule of awaiting a call breaks. */
import { Node } from '../../facts';
import type { SourceFile } from '../../link/source-file';
import type { Finding } from '../context';
import { oncePerFile, type Project } from './rule';

export interface BrokenOperation {
  readonly finding: Finding;
  readonly call: number;
  readonly mode: 'legacy' | 'target';
  /** How the call and its await stand to each other. */
  readonly form: 'removed' | 'awaited' | 'awaited-too-late' | 'entered' | 'not-awaited';
}

export function brokenOperations(project: Project, file: SourceFile): readonly BrokenOperation[] {
  const modes = modesOf(project);
  return (project.findings.get(file) ?? []).flatMap((finding): BrokenOperation[] => {
    if (finding.state !== 'broken' || !OPERATIONS.has(finding.kind)) return [];
    const call = callsByName(file).get(finding.end);
    const mode = modes.get(finding.api.split('.', 1)[0] ?? '');
    if (call === undefined || mode === undefined) return [];
    const form = mode === 'target' && project.pack.removed.has(finding.method) ? 'removed' : formOf(file, call);
    return [{ finding, call, mode, form }];
  });
}

const OPERATIONS = new Set(['session-operation', 'connection-operation', 'legacy-query']);

/** Calls by the offset at which the name of their callee ends, which is where a usage ends. */
export const callsByName = oncePerFile((file) => {
  const calls = new Map<number, number>();
  const { kind, count } = file.facts.nodes;
  for (let node = 1; node < count; node++) if (kind[node] === Node.Call) calls.set(file.end(file.a(node)), node);
  return calls;
});

function modesOf(project: Project): ReadonlyMap<string, 'legacy' | 'target'> {
  return new Map(Object.values(project.pack.roles).map((role) => [role.api, role.mode]));
}

function formOf(file: SourceFile, call: number): BrokenOperation['form'] {
  if (file.kind(file.parentOf(call)) === Node.Await) return 'awaited';
  if (file.withItemOf(call) !== undefined) return 'entered';
  return isAwaitedTooLate(file, call) ? 'awaited-too-late' : 'not-awaited';
}

/** `await session.execute(q).scalars()`: what is awaited is something made from the coroutine. */
export function isAwaitedTooLate(file: SourceFile, call: number): boolean {
  let child = call;
  for (let parent = file.parentOf(call); parent !== 0; child = parent, parent = file.parentOf(parent)) {
    switch (file.kind(parent)) {
      case Node.Await:
        return child !== call;
      case Node.Attribute:
      case Node.Subscript:
      case Node.Call:
        if (file.a(parent) !== child) return false;
        continue;
      default:
        return false;
    }
  }
  return false;
}
