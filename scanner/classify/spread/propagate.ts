/**
 * Follows the objects of a migration forwards through a project, from the library's names on: through variables,
 * arguments, attributes and results. Where a step rests on a name alone (an attribute called so, a function called so)
 * the evaluator is asked whether the value really is, holds or gives such an object; so the trail stays narrow.
 */
import { eachWithinTime, OverdueItem } from '../../deadline';
import { Node } from '../../facts';
import { typeOfAnnotation } from '../../link/annotations';
import { targetsOf } from '../../link/calls';
import { declaredAttribute } from '../../link/classes';
import { typeOf } from '../../link/expressions';
import { isFixture } from '../../link/fixtures';
import { functionType, resultOf } from '../../link/functions';
import type { Linker } from '../../link/linker';
import { bindingType } from '../../link/names';
import { parameterType } from '../../link/parameters';
import type { SourceFile } from '../../link/source-file';
import { isGeneric } from '../../link/type-variables';
import { membersOf, type FunctionRef } from '../../link/types';
import { CLASS_WIDE, callbackNodes, callbacksAmong, decoratedClassWide, functionsGiven } from './callbacks';
import { GIVING, type Carriers } from './carries';
import type { LibraryNames } from './library-names';
import { entered, filledByFixture, ofMethodsNamed, passedOn, tellingParameters, type ParameterRef } from './parameters';
import { homeOf } from './places';
import type { Spelling } from './spelling';
import type { PlacedUse, Uses } from './uses';

class Step {
  constructor(
    readonly file: SourceFile,
    readonly work: () => void,
  ) {}
}

/** What objects of the migration get to in one file. */
export interface Reached {
  /** Expressions that may be, hold or give one. */
  readonly nodes: Set<number>;
  /** Functions whose result does. */
  readonly functions: Set<number>;
  /** Parameters, as `scope index`. */
  readonly parameters: Set<string>;
}

interface Reaching extends Reached {
  /** Calls whose callbacks were looked at. */
  readonly calls: Set<number>;
}

const GIVING_NAMES: ReadonlySet<string> = new Set(GIVING);

export class Propagation {
  readonly reached = new Map<SourceFile, Reaching>();
  readonly #variables = new Set<string>();
  readonly #attributes = new Set<string>();
  readonly #exports = new Set<string>();
  readonly #callbacks = new Set<string>();
  readonly #asked = new Set<string>();
  /** Files with decorators for whole classes. */
  readonly #decorating: ReadonlySet<SourceFile>;
  /** What is still to be done, each step in a file. */
  readonly #steps: Step[] = [];

  constructor(
    private readonly linker: Linker,
    private readonly spelling: Spelling,
    private readonly usesOf: (file: SourceFile) => Uses,
    private readonly carriers: Carriers,
    private readonly library: LibraryNames,
  ) {
    this.#decorating = new Set(CLASS_WIDE.flatMap((name) => spelling.of(name)));
  }

  /** Throws `OverdueItem` with a file in which a step takes longer than `budgetMs`. */
  run(budgetMs: number): void {
    // Done last: most of them are met on the way.
    for (const file of this.linker.files) this.#later(file, () => this.#parameters(tellingParameters(this.linker, file)));
    for (const name of this.library.sources) for (const file of this.spelling.of(name)) this.#later(file, () => this.#source(file, name));
    try {
      const [first] = this.#steps.splice(-1);
      const turns = first === undefined ? [] : [first];
      eachWithinTime(turns, budgetMs, ({ work }) => {
        work();
        // What came up last is done first: a value is followed to its end while what was read for it is at hand.
        const next = this.#steps.pop();
        if (next !== undefined) turns.push(next);
      });
    } catch (error) {
      throw error instanceof OverdueItem && error.item instanceof Step ? new OverdueItem(error.item.file) : error;
    }
  }

  #later(file: SourceFile, work: () => void): void {
    this.#steps.push(new Step(file, work));
  }

  /** A name of the library: `orm.Session` is one, `requests.Session` is none. */
  #source(file: SourceFile, name: string): void {
    this.#fromLibrary(file, name);
    const uses = this.usesOf(file);
    for (const node of uses.attributesNamed(name)) if (this.carriers.has(typeOf(this.linker, file, node))) this.#node(file, node);
    for (const node of uses.stringsWith(name)) if (this.carriers.has(typeOfAnnotation(this.linker, file, node))) this.#node(file, node);
  }

  #of(file: SourceFile): Reaching {
    let reached = this.reached.get(file);
    if (reached === undefined) this.reached.set(file, (reached = { nodes: new Set(), functions: new Set(), parameters: new Set(), calls: new Set() }));
    return reached;
  }

  /** `from sqlalchemy.orm import Session as S`, `from sqlalchemy.orm import *` */
  #fromLibrary(file: SourceFile, name: string): void {
    const imports = file.facts.imports;
    for (const row of imports) {
      if (row.name === name) this.#variable(file, file.scopeOfBlock(row.block), row.alias === '' ? name : row.alias);
      else if (row.kind === 'star') this.#variable(file, 0, name);
    }
  }

  /** An expression may be, hold or give an object of the migration. */
  #node(file: SourceFile, node: number): void {
    const { nodes } = this.#of(file);
    if (node === 0 || nodes.has(node)) return;
    nodes.add(node);
    this.#later(file, () => this.#handOn(file, node));
  }

  #handOn(file: SourceFile, node: number): void {
    for (const use of this.usesOf(file).of(node)) this.#use(file, node, use);
    const parent = file.parentOf(node);
    if (parent === 0) return;
    switch (file.kind(parent)) {
      case Node.Attribute:
        this.#receiver(file, parent);
        break;
      case Node.Call:
        if (file.a(parent) === node) this.#node(file, parent);
        else this.#argument(file, parent, node);
        break;
      case Node.Keyword: {
        const call = file.parentOf(parent);
        if (file.kind(call) === Node.Call) this.#argument(file, call, parent);
        else for (const use of this.usesOf(file).of(parent)) this.#use(file, parent, use);
        break;
      }
      case Node.Yield:
      case Node.YieldFrom:
        this.#function(file, file.functionAround(file.scopeOfNode(parent)));
        break;
      case Node.Conditional:
        if (file.list(file.a(parent))[0] !== node) this.#node(file, parent);
        break;
      case Node.Comprehension:
        if (file.list(file.b(parent))[0] === node || file.list(file.b(parent))[1] === node) this.#node(file, parent);
        break;
      case Node.Not:
      case Node.Format:
      case Node.Opaque:
      case Node.Compare:
        break;
      case Node.Subscript:
        if (file.b(parent) === node) this.#variablesOf(file, file.a(parent));
        this.#node(file, parent);
        break;
      default:
        this.#node(file, parent);
    }
  }

  /** `session.begin`: what an object of the library, or a container, gives. Callbacks passed to a method get what it passes on. */
  #receiver(file: SourceFile, attribute: number): void {
    if (this.library.members.has(file.name(file.b(attribute)))) this.#node(file, attribute);
    const call = file.parentOf(attribute);
    if (file.kind(call) === Node.Call && file.a(call) === attribute) this.#callbacksIn(file, call, () => this.#carries(file, file.a(attribute)));
  }

  #use(file: SourceFile, node: number, use: PlacedUse): void {
    switch (use.kind) {
      case 'binding':
      case 'annotation':
        this.#target(file, use);
        break;
      case 'return':
        if (this.#carries(file, node)) this.#function(file, use.scope);
        break;
      case 'result':
        this.#function(file, use.scope);
        break;
      case 'decorator':
        this.#function(file, use.scope);
        this.#allParameters({ file, scope: use.scope });
        break;
      case 'base':
        this.#class(file, use.scope);
        break;
      case 'parameter':
        this.#parameter({ file, scope: use.scope, index: use.index });
        if (file.scope(use.scope).parameters[use.index]?.annotation === node) this.#calledWithCallbacks(file, use.scope);
    }
  }

  /** `service.session = session`, `options["session"] = session`, `session = …` */
  #target(file: SourceFile, { binding, kind }: PlacedUse & { kind: 'binding' | 'annotation' }): void {
    if (binding.name !== '') {
      this.#variable(file, homeOf(file, binding.block, binding.name), binding.name);
      return;
    }
    const { target } = binding;
    if (file.kind(target) === Node.Attribute) {
      const name = file.name(file.b(target));
      if (kind === 'annotation' || this.carriers.has(bindingType(this.linker, file, binding))) this.#attribute(name);
    } else if (file.kind(target) === Node.Subscript) {
      this.#node(file, file.a(target));
      this.#variableNamedBy(file, file.a(target));
    }
  }

  /** The variable that an expression reads, if it is one: what is put into a container makes it one that holds. */
  #variableNamedBy(file: SourceFile, node: number): void {
    if (file.kind(node) === Node.Name) this.#variable(file, homeOf(file, file.blockOf(node), file.name(file.a(node))), file.name(file.a(node)));
    else if (file.kind(node) === Node.Attribute) this.#attribute(file.name(file.b(node)));
  }

  #variable(file: SourceFile, scope: number, name: string): void {
    const key = `${file.id} ${scope} ${name}`;
    if (this.#variables.has(key)) return;
    this.#variables.add(key);
    this.#later(file, () => {
      const { kind } = file.scope(scope);
      const isShared = kind === 'module' || kind === 'class';
      if (isShared && !this.#holds(file, scope, name)) return;
      for (const node of file.namesRead(name)) if (file.isWithin(file.scopeOfNode(node), scope)) this.#node(file, node);
      for (const node of this.usesOf(file).stringsWith(name)) if (file.isWithin(file.scopeOfNode(node), scope)) this.#node(file, node);
      if (isShared) this.#attribute(name);
      if (kind === 'module') this.#export(name);
    });
  }

  #holds(file: SourceFile, scope: number, name: string): boolean {
    if (file.scope(scope).kind === 'class') {
      const type = declaredAttribute(this.linker, { file, scope }, name);
      return type !== undefined && this.carriers.has(type);
    }
    const bindings = file.bindingsOf(scope).get(name) ?? [];
    return bindings.length === 0 || bindings.some((binding) => this.carriers.has(bindingType(this.linker, file, binding)));
  }

  /** A module's variable of this name holds such an object: all that import one so called may have it. */
  #export(name: string): void {
    if (this.#exports.has(name)) return;
    this.#exports.add(name);
    for (const file of this.spelling.of(name)) this.#fromLibrary(file, name);
  }

  /** Something has it as an attribute of this name. */
  #attribute(name: string): void {
    if (this.#attributes.has(name)) return;
    this.#attributes.add(name);
    for (const file of this.spelling.of(name)) {
      this.#later(file, () => {
        for (const node of this.usesOf(file).attributesNamed(name)) this.#node(file, node);
        for (const node of this.usesOf(file).stringsWith(name)) this.#node(file, node);
      });
    }
  }

  /** A function may give such an object, by what it returns, says of it, or is decorated with. */
  #function(file: SourceFile, scope: number): void {
    if (scope < 0) return;
    const { functions } = this.#of(file);
    const info = file.scope(scope);
    if (functions.has(scope) || !this.#asksFirst(`f ${file.id} ${scope}`)) return;
    if (info.kind === 'lambda') {
      functions.add(scope);
      this.#node(file, file.lambdaNode(scope));
      return;
    }
    if (info.kind !== 'function') return;
    const of = { file, scope };
    if (!this.carriers.has(functionType(this.linker, file, scope)) && !this.carriers.has(resultOf(this.linker, of))) return;
    functions.add(scope);
    const owner = file.classAround(scope);
    if (owner < 0) this.#variable(file, homeOf(file, file.definitionOf(scope)?.block ?? 0, info.name), info.name);
    else {
      this.#attribute(info.name);
      this.#variable(file, owner, info.name);
      if (GIVING_NAMES.has(info.name)) this.#class(file, owner);
    }
    if (info.decorators.some((decorator) => isFixture(file, decorator))) this.#parameters(filledByFixture(this.linker, this.spelling, of));
  }

  /** A class that gives such an object, or is one. */
  #class(file: SourceFile, scope: number): void {
    if (file.scope(scope).kind !== 'class' || !this.#asksFirst(`c ${file.id} ${scope}`)) return;
    const { name, parent } = file.scope(scope);
    const block = file.definitionOf(scope)?.block ?? file.scope(parent).block;
    this.#variable(file, homeOf(file, block, name), name);
    for (const [inner, info] of file.facts.scopes.entries()) {
      const [receiver] = info.parameters;
      if (info.parent === scope && info.kind === 'function' && receiver !== undefined) this.#variable(file, inner, receiver.name);
    }
    for (const call of this.usesOf(file).supers) if (file.isWithin(file.scopeOfNode(call), scope)) this.#node(file, call);
  }

  #allParameters({ file, scope }: FunctionRef): void {
    for (const index of file.scope(scope).parameters.keys()) this.#parameter({ file, scope, index });
  }

  #parameters(candidates: Iterable<ParameterRef>): void {
    for (const candidate of candidates) this.#parameter(candidate);
  }

  #parameter({ file, scope, index }: ParameterRef): void {
    if (!this.#asksFirst(`p ${file.id} ${scope} ${index}`)) return;
    const { name: method, parameters } = file.scope(scope);
    const name = parameters[index]?.name;
    if (name === undefined) return;
    this.#later(file, () => {
      if (!this.carriers.has(parameterType(this.linker, file, scope, index))) return;
      this.#of(file).parameters.add(`${scope} ${index}`);
      this.#variable(file, scope, name);
      // The same for all functions that are called by the same name; constructors and lambdas have names of their own.
      const called = method === '__init__' || method === '' ? `${file.id} ${scope}` : `${method} ${file.classAround(scope) >= 0}`;
      if (this.#asksFirst(`w ${called} ${index} ${name} ${parameters[index]?.kind}`)) this.#parameters(passedOn(this.linker, { file, scope, index }));
      if (file.classAround(scope) >= 0 && !method.startsWith('__') && this.#asksFirst(`o ${method} ${name}`)) this.#parameters(ofMethodsNamed(this.spelling, method, name));
    });
  }

  /** A call is given such an object: the functions it enters have it, and what they give back. */
  #argument(file: SourceFile, call: number, argument: number): void {
    if (!this.#carries(file, argument)) return;
    const callee = file.a(call);
    const name = file.kind(callee) === Node.Name ? file.name(file.a(callee)) : '';
    if (name === 'TypeVar') this.#node(file, call);
    if (name === 'isinstance') this.#narrowed(file, call);
    if (file.kind(callee) === Node.Attribute && /^(setdefault|update|append|appendleft|add|insert|extend)$/.test(file.name(file.b(callee)))) this.#variableNamedBy(file, file.a(callee));
    if (name !== '') for (const scope of functionsGiven(file, call, name)) this.#calledWithCallbacks(file, scope);
    this.#callbacksIn(file, call);
    const type = typeOf(this.linker, file, callee);
    let givesBack = false;
    for (const target of targetsOf(this.linker, type)) {
      givesBack ||= target.of.file.library || isGeneric(resultOf(this.linker, target.of));
      if (!target.of.file.library) this.#parameters(entered(file, call, argument, target.of));
    }
    givesBack ||= membersOf(type).some((member) => member.kind === 'class' || (member.kind !== 'function' && member.kind !== 'external' && member.kind !== 'unknown'));
    if (givesBack && this.carriers.has(typeOf(this.linker, file, call))) this.#node(file, call);
  }

  /** Whether an expression that was reached by a name really is, holds or gives an object: asked before anything that costs more. */
  #carries(file: SourceFile, node: number): boolean {
    const kind = file.kind(node);
    // What is in `*args` and `**kwargs` is mostly not known by its type.
    if (kind === Node.Starred || kind === Node.DoubleStarred) return true;
    return this.carriers.has(typeOf(this.linker, file, kind === Node.Keyword ? file.b(node) : node));
  }

  /** `if isinstance(x, Session)`: within the function `x` may be one. */
  #narrowed(file: SourceFile, call: number): void {
    const [value = 0] = file.argumentsOf(call).positional;
    const around = file.functionAround(file.scopeOfNode(call));
    const text = file.describe(value);
    const nodes = file.kind(value) === Node.Name ? file.namesRead(text) : file.kind(value) === Node.Attribute ? [...this.usesOf(file).attributesNamed(file.name(file.b(value)))] : [];
    for (const node of nodes) if (file.describe(node) === text && (around < 0 || file.isWithin(file.scopeOfNode(node), around))) this.#node(file, node);
  }

  /** What is given to a function as a callback gets what it passes on. */
  #calledWithCallbacks(file: SourceFile, scope: number): void {
    const info = file.scope(scope);
    const owner = file.classAround(scope);
    const name = info.name === '__init__' && owner >= 0 ? file.scope(owner).name : info.name;
    if (name === '' || this.#callbacks.has(name)) return;
    this.#callbacks.add(name);
    for (const decorated of this.linker.callSites.decoratedWith(name)) this.#allParameters(decorated);
    for (const site of this.linker.callSites.of(name)) this.#callbacksIn(site.file, site.node);
    for (const other of this.spelling.of(name)) if (this.#decorating.has(other)) for (const of of decoratedClassWide(other, name)) this.#allParameters(of);
  }

  /** Functions and lambdas among the arguments of a call. */
  #callbacksIn(file: SourceFile, call: number, isGiven = (): boolean => true): void {
    const { calls } = this.#of(file);
    if (calls.has(call)) return;
    const nodes = callbackNodes(this.spelling, file, call);
    if (nodes.length > 0 && !isGiven()) return;
    calls.add(call);
    for (const of of callbacksAmong(this.linker, file, nodes)) this.#allParameters(of);
  }

  /** `Repository[AsyncSession]`: the type variables of the class may stand for a session. */
  #variablesOf(file: SourceFile, base: number): void {
    for (const member of membersOf(typeOf(this.linker, file, base))) {
      if (member.kind !== 'class' || member.of.file.library) continue;
      const { file: home, scope } = member.of;
      const info = home.scope(scope);
      for (const variable of info.typeParameters) this.#variable(home, scope, variable);
      for (const written of info.bases) {
        if (home.kind(written) !== Node.Subscript) continue;
        const index = home.b(written);
        for (const node of home.kind(index) === Node.Tuple ? home.list(home.a(index)) : [index]) this.#variableNamedBy(home, node);
      }
    }
  }

  /** Whether something is asked for the first time. */
  #asksFirst(key: string): boolean {
    if (this.#asked.has(key)) return false;
    this.#asked.add(key);
    return true;
  }
}
