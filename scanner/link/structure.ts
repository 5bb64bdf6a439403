/**
 * What a parameter must be from what is done with it, for functions that nobody in the project calls:
 *
 *     def get_all(*, db_session):
 *         return db_session.query(Incident)      # only a legacy session takes a mapped class here
 *
 * and from the parameters of other functions that it is passed to.
 */
import { Node, type Parameter } from '../facts';
import { argumentNode, targetsOf } from './calls';
import { libraryAncestor } from './class-info';
import { constructorOf } from './classes';
import { typeOf } from './expressions';
import { methodKindOf } from './functions';
import type { Linker } from './linker';
import { parameterType } from './parameters';
import type { SourceFile } from './source-file';
import { because, isKnown, membersOf, unionOf, type FunctionRef, type Type } from './types';

/** A method that with such an argument only one class has. */
export interface StructuralHint {
  readonly method: string;
  /** Library classes one of which the argument's class descends from. */
  readonly argument: ReadonlySet<string>;
  readonly gives: string;
}

/** @param isCalled whether calls of the function were found */
export function typeFromStructure(linker: Linker, of: FunctionRef, parameter: Parameter, isCalled: boolean): Type | undefined {
  if (!linker.options.suggestive.test(parameter.name)) return undefined;
  for (const node of of.file.namesRead(parameter.name)) {
    if (!of.file.isWithin(of.file.scopeOfNode(node), of.scope)) continue;
    const type = fromMethod(linker, of.file, node) ?? fromArgument(linker, of.file, node, isCalled);
    if (type !== undefined) return type;
  }
  return undefined;
}

/** `db_session.query(Incident)`, `db_session.query(Incident.id)` */
function fromMethod(linker: Linker, file: SourceFile, node: number): Type | undefined {
  const attribute = file.parentOf(node);
  const call = file.parentOf(attribute);
  if (file.kind(attribute) !== Node.Attribute || file.kind(call) !== Node.Call || file.a(call) !== attribute) return undefined;
  for (const hint of linker.options.hints) {
    if (file.name(file.b(attribute)) !== hint.method) continue;
    const argument = file.argumentsOf(call).positional[0] ?? 0;
    // `Incident.id` is of a mapped class, `models.Incident` is one.
    const values = file.kind(argument) === Node.Attribute ? [argument, file.a(argument)] : [argument];
    const mapped = values.some((value) => membersOf(typeOf(linker, file, value)).some((member) => member.kind === 'class' && libraryAncestor(linker, member.of, hint.argument) !== undefined));
    const cls = mapped ? linker.libraryClass(hint.gives) : undefined;
    if (cls !== undefined) return because({ kind: 'instance', of: cls, args: [] }, file, file.start(call), () => `${file.describe(attribute)}(${file.describe(argument)}) takes a mapped class, which only ${hint.gives} does`, true);
  }
  return undefined;
}

/** `crud.get(db_session=db_session)`, where `get` is known to take a session. */
function fromArgument(linker: Linker, file: SourceFile, node: number, isCalled: boolean): Type | undefined {
  const parent = file.parentOf(node);
  const call = file.kind(parent) === Node.Keyword ? file.parentOf(parent) : parent;
  if (file.kind(call) !== Node.Call || file.a(call) === node) return undefined;
  for (const target of targetsOf(linker, typeOf(linker, file, file.a(call)))) {
    const info = target.of.file.scope(target.of.scope);
    const offset = (target.self !== undefined || info.name === constructorOf(target.of.file)) && methodKindOf(linker, target.of) !== 'static' ? 1 : 0;
    const at = info.parameters.findIndex((candidate, position) => position >= offset && argumentNode(file, call, position - offset, candidate.name, candidate.kind !== 'keyword-only') === node);
    if (at < 0) continue;
    const taken = parameterType(linker, target.of.file, target.of.scope, at);
    // What this very call passes, in a function that nobody calls, says nothing against what others pass.
    const type = isCalled ? taken : unionOf(membersOf(taken).filter((member) => member.kind !== 'unknown'));
    if (isKnown(type) && type.kind === 'instance') return because(type, file, file.start(node), () => `${file.describe(node)} is passed to ${info.name}`, true);
  }
  return undefined;
}
