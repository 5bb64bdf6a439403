/** Functions that are called by somebody else: decorated ones, callbacks passed by name, lambdas. */
import { Node, type Parameter } from '../facts';
import { typeOfAnnotation } from './annotations';
import { argumentNode, targetsOf } from './calls';
import { classInfo, variablesIn } from './class-info';
import { constructorOf } from './classes';
import { typeOf } from './expressions';
import { methodKindOf } from './functions';
import type { Reference } from './call-sites';
import type { Linker } from './linker';
import { overloadFor } from './overloads';
import type { Target } from './places-by-target';
import type { SourceFile } from './source-file';
import { isGeneric, substitute } from './type-variables';
import { because, mapMembers, membersOf, type FunctionRef, type Type, type TypeOf } from './types';

/** What the wrapper inside a project's decorator passes for a parameter of the function it decorates. */
export function typesFromDecorators(linker: Linker, of: FunctionRef, index: number, parameter: Parameter): Type[] {
  const own = of.file.scope(of.scope).decorators.map((node): Written => ({ file: of.file, node }));
  return [...own, ...classWideDecorators(linker, of)].flatMap(({ file, node }) => {
    const decorator = typeOf(linker, file, node);
    const types = targetsOf(linker, decorator)
      .filter((target) => !target.of.file.library)
      .flatMap((target) => {
        const handed = target.of.file.scope(target.of.scope).parameters[target.self === undefined ? 0 : 1];
        if (handed?.kind === 'variadic') return passedInside(linker, target.of, index, parameter);
        return handed === undefined ? [] : passedTo(linker, target.of, handed.name, index, parameter);
      });
    return [...types, ...declaredBy(decorator, index)].map((type) => because(type, file, file.start(node), () => `${parameter.name} is filled in by @${file.describe(node)}`));
  });
}

/** `def with_session(*args, **options)` decorates with and without arguments, by a decorator inside it. */
function passedInside(linker: Linker, { file, scope }: FunctionRef, index: number, parameter: Parameter): Type[] {
  return [...file.facts.scopes.entries()].flatMap(([inner, info]) => {
    const [handed] = info.parameters;
    return info.parent === scope && info.kind === 'function' && handed !== undefined ? passedTo(linker, { file, scope: inner }, handed.name, index, parameter) : [];
  });
}

/** A decorator `Callable[[Callable[[Session], T]], …]` passes a session. */
function declaredBy(decorator: Type, index: number): Type[] {
  return membersOf(decorator).flatMap((member) => {
    const handed = member.kind === 'callable' ? member.parameters?.[0] : undefined;
    const type = handed?.kind === 'callable' ? handed.parameters?.[index] : undefined;
    return type === undefined || isGeneric(type) ? [] : [type];
  });
}

/** What is passed to a function that is itself an argument: `session.run_sync(work)`, `partial(work, session=s)`. */
export function typesFromCallbacks(linker: Linker, of: FunctionRef, index: number, parameter: Parameter): Type[] {
  const { name } = of.file.scope(of.scope);
  if (name === '') {
    const node = of.file.lambdaNode(of.scope);
    const call = of.file.parentOf(node);
    const outer = of.file.kind(call) === Node.Keyword ? of.file.parentOf(call) : call;
    return of.file.kind(outer) === Node.Call && of.file.a(outer) !== node ? given(linker, of.file, outer, node, index, parameter) : [];
  }
  const named = ({ file, argument }: Reference): Target<TypeOf<'function'>>[] => membersOf(typeOf(linker, file, argument)).flatMap((found) => (found.kind === 'function' ? [{ of: found.of, found }] : []));
  return linker.references.leadingTo(of, name, named).flatMap(({ place: reference, found: match }) => {
    const offset = match.self === undefined || methodKindOf(linker, of) === 'static' ? 0 : 1;
    return given(linker, reference.file, reference.call, reference.argument, index - offset, parameter);
  });
}

/** A decorator, and where it is written. */
interface Written {
  readonly file: SourceFile;
  readonly node: number;
}

/** `method_decorators = [with_session]` of flask-restful, `decorators = [...]` of Flask's views: for all methods of the class and of those that inherit it. */
function classWideDecorators(linker: Linker, of: FunctionRef): readonly Written[] {
  const owner = of.file.classAround(of.scope);
  if (owner < 0) return [];
  return classInfo(linker, { file: of.file, scope: owner }).order.flatMap(({ of: { file, scope } }) =>
    ['method_decorators', 'decorators'].flatMap((name) =>
      (file.bindingsOf(scope).get(name) ?? []).flatMap((binding) => (file.kind(binding.value) === Node.List ? [...file.list(file.a(binding.value))].map((node) => ({ file, node })) : [])),
    ),
  );
}

/** What a call passes on to the callback that it is given as `argument`. */
function given(linker: Linker, file: SourceFile, call: number, argument: number, index: number, parameter: Parameter): Type[] {
  if (index < 0) return [];
  return targetsOf(linker, typeOf(linker, file, file.a(call))).flatMap((target) => {
    const chosen = target.of.file.library ? overloadFor(linker, target.of, target.self !== undefined, { file, node: call }) : target.of;
    const info = target.of.file.scope(chosen.scope);
    const offset = target.self === undefined && info.name !== constructorOf(target.of.file) ? 0 : methodKindOf(linker, target.of) === 'static' ? 0 : 1;
    const at = info.parameters.findIndex((candidate, position) => position >= offset && argumentNode(file, call, position - offset, candidate.name) === argument);
    const receiving = info.parameters[at];
    if (receiving === undefined) return [];
    const declared = typeOfAnnotation(linker, target.of.file, receiving.annotation);
    const callable = membersOf(declared).find((member): member is TypeOf<'callable'> => member.kind === 'callable');
    if (callable === undefined) return target.of.file.library ? [] : passedTo(linker, target.of, receiving.name, index, parameter);
    const bridges = linker.options.bridges.has(linker.qualifiedName(target.of));
    const fixed = parameterOf(linker, target, callable, index);
    if (fixed !== undefined) {
      const type = because(fixed, file, file.start(call), () => `${parameter.name} is passed by ${file.describe(file.a(call))}`);
      return [bridges ? mapMembers(type, (member) => (member.kind === 'instance' ? { ...member, bridged: true } : member)) : type];
    }
    if (!callable.forwards) return [];
    const position = at - offset + 1 + index - (callable.parameters?.length ?? 0);
    const node = argumentNode(file, call, position, parameter.name, parameter.kind !== 'keyword-only');
    return node === 0 ? [] : [because(typeOf(linker, file, node), file, file.start(node), () => `${file.describe(node)} is passed on by ${file.describe(file.a(call))}`)];
  });
}

/** `(order: T) => void` of a method of `Promise<Order>` takes an order. */
function parameterOf(linker: Linker, target: TypeOf<'function'>, callable: TypeOf<'callable'>, index: number): Type | undefined {
  const type = callable.parameters?.[index];
  if (type === undefined || target.self?.kind !== 'instance' || !isGeneric(type)) return type;
  const info = classInfo(linker, target.self.of);
  const applied = info.order.find((candidate) => candidate.of.file === target.of.file && candidate.of.scope === target.of.file.classAround(target.of.scope));
  return applied === undefined ? type : substitute(type, variablesIn(info, applied, target.self.args), target.self);
}

/** What a function passes to the function it got as its parameter `callee`: `fn(*args, session=session, **kwargs)`. */
function passedTo(linker: Linker, within: FunctionRef, callee: string, index: number, parameter: Parameter): Type[] {
  const { file } = within;
  const types: Type[] = [];
  for (const site of linker.callSites.of(callee)) {
    if (site.file !== file || file.kind(file.a(site.node)) !== Node.Name || !file.isWithin(file.scopeOfNode(site.node), within.scope)) continue;
    const argument = argumentNode(file, site.node, index, parameter.name, parameter.kind !== 'keyword-only');
    if (argument !== 0) types.push(typeOf(linker, file, argument));
    else types.push(...fromKeywords(linker, file, site.node, parameter.name));
  }
  return types;
}

/** `kwargs["session"] = session` before `fn(*args, **kwargs)` */
function fromKeywords(linker: Linker, file: SourceFile, call: number, name: string): Type[] {
  const spread = [...file.list(file.b(call))].find((argument) => file.kind(argument) === Node.DoubleStarred);
  if (spread === undefined) return [];
  const dictionary = file.describe(file.a(spread));
  const types: Type[] = [];
  for (const binding of file.facts.bindings) {
    if (file.kind(binding.target) !== Node.Subscript || file.describe(file.a(binding.target)) !== dictionary) continue;
    const key = file.b(binding.target);
    if (file.kind(key) !== Node.String || file.name(file.a(key)) !== name) continue;
    if (!file.isWithin(file.scopeOfBlock(binding.block), file.scopeOfNode(call))) continue;
    types.push(typeOf(linker, file, binding.value));
  }
  for (const site of [...linker.callSites.of('setdefault'), ...linker.callSites.of('update')]) {
    if (site.file !== file || !file.isWithin(file.scopeOfNode(site.node), file.scopeOfNode(call))) continue;
    const callee = file.a(site.node);
    if (file.kind(callee) !== Node.Attribute || file.describe(file.a(callee)) !== dictionary) continue;
    const { positional, keywords } = file.argumentsOf(site.node);
    const [key = 0, value = 0] = positional;
    const named = keywords.get(name);
    if (named !== undefined) types.push(typeOf(linker, file, named));
    else if (file.kind(key) === Node.String && file.name(file.a(key)) === name) types.push(typeOf(linker, file, value));
  }
  return types;
}
