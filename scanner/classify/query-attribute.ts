/** `Order.query` of a model; `session.query(…)` is a call and counted as an operation. */
import type { State } from '../../lib/migration';
import { Node } from '../facts';
import { classInfo } from '../link/class-info';
import { attributeOf } from '../link/classes';
import { typeOf } from '../link/expressions';
import { found, type Found } from '../link/reads';
import type { SourceFile } from '../link/source-file';
import { isKnown, membersOf, type ClassRef, type Origin, type Type } from '../link/types';
import { inAsyncFunction, type Context, type Finding } from './context';

/** @param node an Attribute node named `query` */
export function queryAttribute(context: Context, file: SourceFile, node: number): Finding[] {
  const parent = file.parentOf(node);
  if (file.kind(file.a(node)) !== Node.Name && file.kind(file.a(node)) !== Node.Attribute) return [];
  const owner = typeOf(context.linker, file, file.a(node));
  if (file.kind(parent) === Node.Call && file.a(parent) === node && context.roles.of(owner).length > 0) return [];
  if (membersOf(owner).every((member) => member.kind === 'missing' || !isKnown(member))) return guessed(context, file, node);
  if (!membersOf(owner).some((member) => member.kind === 'class' || (member.kind === 'instance' && member.of.file.library === false && context.roles.ofInstance(member) === undefined))) return [];
  const [player] = context.roles.of(typeOf(context.linker, file, node)).filter((candidate) => candidate.role === 'query');
  const origin = player === undefined ? (assignedOrigin(context, file, node, owner) ?? mixedOrigin(context, owner)) : player.type.origin;
  if (player === undefined && origin === undefined) return [];
  const scope = file.scopeOfNode(node);
  const state: State = context.pack.blocking && inAsyncFunction(file, scope) ? 'blocking' : 'sync';
  return [{
    start: file.end(node) - 'query'.length, end: file.end(node), scope, kind: 'legacy-query', state, api: 'Model.query', method: 'query',
    awaited: false, guessed: false, why: 'legacy query attribute of a model', origin,
  }];
}

/** `Base.query = Session.query_property()`, where `Base` is made by the library: all models below it have the attribute. */
function assignedOrigin(context: Context, file: SourceFile, node: number, owner: Type): Origin | undefined {
  const { targets, classes } = assignments(context);
  if (classes.length === 0 || targets.has(`${file.id} ${node}`)) return undefined;
  for (const member of membersOf(owner)) {
    if (member.kind !== 'class' || member.of.file.library) continue;
    const { order } = classInfo(context.linker, member.of);
    const assigned = classes.find(({ of }) => order.some((applied) => applied.of.file === of.file && applied.of.scope === of.scope));
    if (assigned !== undefined) return assigned.origin;
  }
  return undefined;
}

/** `cls.query` of a mixin: what the models that it is mixed into have. */
function mixedOrigin(context: Context, owner: Type): Origin | undefined {
  for (const member of membersOf(owner)) {
    if (member.kind !== 'class' || member.of.file.library) continue;
    const { of } = member;
    for (const subclass of context.linker.callSites.subclassesOf(of.file.scope(of.scope).name)) {
      if (!classInfo(context.linker, subclass).order.some((applied) => applied.of.file === of.file && applied.of.scope === of.scope)) continue;
      const [player] = context.roles.of(attributeOf(context.linker, { kind: 'class', of: subclass, args: [] }, 'query')).filter((candidate) => candidate.role === 'query');
      if (player !== undefined) return player.type.origin;
    }
  }
  return undefined;
}

/** `Model.query.filter_by(…)` of something that nothing resolves: only a query has such a method. */
function guessed(context: Context, file: SourceFile, node: number): Finding[] {
  const next = file.parentOf(node);
  const call = file.parentOf(next);
  if (!context.relevant || file.kind(next) !== Node.Attribute || file.kind(call) !== Node.Call || file.a(call) !== next) return [];
  if (!context.pack.guess.chains.has(file.name(file.b(next)))) return [];
  return [{
    start: file.end(node) - 'query'.length, end: file.end(node), scope: file.scopeOfNode(node), kind: 'legacy-query', state: 'unknown', api: 'Model.query', method: 'query',
    awaited: false, guessed: true, why: `nothing says what ${file.describe(file.a(node))} is; ${file.name(file.b(next))} suggests a query of a model`, origin: undefined,
  }];
}

interface Assignments {
  readonly targets: ReadonlySet<string>;
  readonly classes: readonly { readonly of: ClassRef; readonly origin: Origin | undefined }[];
}

const known = new WeakMap<Context, Found<Assignments>>();

function assignments(context: Context): Assignments {
  return found(context.linker.reads, known, context, () => {
    const all = context.linker.callSites.attributeAssignments('query');
    return {
      targets: new Set(all.map(({ file, binding }) => `${file.id} ${binding.target}`)),
      classes: all.flatMap(({ file, binding }) => {
        const [player] = context.roles.of(typeOf(context.linker, file, binding.value)).filter((candidate) => candidate.role === 'query');
        if (player === undefined) return [];
        const bases = membersOf(typeOf(context.linker, file, file.a(binding.target)));
        return bases.flatMap((base) => (base.kind === 'class' && base.of.file.library ? [{ of: base.of, origin: player.type.origin }] : []));
      }),
    };
  });
}
