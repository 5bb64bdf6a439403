/** One file as the linker sees it: its facts, and the look-ups over them that are built when first asked for. */
import { describeNode } from './describe';
import { findParents } from './parents';
import type { Footprint, Reads } from './reads';
import { Node, positionOf, type Binding, type Exit, type FileFacts, type Nodes, type Numbers, type Scope, type WithItem } from '../facts';

export class SourceFile {
  readonly #facts: FileFacts;
  readonly #nodes: Nodes;
  readonly #lists: Int32Array;
  readonly #spelling: readonly string[];
  readonly #scopes: readonly Scope[];
  #calls: Int32Array | undefined;
  readonly #bindings = new Map<number, Map<string, Binding[]>>();
  #exports: Set<string> | undefined;
  #parents: Numbers | undefined;
  #text = new Map<number, string>();
  #definitions: Map<number, Binding> | undefined;
  #branches: Map<number, number[]> | undefined;
  #returns: Map<number, number[]> | undefined;
  #asserts: Map<number, Exit[]> | undefined;
  #lambdas: Map<number, number> | undefined;
  #uses: Map<number, RootUse> | undefined;
  #names: Map<number, number[]> | undefined;
  #nameIds: Map<string, number> | undefined;
  #yields: Map<number, number[]> | undefined;
  #selfAttributes: Map<number, Map<string, Binding[]>> | undefined;

  /**
   * @param id unique within a linked project, stable for one order of files
   * @param module dotted module name; '' where none leads to the file
   * @param library part of a pack's description of libraries, not of the project
   * @param host for an expression parsed out of a string: where its names are looked up
   */
  constructor(
    readonly id: number,
    readonly path: string,
    readonly module: string,
    facts: FileFacts,
    readonly library: boolean,
    private readonly reads: Reads,
    /** What stands for this version of the file among things read. */
    readonly print: Footprint,
    readonly host?: { readonly file: SourceFile; readonly block: number; readonly at: number },
  ) {
    // Read millions of times: kept at hand rather than behind the facts.
    this.#facts = facts;
    this.#nodes = facts.nodes;
    this.#lists = facts.lists;
    this.#spelling = facts.names;
    this.#scopes = facts.scopes;
  }

  /** For what is known of the file without looking at it again. */
  noteRead(): void {
    this.reads.note(this.print);
  }

  get facts(): FileFacts {
    this.reads.note(this.print);
    return this.#facts;
  }

  name(index: number): string {
    return this.#spelling[index] ?? '';
  }

  kind(node: number): number {
    this.reads.note(this.print);
    return this.#nodes.kind[node] ?? 0;
  }

  a(node: number): number {
    this.reads.note(this.print);
    return this.#nodes.a[node] ?? 0;
  }

  b(node: number): number {
    this.reads.note(this.print);
    return this.#nodes.b[node] ?? 0;
  }

  start(node: number): number {
    this.reads.note(this.print);
    return this.#nodes.start[node] ?? 0;
  }

  end(node: number): number {
    this.reads.note(this.print);
    return this.#nodes.end[node] ?? 0;
  }

  blockOf(node: number): number {
    this.reads.note(this.print);
    return this.#nodes.block[node] ?? 0;
  }

  list(offset: number): Int32Array {
    this.reads.note(this.print);
    return this.#lists.subarray(offset + 1, offset + 1 + (this.#lists[offset] ?? 0));
  }

  lengthOf(list: number): number {
    this.reads.note(this.print);
    return this.#lists[list] ?? 0;
  }

  item(list: number, index: number): number {
    return this.#lists[list + 1 + index] ?? 0;
  }

  line(offset: number): number {
    this.reads.note(this.print);
    return positionOf(this.#facts, offset).line;
  }

  scope(index: number): Scope {
    this.reads.note(this.print);
    const scope = this.#scopes[index];
    if (scope === undefined) throw new Error(`${this.path}: scope ${index} does not exist`);
    return scope;
  }

  scopeOfBlock(block: number): number {
    this.reads.note(this.print);
    return this.#facts.blocks[block]?.scope ?? 0;
  }

  scopeOfNode(node: number): number {
    return this.scopeOfBlock(this.blockOf(node));
  }

  /** Nearest function around a scope (itself included), lambdas and comprehensions passed over; −1 at module or class level. */
  functionAround(scope: number): number {
    this.reads.note(this.print);
    for (let at = scope; at >= 0; at = this.#facts.scopes[at]?.parent ?? -1) {
      const kind = this.#facts.scopes[at]?.kind;
      if (kind === 'function') return at;
      if (kind === 'class' || kind === 'module' || kind === undefined) return -1;
      if (at === 0) return -1;
    }
    return -1;
  }

  /** Class whose body directly holds this scope; −1 where there is none. */
  classAround(scope: number): number {
    this.reads.note(this.print);
    const parent = this.#facts.scopes[scope]?.parent ?? -1;
    return parent >= 0 && this.#facts.scopes[parent]?.kind === 'class' ? parent : -1;
  }

  /** Whether a scope is another one, or lies in it; all lie in the module, scope 0. */
  isWithin(scope: number, outer: number): boolean {
    this.reads.note(this.print);
    for (let at = scope; at > 0; at = this.#facts.scopes[at]?.parent ?? 0) if (at === outer) return true;
    return outer === 0;
  }

  /** `TaskQueueService.enqueue_task`; '' for the module. Lambdas and comprehensions count as their enclosing function. */
  qualifiedName(scope: number): string {
    this.reads.note(this.print);
    const parts: string[] = [];
    for (let at = scope; at > 0; at = this.#facts.scopes[at]?.parent ?? 0) {
      const name = this.#facts.scopes[at]?.name ?? '';
      if (name !== '') parts.unshift(name);
    }
    return parts.join('.');
  }

  /** Bindings of a scope by name, in the order in which they take effect. */
  bindingsOf(scope: number): ReadonlyMap<string, readonly Binding[]> {
    this.reads.note(this.print);
    if (this.#bindings.size === 0) this.#groupBindings();
    return this.#bindings.get(scope) ?? EMPTY;
  }

  #groupBindings(): void {
    this.#bindings.set(0, new Map());
    // Names that a function declares to be another scope's.
    const elsewhere = new Map<string, number>();
    for (const binding of this.#facts.bindings) {
      if (binding.kind !== 'global' && binding.kind !== 'nonlocal') continue;
      const scope = this.scopeOfBlock(binding.block);
      elsewhere.set(`${scope} ${binding.name}`, binding.kind === 'global' ? 0 : this.#binder(scope, binding.name));
    }
    for (const binding of this.#facts.bindings) {
      if (binding.name === '') continue;
      let scope = this.scopeOfBlock(binding.home);
      // A walrus inside a comprehension binds in the function around it.
      if (binding.kind === 'named') while (this.#facts.scopes[scope]?.kind === 'comprehension') scope = this.scope(scope).parent;
      if (elsewhere.size > 0 && binding.kind !== 'global' && binding.kind !== 'nonlocal') scope = elsewhere.get(`${scope} ${binding.name}`) ?? scope;
      let names = this.#bindings.get(scope);
      if (names === undefined) this.#bindings.set(scope, (names = new Map<string, Binding[]>()));
      const list = names.get(binding.name);
      if (list === undefined) names.set(binding.name, [binding]);
      else list.push(binding);
    }
    for (const names of this.#bindings.values()) {
      for (const list of names.values()) list.sort((left, right) => left.at - right.at);
    }
  }

  /** The function around `scope` that a `nonlocal` name belongs to: the nearest that binds it itself. */
  #binder(scope: number, name: string): number {
    for (let at = this.scope(scope).parent; at > 0; at = this.scope(at).parent) {
      if (this.scope(at).kind !== 'function') continue;
      const binds = (binding: Binding): boolean => binding.name === name && binding.kind !== 'nonlocal' && this.scopeOfBlock(binding.block) === at;
      if (this.#facts.bindings.some(binds) || this.scope(at).parameters.some((parameter) => parameter.name === name)) return at;
    }
    return this.scope(scope).parent;
  }

  /** The `def` or `class` statement's binding of a scope. */
  definitionOf(scope: number): Binding | undefined {
    this.reads.note(this.print);
    if (this.#definitions === undefined) {
      this.#definitions = new Map();
      for (const binding of this.#facts.bindings) if (binding.kind === 'definition') this.#definitions.set(binding.row, binding);
    }
    return this.#definitions.get(scope);
  }

  /** Blocks of one statement, such as the branches of an `if`. */
  branchesOf(statement: number): readonly number[] {
    this.reads.note(this.print);
    if (this.#branches === undefined) {
      this.#branches = new Map();
      for (const [index, block] of this.#facts.blocks.entries()) {
        const list = this.#branches.get(block.statement);
        if (list === undefined) this.#branches.set(block.statement, [index]);
        else list.push(index);
      }
    }
    return this.#branches.get(statement) ?? [];
  }

  /** Values a function or lambda returns. */
  returnsOf(scope: number): readonly number[] {
    this.reads.note(this.print);
    if (this.#returns === undefined) {
      this.#returns = new Map();
      for (const exit of this.#facts.exits) if (exit.kind === 'return') append(this.#returns, exit.scope, exit.value);
    }
    return this.#returns.get(scope) ?? [];
  }

  /** `assert` statements of a function; −1 for those at module and class level. */
  assertsIn(functionScope: number): readonly Exit[] {
    this.reads.note(this.print);
    if (this.#asserts === undefined) {
      this.#asserts = new Map();
      for (const exit of this.#facts.exits) if (exit.kind === 'assert') append(this.#asserts, this.functionAround(exit.scope), exit);
    }
    return this.#asserts.get(functionScope) ?? [];
  }

  /** `yield` and `yield from` nodes of a function. */
  yieldsOf(scope: number): readonly number[] {
    this.reads.note(this.print);
    if (this.#yields === undefined) {
      this.#yields = new Map();
      const { kind, count } = this.#facts.nodes;
      for (let node = 1; node < count; node++) {
        if (kind[node] !== Node.Yield && kind[node] !== Node.YieldFrom) continue;
        append(this.#yields, this.functionAround(this.scopeOfNode(node)), node);
      }
    }
    return this.#yields.get(scope) ?? [];
  }

  /** All calls, `new` among them, in the order of the nodes. */
  calls(): Int32Array {
    this.reads.note(this.print);
    if (this.#calls === undefined) {
      const { kind, count } = this.#nodes;
      const calls: number[] = [];
      for (let node = 1; node < count; node++) if (kind[node] === Node.Call || kind[node] === Node.New) calls.push(node);
      this.#calls = Int32Array.from(calls);
    }
    return this.#calls;
  }

  /** The expression of a lambda's scope. */
  lambdaNode(scope: number): number {
    this.reads.note(this.print);
    if (this.#lambdas === undefined) {
      this.#lambdas = new Map();
      const { kind, count, a } = this.#facts.nodes;
      for (let node = 1; node < count; node++) if (kind[node] === Node.Lambda) this.#lambdas.set(a[node] ?? 0, node);
    }
    return this.#lambdas.get(scope) ?? 0;
  }

  /** What the file does with a root expression. */
  useOf(root: number): RootUse | undefined {
    this.reads.note(this.print);
    if (this.#uses === undefined) {
      const uses = new Map<number, RootUse>();
      this.#uses = uses;
      for (const node of this.#facts.effects) uses.set(node, { kind: 'effect' });
      for (const binding of this.#facts.bindings) if (binding.value !== 0 && binding.kind === 'assign') uses.set(binding.value, { kind: 'binding', binding });
      for (const exit of this.#facts.exits) if (exit.kind === 'return') uses.set(exit.value, { kind: 'return' });
      for (const item of this.#facts.withItems) uses.set(item.context, { kind: 'with', item });
    }
    return this.#uses.get(root);
  }

  /** The `with` that enters a node itself. */
  withItemOf(node: number): WithItem | undefined {
    const use = this.useOf(node);
    return use?.kind === 'with' ? use.item : undefined;
  }

  /** Name nodes by the name they read. */
  namesRead(name: string): readonly number[] {
    this.reads.note(this.print);
    if (this.#names === undefined) {
      this.#names = new Map();
      const { kind, count, a } = this.#facts.nodes;
      for (let node = 1; node < count; node++) if (kind[node] === Node.Name) append(this.#names, a[node] ?? 0, node);
    }
    return this.#names.get(this.indexOfName(name)) ?? [];
  }

  /** Index of a name among those of the file; −1 where it is not spelled. */
  indexOfName(name: string): number {
    this.reads.note(this.print);
    this.#nameIds ??= new Map(this.#spelling.map((text, index) => [text, index]));
    return this.#nameIds.get(name) ?? -1;
  }

  /** Values given to `self.name` by the methods of a class, by attribute. */
  selfAttributesOf(classScope: number): ReadonlyMap<string, readonly Binding[]> {
    this.reads.note(this.print);
    if (this.#selfAttributes === undefined) this.#selfAttributes = this.#findSelfAttributes();
    return this.#selfAttributes.get(classScope) ?? EMPTY;
  }

  #findSelfAttributes(): Map<number, Map<string, Binding[]>> {
    const found = new Map<number, Map<string, Binding[]>>();
    for (const binding of this.#facts.bindings) {
      if (binding.name !== '' || this.kind(binding.target) !== Node.Attribute) continue;
      const object = this.a(binding.target);
      if (this.kind(object) !== Node.Name) continue;
      // The function may be nested in the method whose `self` it uses.
      let scope = this.scopeOfBlock(binding.block);
      while (scope > 0 && this.classAround(scope) < 0) scope = this.scope(scope).parent;
      const owner = this.classAround(scope);
      if (owner < 0 || this.scope(scope).parameters[0]?.name !== this.name(this.a(object))) continue;
      let attributes = found.get(owner);
      if (attributes === undefined) found.set(owner, (attributes = new Map<string, Binding[]>()));
      append(attributes, this.name(this.b(binding.target)), binding);
    }
    return found;
  }

  /** Whether other files may import a name of the module. */
  exports(name: string): boolean {
    if (this.facts.exports.length === 0) return true;
    this.#exports ??= new Set(this.facts.exports);
    return this.#exports.has(name);
  }

  /** The node that a node is an operand of; 0 for roots. */
  parentOf(node: number): number {
    this.reads.note(this.print);
    this.#parents ??= findParents(this);
    return this.#parents[node] ?? 0;
  }

  /** Positional arguments, keyword arguments and spreads of a call. */
  argumentsOf(call: number): CallArguments {
    const positional: number[] = [];
    const keywords = new Map<string, number>();
    let spread = false;
    for (const argument of this.list(this.b(call))) {
      switch (this.kind(argument)) {
        case Node.Keyword:
          keywords.set(this.name(this.a(argument)), this.b(argument));
          break;
        case Node.Starred:
          // What follows `*args` has no known position.
          positional.push(argument);
          spread = true;
          break;
        case Node.DoubleStarred:
          spread = true;
          break;
        default:
          positional.push(argument);
      }
    }
    return { positional, keywords, spread };
  }

  /** Source-like text of names, attributes and calls, for evidence: `self.db.get_session()`. */
  describe(node: number): string {
    this.reads.note(this.print);
    const known = this.#text.get(node);
    if (known !== undefined) return known;
    const text = describeNode(this, node);
    this.#text.set(node, text);
    return text;
  }
}

export type RootUse =
  | { readonly kind: 'effect' | 'return' }
  | { readonly kind: 'binding'; readonly binding: Binding }
  | { readonly kind: 'with'; readonly item: WithItem };

export interface CallArguments {
  readonly positional: readonly number[];
  readonly keywords: ReadonlyMap<string, number>;
  /** `*args` or `**kwargs` among them: what is not named may still be given. */
  readonly spread: boolean;
}

function append<K, V>(lists: Map<K, V[]>, key: K, value: V): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [value]);
  else list.push(value);
}

const EMPTY: ReadonlyMap<string, readonly Binding[]> = new Map();
