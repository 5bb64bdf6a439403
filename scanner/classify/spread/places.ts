/** The places that objects of the migration may get to in a project, each one once, with where it leads to. */
import { Node } from '../../facts';
import { typeOfAnnotation } from '../../link/annotations';
import { declaredAttribute } from '../../link/classes';
import { typeOf } from '../../link/expressions';
import { isFixture } from '../../link/fixtures';
import { functionType, resultOf } from '../../link/functions';
import { bindingType } from '../../link/names';
import { parameterType, sitesFor } from '../../link/parameters';
import type { SourceFile } from '../../link/source-file';
import { membersOf, type FunctionRef } from '../../link/types';
import { CLASS_WIDE, callbackNodes, callbacksAmong, decoratedClassWide } from './callbacks';
import { GIVING } from './carries';
import { homeOf } from './home';
import { filledByFixture, ofMethodsNamed, passedOn, tellingParameters, type ParameterRef } from './parameters';
import { Place, type Look } from './trail';
import { Walk, type Ground } from './walk';

type PlaceInFile = Place<SourceFile>;

interface PlacesOfFile {
  readonly results: Map<number, PlaceInFile>;
  readonly parameters: Map<string, PlaceInFile>;
  readonly others: Map<string, PlaceInFile>;
}

const GIVING_NAMES: ReadonlySet<string> = new Set(GIVING);

const NOWHERE: Look = { leads: [], nodes: [], holds: false };

export class Places {
  readonly #inFiles = new WeakMap<SourceFile, PlacesOfFile>();
  readonly #named = new Map<string, Place>();

  constructor(private readonly ground: Ground) {}

  /** Where a name of the library stands in a file: `orm.Session` is one, `requests.Session` is none. */
  source(file: SourceFile, name: string): PlaceInFile {
    return this.#inFile(file, `s ${name}`, (walk) => {
      const { linker, carriers } = this.ground;
      walk.toAll(this.#imported(file, name));
      const uses = this.ground.usesOf(file);
      for (const node of uses.attributesNamed(name)) if (carriers.has(typeOf(linker, file, node))) walk.meet(node);
      for (const node of uses.stringsWith(name)) if (carriers.has(typeOfAnnotation(linker, file, node))) walk.meet(node);
    });
  }

  /** Parameters of a file that are sessions by what is done with them. */
  telling(file: SourceFile): PlaceInFile {
    return this.#inFile(file, 't', (walk) => {
      walk.toAll(this.#parameters(tellingParameters(this.ground.linker, file)));
    });
  }

  variable(file: SourceFile, scope: number, name: string): PlaceInFile {
    return this.#inFile(file, `v ${scope} ${name}`, (walk) => {
      const { kind } = file.scope(scope);
      const isShared = kind === 'module' || kind === 'class';
      if (isShared && !this.#holds(file, scope, name)) return;
      const isInside = (node: number): boolean => file.isWithin(file.scopeOfNode(node), scope);
      for (const node of file.namesRead(name)) if (isInside(node)) walk.meet(node);
      for (const node of this.ground.usesOf(file).stringsWith(name)) if (isInside(node)) walk.meet(node);
      if (isShared) walk.to(this.attribute(name));
      if (kind === 'module') walk.to(this.#exported(name));
    });
  }

  /** Something has it as an attribute of this name. */
  attribute(name: string): Place {
    return this.#byName(`a ${name}`, () => this.ground.spelling.of(name).map((file) => this.#attributeIn(file, name)));
  }

  #attributeIn(file: SourceFile, name: string): Place {
    return this.#inFile(file, `a ${name}`, (walk) => {
      const uses = this.ground.usesOf(file);
      walk.meetAll(uses.attributesNamed(name));
      walk.meetAll(uses.stringsWith(name));
    });
  }

  /** What a function gives, by what it returns, says of it, or is decorated with. */
  result(file: SourceFile, scope: number): Place {
    const { results } = this.#of(file);
    let place = results.get(scope);
    if (place === undefined) results.set(scope, (place = new Place(file, () => this.#lookAtResult(file, scope))));
    return place;
  }

  #lookAtResult(file: SourceFile, scope: number): Look {
    const { linker, carriers, spelling } = this.ground;
    const info = file.scope(scope);
    const walk = new Walk(this.ground, this, file);
    if (info.kind === 'lambda') {
      walk.meet(file.lambdaNode(scope));
      return walk.end();
    }
    const of = { file, scope };
    if (info.kind !== 'function' || (!carriers.has(functionType(linker, file, scope)) && !carriers.has(resultOf(linker, of)))) return NOWHERE;
    const owner = file.classAround(scope);
    if (owner < 0) walk.to(this.variable(file, homeOf(file, file.definitionOf(scope)?.block ?? 0, info.name), info.name));
    else {
      walk.to(this.attribute(info.name));
      walk.to(this.variable(file, owner, info.name));
      if (GIVING_NAMES.has(info.name)) walk.to(this.classOf(file, owner));
    }
    if (info.decorators.some((decorator) => isFixture(file, decorator))) walk.toAll(this.#parameters(filledByFixture(linker, spelling, of)));
    return walk.end();
  }

  /** A class that gives such an object, or is one. */
  classOf(file: SourceFile, scope: number): Place {
    return this.#inFile(file, `c ${scope}`, (walk) => {
      const { kind, name, parent } = file.scope(scope);
      if (kind !== 'class') return;
      const block = file.definitionOf(scope)?.block ?? file.scope(parent).block;
      walk.to(this.variable(file, homeOf(file, block, name), name));
      for (const [inner, info] of file.facts.scopes.entries()) {
        const [receiver] = info.parameters;
        if (info.parent === scope && info.kind === 'function' && receiver !== undefined) walk.to(this.variable(file, inner, receiver.name));
      }
      for (const call of this.ground.usesOf(file).supers) if (file.isWithin(file.scopeOfNode(call), scope)) walk.meet(call);
    });
  }

  parameter({ file, scope, index }: ParameterRef): Place {
    const { parameters } = this.#of(file);
    const key = `${scope} ${index}`;
    let place = parameters.get(key);
    if (place === undefined) parameters.set(key, (place = new Place(file, () => this.#lookAtParameter({ file, scope, index }))));
    return place;
  }

  #lookAtParameter(ref: ParameterRef): Look {
    const { linker, carriers, spelling } = this.ground;
    const { file, scope, index } = ref;
    const { name: method, parameters } = file.scope(scope);
    const parameter = parameters[index];
    if (parameter === undefined || !carriers.has(parameterType(linker, file, scope, index))) return NOWHERE;
    const walk = new Walk(this.ground, this, file);
    const { name, kind } = parameter;
    const isMethod = file.classAround(scope) >= 0;
    walk.to(this.variable(file, scope, name));
    const positions = isMethod ? [index, index - 1] : [index];
    // The same for all functions that are called by the same name, and so found without this one; constructors and lambdas have names of their own.
    if (method === '__init__' || method === '') walk.toAll(this.#parameters(passedOn(linker, sitesFor(linker, ref, method), parameter, positions)));
    else walk.to(this.#byName(`w ${method} ${isMethod} ${index} ${name} ${kind}`, () => this.#parameters(passedOn(linker, linker.callSites.of(method), { name, kind }, positions))));
    if (isMethod && !method.startsWith('__')) walk.to(this.#byName(`o ${method} ${name}`, () => this.#parameters(ofMethodsNamed(spelling, method, name))));
    return walk.end();
  }

  parametersOf({ file, scope }: FunctionRef): Place[] {
    return [...file.scope(scope).parameters.keys()].map((index) => this.parameter({ file, scope, index }));
  }

  #parameters(refs: Iterable<ParameterRef>): Place[] {
    return [...refs].map((ref) => this.parameter(ref));
  }

  /** What is given to a function as a callback gets what it passes on. */
  handedTo(file: SourceFile, scope: number): Place[] {
    const info = file.scope(scope);
    const owner = file.classAround(scope);
    const name = info.name === '__init__' && owner >= 0 ? file.scope(owner).name : info.name;
    if (name === '') return [];
    const { linker, spelling } = this.ground;
    const place = this.#byName(`b ${name}`, () => {
      const decorating = new Set(CLASS_WIDE.flatMap((wide) => spelling.of(wide)));
      const functions = [
        ...linker.callSites.decoratedWith(name),
        ...linker.callSites.of(name).flatMap((site) => [...callbacksAmong(linker, site.file, callbackNodes(spelling, site.file, site.node))]),
        ...spelling.of(name).flatMap((other) => (decorating.has(other) ? [...decoratedClassWide(linker, other, name)] : [])),
      ];
      return functions.flatMap((of) => this.parametersOf(of));
    });
    return [place];
  }

  /** `Repository[AsyncSession]`: the type variables of the class may stand for a session. */
  variablesOf(file: SourceFile, base: number): Place[] {
    return membersOf(typeOf(this.ground.linker, file, base)).flatMap((member): Place[] => {
      if (member.kind !== 'class' || member.of.file.library) return [];
      const { file: home, scope } = member.of;
      const { typeParameters, bases } = home.scope(scope);
      const written = bases.flatMap((one) => argumentsOf(home, one));
      return [...typeParameters.map((variable) => this.variable(home, scope, variable)), ...written.flatMap((node) => this.readBy(home, node))];
    });
  }

  /** The variable or attribute that an expression reads, if it reads one. */
  readBy(file: SourceFile, node: number): Place[] {
    if (file.kind(node) === Node.Name) return [this.variable(file, homeOf(file, file.blockOf(node), file.name(file.a(node))), file.name(file.a(node)))];
    return file.kind(node) === Node.Attribute ? [this.attribute(file.name(file.b(node)))] : [];
  }

  /** A module's variable of this name holds such an object: all that import one so called may have it. */
  #exported(name: string): Place {
    return this.#byName(`e ${name}`, () => this.ground.spelling.of(name).flatMap((file) => this.#imported(file, name)));
  }

  /** `from sqlalchemy.orm import Session as S`, `from sqlalchemy.orm import *` */
  #imported(file: SourceFile, name: string): Place[] {
    return file.facts.imports.flatMap((row) => {
      if (row.name === name) return [this.variable(file, file.scopeOfBlock(row.block), row.alias === '' ? name : row.alias)];
      return row.kind === 'star' ? [this.variable(file, 0, name)] : [];
    });
  }

  #holds(file: SourceFile, scope: number, name: string): boolean {
    const { linker, carriers } = this.ground;
    if (file.scope(scope).kind === 'class') {
      const type = declaredAttribute(linker, { file, scope }, name);
      return type !== undefined && carriers.has(type);
    }
    const bindings = file.bindingsOf(scope).get(name) ?? [];
    return bindings.length === 0 || bindings.some((binding) => carriers.has(bindingType(linker, file, binding)));
  }

  /** The place of a result, or of a parameter, where the trail ever came to it. */
  known(file: SourceFile, scope: number, index?: number): Place | undefined {
    const { results, parameters } = this.#of(file);
    return index === undefined ? results.get(scope) : parameters.get(`${scope} ${index}`);
  }

  #of(file: SourceFile): PlacesOfFile {
    let places = this.#inFiles.get(file);
    if (places === undefined) this.#inFiles.set(file, (places = { results: new Map(), parameters: new Map(), others: new Map() }));
    return places;
  }

  #inFile(file: SourceFile, key: string, walkFrom: (walk: Walk) => void): PlaceInFile {
    const { others } = this.#of(file);
    let place = others.get(key);
    if (place === undefined) {
      place = new Place(file, () => {
        const walk = new Walk(this.ground, this, file);
        walkFrom(walk);
        return walk.end();
      });
      others.set(key, place);
    }
    return place;
  }

  #byName(key: string, leads: () => readonly Place[]): Place {
    let place = this.#named.get(key);
    if (place === undefined) this.#named.set(key, (place = new Place(undefined, () => ({ leads: new Set(leads()), nodes: [], holds: true }))));
    return place;
  }
}

/** `T` of `Generic[T]` */
function argumentsOf(file: SourceFile, base: number): number[] {
  if (file.kind(base) !== Node.Subscript) return [];
  const index = file.b(base);
  return file.kind(index) === Node.Tuple ? [...file.list(file.a(index))] : [index];
}
