import { methodResult } from '../../link/classes';
import { lastName } from '../../link/call-sites';
import { typeOf } from '../../link/expressions';
import type { SourceFile } from '../../link/source-file';
import { membersOf, type Type } from '../../link/types';
import { Node, type WithItem } from '../../facts';
import { evidenceOf } from '../context';
import type { HazardFinding, HazardRule, Project } from './rule';

/** `with db.get_session() as session`, where the provider is an async context manager. */
export const syncWithOnAsync: HazardRule = {
  name: 'sync-with-on-async',
  find: (project, file) => file.facts.withItems.flatMap((item) => entered(project, file, item)),
};

function entered(project: Project, file: SourceFile, item: WithItem): HazardFinding[] {
  if (item.isAsync) return [];
  const type = typeOf(project.linker, file, item.context);
  const members = membersOf(type).filter((member) => member.kind !== 'none');
  if (members.length === 0 || !members.every((member) => isAsyncOnly(project, member)) || !members.some((member) => isDatabase(project, member))) return [];
  const name = lastName(file, item.context);
  const end = endOfName(file, item.context);
  return [{
    start: end - name.length, end, scope: file.scopeOfNode(item.context), certainty: 'certain',
    message: `${file.describe(item.context)} is an async context manager: a plain with raises, it needs async with.`,
    evidence: evidenceOf(members[0]?.origin),
  }];
}

function isAsyncOnly(project: Project, type: Type): boolean {
  return type.kind === 'instance' && methodResult(project.linker, type, '__aenter__') !== undefined && methodResult(project.linker, type, '__enter__') === undefined;
}

/** A session, a connection or a transaction, or something that hands one out. */
function isDatabase(project: Project, type: Type): boolean {
  if (type.kind !== 'instance') return false;
  if (project.roles.of(type).length > 0 || project.roles.handedOut(type).length > 0) return true;
  if (type.of.file.library && project.linker.qualifiedName(type.of).startsWith('sqlalchemy.')) return true;
  const given = methodResult(project.linker, type, '__aenter__');
  return given?.kind === 'awaitable' && project.roles.of(given.of).length > 0;
}

function endOfName(file: SourceFile, node: number): number {
  return file.kind(node) === Node.Call ? file.end(file.a(node)) : file.end(node);
}
