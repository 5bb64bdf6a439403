/** Parameters annotated with the legacy session whose callers have moved on: `check(session)` with an AsyncSession. */
import { Node } from '../../facts';
import { argumentNode } from '../../link/calls';
import { typeOf } from '../../link/expressions';
import type { SourceFile } from '../../link/source-file';
import type { Project } from './rule';

/** Callers looked at; one that passes the target is enough. */
const MAX_CALLERS = 50;

/** Whether a receiver is a parameter that some caller gives a session of the target. */
export function isGivenTarget(project: Project, file: SourceFile, receiver: number): boolean {
  if (file.kind(receiver) !== Node.Name) return false;
  const name = file.name(file.a(receiver));
  const scope = file.functionAround(file.scopeOfNode(receiver));
  const info = scope < 0 ? undefined : file.scope(scope);
  const index = info?.parameters.findIndex((parameter) => parameter.name === name) ?? -1;
  if (info === undefined || index < 0 || file.bindingsOf(scope).has(name)) return false;
  const offset = file.classAround(scope) < 0 ? 0 : 1;
  return project.linker.callSites.of(info.name).slice(0, MAX_CALLERS).some((site) => {
    const argument = argumentNode(site.file, site.node, index - offset, name);
    return argument !== 0 && project.roles.sessions(typeOf(project.linker, site.file, argument)).some((player) => player.mode === 'target');
  });
}
