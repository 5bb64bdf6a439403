/** Parameters that may be given an object of the migration otherwise than by a call that is seen to pass one. */
import { Node, type Parameter } from '../../facts';
import type { CallSite } from '../../link/call-sites';
import { argumentNode } from '../../link/calls';
import type { Linker } from '../../link/linker';
import type { SourceFile } from '../../link/source-file';
import type { FunctionRef } from '../../link/types';
import { homeOf } from './home';
import type { Spelling } from './spelling';

export interface ParameterRef extends FunctionRef {
  readonly index: number;
}

/** Those that what is done with them gives away, as `db_session.query(Order)` does. */
export function* tellingParameters(linker: Linker, file: SourceFile): Iterable<ParameterRef> {
  for (const [scope, { parameters }] of file.facts.scopes.entries()) {
    for (const [index, { name, annotation }] of parameters.entries()) {
      if (annotation === 0 && linker.options.suggestive.test(name) && isHinted(linker, file, name)) yield { file, scope, index };
    }
  }
}

function isHinted(linker: Linker, file: SourceFile, name: string): boolean {
  return file.namesRead(name).some((node) => {
    const attribute = file.parentOf(node);
    return file.kind(attribute) === Node.Attribute && linker.options.hints.some(({ method }) => method === file.name(file.b(attribute)));
  });
}

/**
 * What is passed where a session is taken, under a name that suggests one, is one.
 * @param sites calls of the function
 * @param positions at which it may take the session, not counting what the call is bound to
 */
export function* passedOn(linker: Linker, sites: Iterable<CallSite>, parameter: Pick<Parameter, 'name' | 'kind'>, positions: readonly number[]): Iterable<ParameterRef> {
  for (const site of sites) {
    for (const position of positions) {
      const node = argumentNode(site.file, site.node, position, parameter.name, parameter.kind !== 'keyword-only');
      const passed = site.file.kind(node) === Node.Name ? site.file.name(site.file.a(node)) : '';
      if (!linker.options.suggestive.test(passed)) continue;
      const home = homeOf(site.file, site.file.blockOf(node), passed);
      const at = site.file.scope(home).parameters.findIndex((candidate) => candidate.name === passed && candidate.annotation === 0);
      if (at >= 0) yield { file: site.file, scope: home, index: at };
    }
  }
}

/** An override takes what the method it overrides takes. */
export function* ofMethodsNamed(spelling: Spelling, method: string, parameter: string): Iterable<ParameterRef> {
  for (const { file, scope } of spelling.methodsNamed(method)) {
    const { parameters } = file.scope(scope);
    const index = parameters.findIndex((candidate) => candidate.name === parameter);
    if (parameters[index]?.annotation === 0) yield { file, scope, index };
  }
}

/** What pytest fills with a fixture. */
export function* filledByFixture(linker: Linker, spelling: Spelling, { file, scope }: FunctionRef): Iterable<ParameterRef> {
  const info = file.scope(scope);
  for (const name of new Set([info.name, ...info.decorators.flatMap((decorator) => [...explicitNames(file, decorator)])])) {
    for (const user of spelling.of(name)) {
      for (const [inner, { parameters }] of user.facts.scopes.entries()) {
        const index = parameters.findIndex((parameter) => parameter.name === name);
        if (index >= 0 && linker.fixtures.fills(user, inner)) yield { file: user, scope: inner, index };
      }
    }
  }
}

/** `db` of `@pytest.fixture(name="db")` */
function* explicitNames(file: SourceFile, decorator: number): Iterable<string> {
  if (file.kind(decorator) !== Node.Call) return;
  const name = file.argumentsOf(decorator).keywords.get('name') ?? 0;
  if (file.kind(name) === Node.String) yield file.name(file.a(name));
}

/** Those that an argument of a call lands in. */
export function* entered(file: SourceFile, call: number, argument: number, of: FunctionRef): Iterable<ParameterRef> {
  const { parameters } = of.file.scope(of.scope);
  const given = file.list(file.b(call));
  const isNamed = file.kind(argument) === Node.Keyword;
  const name = isNamed ? file.name(file.a(argument)) : '';
  const position = given.indexOf(argument);
  // What follows `*args` has no known position.
  if (!isNamed && given.subarray(0, position + 1).some((node) => file.kind(node) === Node.Starred)) return;
  // The receiver of a bound method is not among the arguments.
  const indexes = isNamed ? [parameters.findIndex((parameter) => parameter.name === name)] : [position, position + 1];
  for (const index of indexes) if (index >= 0 && index < parameters.length) yield { ...of, index };
}
