/** `with` and `async with` over something that only the other one can enter. */
import { Node } from '../../facts';
import { classInfo } from '../../link/class-info';
import { methodResult } from '../../link/classes';
import { lastName } from '../../link/call-sites';
import { typeOf } from '../../link/expressions';
import type { SourceFile } from '../../link/source-file';
import { membersOf, type Type } from '../../link/types';
import { evidenceOf } from '../context';
import type { HazardFinding, Project } from './rule';

/** @param isAsync which kind of `with` is looked at */
export function mismatchedWith(project: Project, file: SourceFile, isAsync: boolean, message: (text: string) => string): HazardFinding[] {
  // An engine of another async layer comes from the same constructor: `create_engine(url, strategy=ASYNCIO_STRATEGY)`.
  if (file.facts.imports.some((row) => /^(sqlalchemy_aio|aiopg|gino)\b/.test(row.module))) return [];
  const [due, other] = isAsync ? ['__aenter__', '__enter__'] : ['__enter__', '__aenter__'];
  return file.facts.withItems.flatMap((item): HazardFinding[] => {
    if (item.isAsync !== isAsync || !mayBeDatabase(project, file, item.context)) return [];
    const members = membersOf(typeOf(project.linker, file, item.context)).filter((member) => member.kind !== 'none');
    const [first] = members;
    const refused = (type: Type): boolean => type.kind === 'instance' && has(project, type, other) && !has(project, type, due) && classInfo(project.linker, type.of).external === undefined;
    const mode = isAsync ? 'target' : 'legacy';
    // `sessionmaker(class_=AsyncSession).begin()`: what it hands out is right, whatever the class says.
    if (members.some((member) => project.roles.handedOut(member).some((player) => player.mode === mode && project.roles.of(member).length === 0))) return [];
    if (first === undefined || !members.every(refused) || !members.some((member) => isDatabase(project, member, other))) return [];
    const name = lastName(file, item.context);
    const end = file.kind(item.context) === Node.Call ? file.end(file.a(item.context)) : file.end(item.context);
    return [{ start: end - name.length, end, scope: file.scopeOfNode(item.context), certainty: 'certain', message: message(file.describe(item.context)), evidence: evidenceOf(first.origin) }];
  });
}

/** What no object of the migration gets to need not be asked. */
function mayBeDatabase({ spread }: Project, file: SourceFile, node: number): boolean {
  const callee = file.kind(node) === Node.Call ? file.a(node) : node;
  return spread.reaches(file, node) || (file.kind(callee) === Node.Attribute && spread.reaches(file, file.a(callee)));
}

function has(project: Project, type: Type, method: string): boolean {
  return type.kind === 'instance' && methodResult(project.linker, type, method) !== undefined;
}

/** A session, a connection or a transaction, or something that hands one out when it is entered. */
function isDatabase(project: Project, type: Type, enter: string): boolean {
  if (type.kind !== 'instance') return false;
  if (project.roles.of(type).length > 0 || project.roles.handedOut(type).length > 0) return true;
  if (type.of.file.library && project.linker.qualifiedName(type.of).startsWith('sqlalchemy.')) return true;
  const given = methodResult(project.linker, type, enter);
  return given !== undefined && project.roles.of(given.kind === 'awaitable' ? given.of : given).length > 0;
}
