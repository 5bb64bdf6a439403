/**
 * From expressions of one file on, through what stands around them in the text, to the places that their value gets to.
 * Steps within a function go by the text alone; where one rests on a name, the evaluator is asked whether the value
 * really is, holds or gives an object of the migration.
 */
import { Node } from '../../facts';
import { lastName } from '../../link/call-sites';
import { targetsOf } from '../../link/calls';
import { typeOf } from '../../link/expressions';
import type { Linker } from '../../link/linker';
import { bindingType } from '../../link/names';
import { resultOf } from '../../link/functions';
import type { SourceFile } from '../../link/source-file';
import { isGeneric } from '../../link/type-variables';
import { membersOf } from '../../link/types';
import { callbackNodes, callbacksAmong, functionsGiven } from './callbacks';
import type { Carriers } from './carries';
import { homeOf } from './home';
import { entered } from './parameters';
import type { Places } from './places';
import type { Spelling } from './spelling';
import type { Look, Place } from './trail';
import type { PlacedUse, Uses } from './uses';

/** What all walks through a project share. */
export interface Ground {
  readonly linker: Linker;
  readonly spelling: Spelling;
  readonly carriers: Carriers;
  /** Members of the library through which an object gives what it holds. */
  readonly members: ReadonlySet<string>;
  readonly usesOf: (file: SourceFile) => Uses;
}

export class Walk {
  readonly #leads = new Set<Place>();
  readonly #nodes = new Set<number>();
  readonly #uses: Uses;

  constructor(
    private readonly ground: Ground,
    private readonly places: Places,
    private readonly file: SourceFile,
  ) {
    file.noteRead();
    this.#uses = ground.usesOf(file);
  }

  /** Goes on to a place. */
  to(place: Place): void {
    this.#leads.add(place);
  }

  toAll(places: Iterable<Place>): void {
    for (const place of places) this.to(place);
  }

  /** Meets an expression that may be, hold or give an object of the migration. */
  meet(node: number): void {
    if (node !== 0) this.#nodes.add(node);
  }

  meetAll(nodes: Iterable<number>): void {
    for (const node of nodes) this.meet(node);
  }

  /** Where it all leads to. */
  end(holds = true): Look {
    // A set grows while it is walked.
    for (const node of this.#nodes) this.#handOn(node);
    return { leads: this.#leads, nodes: [...this.#nodes], holds };
  }

  /** The variable that an expression reads, if it is one: what is put into a container makes it one that holds. */
  toVariableReadBy(node: number): void {
    for (const place of this.places.readBy(this.file, node)) this.to(place);
  }

  #handOn(node: number): void {
    const { file } = this;
    for (const use of this.#uses.of(node)) this.#use(node, use);
    const parent = file.parentOf(node);
    if (parent === 0) return;
    switch (file.kind(parent)) {
      case Node.Attribute:
        this.#receiver(parent);
        break;
      case Node.Call:
        if (file.a(parent) === node) this.meet(parent);
        else this.#argument(parent, node);
        break;
      case Node.Keyword: {
        const call = file.parentOf(parent);
        if (file.kind(call) === Node.Call) this.#argument(call, parent);
        else for (const use of this.#uses.of(parent)) this.#use(parent, use);
        break;
      }
      case Node.Yield:
      case Node.YieldFrom:
        this.#result(file.functionAround(file.scopeOfNode(parent)));
        break;
      case Node.Conditional:
        if (file.list(file.a(parent))[0] !== node) this.meet(parent);
        break;
      case Node.Comprehension:
        if (file.list(file.b(parent))[0] === node || file.list(file.b(parent))[1] === node) this.meet(parent);
        break;
      case Node.Not:
      case Node.Format:
      case Node.Opaque:
      case Node.Compare:
        break;
      case Node.Subscript:
        if (file.b(parent) === node) this.toAll(this.places.variablesOf(file, file.a(parent)));
        this.meet(parent);
        break;
      default:
        this.meet(parent);
    }
  }

  #result(scope: number): void {
    if (scope >= 0) this.to(this.places.result(this.file, scope));
  }

  /** `session.begin`: what an object of the library, or a container, gives. Callbacks passed to a method get what it passes on. */
  #receiver(attribute: number): void {
    const { file } = this;
    if (this.ground.members.has(file.name(file.b(attribute)))) this.meet(attribute);
    const call = file.parentOf(attribute);
    if (file.kind(call) === Node.Call && file.a(call) === attribute) this.#callbacksIn(call, () => this.#carries(file.a(attribute)));
  }

  #use(node: number, use: PlacedUse): void {
    const { file, places } = this;
    switch (use.kind) {
      case 'binding':
      case 'annotation':
        this.#target(use);
        break;
      case 'return':
        if (this.#carries(node)) this.#result(use.scope);
        break;
      case 'result':
        this.#result(use.scope);
        break;
      case 'decorator':
        this.#result(use.scope);
        this.toAll(places.parametersOf({ file, scope: use.scope }));
        break;
      case 'base':
        this.to(places.classOf(file, use.scope));
        break;
      case 'parameter':
        this.to(places.parameter({ file, scope: use.scope, index: use.index }));
        if (file.scope(use.scope).parameters[use.index]?.annotation === node) this.toAll(places.handedTo(file, use.scope));
    }
  }

  /** `service.session = session`, `options["session"] = session`, `session = …` */
  #target({ binding, kind }: PlacedUse & { kind: 'binding' | 'annotation' }): void {
    const { file, places, ground } = this;
    if (binding.name !== '') {
      this.to(places.variable(file, homeOf(file, binding.block, binding.name), binding.name));
      return;
    }
    const { target } = binding;
    if (file.kind(target) === Node.Attribute) {
      if (kind === 'annotation' || ground.carriers.has(bindingType(ground.linker, file, binding))) this.to(places.attribute(file.name(file.b(target))));
    } else if (file.kind(target) === Node.Subscript) {
      this.meet(file.a(target));
      this.toVariableReadBy(file.a(target));
    }
  }

  /** A call is given such an object: the functions it enters have it, and what they give back. */
  #argument(call: number, argument: number): void {
    if (!this.#carries(argument)) return;
    const { file, places, ground } = this;
    const callee = file.a(call);
    const name = file.kind(callee) === Node.Name ? file.name(file.a(callee)) : '';
    if (lastName(file, callee) === 'TypeVar') this.meet(call);
    if (name === 'isinstance') this.#narrowed(call);
    if (file.kind(callee) === Node.Attribute && /^(setdefault|update|append|appendleft|add|insert|extend)$/.test(file.name(file.b(callee)))) this.toVariableReadBy(file.a(callee));
    if (name !== '') for (const scope of functionsGiven(file, call, name)) this.toAll(places.handedTo(file, scope));
    this.#callbacksIn(call);
    const type = typeOf(ground.linker, file, callee);
    let givesBack = false;
    for (const target of targetsOf(ground.linker, type)) {
      givesBack ||= target.of.file.library || isGeneric(resultOf(ground.linker, target.of));
      if (!target.of.file.library) for (const parameter of entered(file, call, argument, target.of)) this.to(places.parameter(parameter));
    }
    givesBack ||= membersOf(type).some((member) => member.kind === 'class' || (member.kind !== 'function' && member.kind !== 'external' && member.kind !== 'unknown'));
    if (givesBack && ground.carriers.has(typeOf(ground.linker, file, call))) this.meet(call);
  }

  /** Whether an expression that was reached by a name really is, holds or gives an object: asked before anything that costs more. */
  #carries(node: number): boolean {
    const { file, ground } = this;
    const kind = file.kind(node);
    // What is in `*args` and `**kwargs` is mostly not known by its type.
    if (kind === Node.Starred || kind === Node.DoubleStarred) return true;
    return ground.carriers.has(typeOf(ground.linker, file, kind === Node.Keyword ? file.b(node) : node));
  }

  /** `if isinstance(x, Session)`: within the function `x` may be one. */
  #narrowed(call: number): void {
    const { file } = this;
    const [value = 0] = file.argumentsOf(call).positional;
    const around = file.functionAround(file.scopeOfNode(call));
    const text = file.describe(value);
    const nodes = file.kind(value) === Node.Name ? file.namesRead(text) : file.kind(value) === Node.Attribute ? [...this.#uses.attributesNamed(file.name(file.b(value)))] : [];
    for (const node of nodes) if (file.describe(node) === text && (around < 0 || file.isWithin(file.scopeOfNode(node), around))) this.meet(node);
  }

  /** Functions and lambdas among the arguments of a call. */
  #callbacksIn(call: number, isGiven = (): boolean => true): void {
    const { linker, spelling } = this.ground;
    const nodes = callbackNodes(spelling, this.file, call);
    if (nodes.length === 0 || !isGiven()) return;
    for (const of of callbacksAmong(linker, this.file, nodes)) this.toAll(this.places.parametersOf(of));
  }
}
