/**
 * Who calls a function, and who hands it on by name. Asked by function, answered name by name: all calls of a name are
 * resolved once, however many functions have it, so that nothing is quadratic.
 */
import { Node } from '../../facts';
import { lastName, type CallSite } from '../../link/call-sites';
import { targetsOf } from '../../link/calls';
import { typeOf } from '../../link/expressions';
import { methodKindOf } from '../../link/functions';
import type { Linker } from '../../link/linker';
import { found, type Found } from '../../link/reads';
import type { SourceFile } from '../../link/source-file';
import { membersOf, type Type } from '../../link/types';
import { Namesakes } from './namesakes';
import { UncalledReads, type Mention } from './uncalled-reads';
import type { FunctionNode, FunctionNodes } from './function-node';

interface Resolved<T> {
  readonly byFunction: Map<FunctionNode, T[]>;
  /** Calls of this name on something that nothing resolves. */
  readonly unresolved: T[];
}

/** What is found is kept from state to state, as long as what it rests on does not change. */
export class Callers {
  readonly #calls = new Map<string, Found<Resolved<CallSite>>>();
  readonly #mentions = new Map<string, Found<Resolved<Mention>> & { readonly from: readonly Mention[] }>();
  readonly #namesakes: Namesakes;
  readonly #uncalled: UncalledReads;

  constructor(
    private readonly linker: Linker,
    private readonly nodes: FunctionNodes,
  ) {
    this.#namesakes = new Namesakes(linker);
    this.#uncalled = new UncalledReads(linker);
  }

  /**
   * Takes in another state.
   * @param starts functions from which questions will start; only names that lead to them are looked for outside of calls
   */
  update(starts: Iterable<FunctionNode>): void {
    this.#namesakes.forget();
    this.#uncalled.update([...starts].map((node) => node.lastName));
  }

  /** Calls that enter the function; reads, for a property. */
  callsOf(node: FunctionNode): readonly CallSite[] {
    if (isProperty(this.linker, node)) return this.#readsOf(node);
    return this.#names(node).flatMap((name) => this.#callsNamed(name).byFunction.get(node) ?? []);
  }

  /** Calls of the function's name on a receiver that is not known, where few functions have this name. */
  possibleCallsOf(node: FunctionNode): readonly CallSite[] {
    const name = node.lastName;
    if (name.length < MIN_TELLING || name.startsWith('__')) return [];
    const { unresolved } = this.#callsNamed(name);
    return unresolved.length === 0 || this.#namesakes.of(name) > MAX_NAMESAKES ? [] : unresolved;
  }

  /** Places that hand the function on by its name. */
  mentionsOf(node: FunctionNode): readonly Mention[] {
    if (isProperty(this.linker, node) || node.isModule) return [];
    return this.#mentionsNamed(node.lastName).byFunction.get(node) ?? [];
  }

  #callsNamed(name: string): Resolved<CallSite> {
    return found(this.linker.reads, this.#calls, name, () => {
      const into: Resolved<CallSite> = { byFunction: new Map(), unresolved: [] };
      for (const site of this.linker.callSites.of(name)) {
        const callee = site.file.a(site.node);
        const type = typeOf(this.linker, site.file, callee);
        const isFound = this.#add(into, type, site);
        if (!isFound && site.file.kind(callee) === Node.Attribute && isUnknown(type)) into.unresolved.push(site);
      }
      return into;
    });
  }

  #mentionsNamed(name: string): Resolved<Mention> {
    const from = this.#uncalled.of(name);
    const known = this.#mentions.get(name);
    if (known !== undefined && !known.reads.stale && isSame(known.from, from)) return known.value;
    const fresh = this.linker.reads.finding(() => {
      const into: Resolved<Mention> = { byFunction: new Map(), unresolved: [] };
      for (const { file, call, argument } of this.linker.callSites.referencesTo(name)) this.#add(into, typeOf(this.linker, file, argument), { file, node: argument, call });
      for (const mention of from) this.#add(into, typeOf(this.linker, mention.file, mention.node), mention);
      return into;
    });
    this.#mentions.set(name, { ...fresh, from });
    return fresh.value;
  }

  #add<T>(into: Resolved<T>, type: Type, place: T): boolean {
    const entered = new Set(targetsOf(this.linker, type).flatMap(({ of }) => (of.file.library ? [] : [this.nodes.of(of)])));
    for (const node of entered) {
      const list = into.byFunction.get(node);
      if (list === undefined) into.byFunction.set(node, [place]);
      else list.push(place);
    }
    return entered.size > 0;
  }

  /** `order.lines`, where `lines` is a property of an order. */
  #readsOf(node: FunctionNode): readonly CallSite[] {
    const owners = new Set(node.scopes.map((scope) => node.file.classAround(scope)));
    const given = this.linker.callSites.referencesTo(node.lastName).map(({ file, argument }) => ({ file, node: argument }));
    return [...this.#uncalled.of(node.lastName), ...given].filter(({ file, node: read }) => {
      if (file.kind(read) !== Node.Attribute) return false;
      return membersOf(typeOf(this.linker, file, file.a(read))).some((member) => member.kind === 'instance' && this.#inherits(member.of, node.file, owners));
    });
  }

  #inherits(of: { file: SourceFile; scope: number }, file: SourceFile, owners: ReadonlySet<number>): boolean {
    if (of.file === file && owners.has(of.scope)) return true;
    const { bases } = of.file.scope(of.scope);
    return bases.some((base) => membersOf(typeOf(this.linker, of.file, base)).some((member) => member.kind === 'class' && member.of.file === file && owners.has(member.of.scope)));
  }

  /** A constructor is called by the names of its class and of those that inherit it. */
  #names(node: FunctionNode): readonly string[] {
    if (node.isModule) return [];
    if (node.lastName !== '__init__') return [node.lastName];
    const names = new Set(['__init__', 'cls']);
    const walk = (name: string): void => {
      if (names.has(name)) return;
      names.add(name);
      for (const below of this.linker.callSites.subclassesOf(name)) walk(below.file.scope(below.scope).name);
    };
    for (const scope of node.scopes) {
      const owner = node.file.classAround(scope);
      if (owner >= 0) walk(node.file.scope(owner).name);
    }
    return [...names];
  }
}

/** Names shorter than this, or shared by more functions, say nothing about which function is meant. */
const MIN_TELLING = 5;
const MAX_NAMESAKES = 2;

export function isProperty(linker: Linker, node: FunctionNode): boolean {
  return node.refs.some((ref) => node.file.classAround(ref.scope) >= 0 && methodKindOf(linker, ref) === 'property');
}

function isUnknown(type: Type): boolean {
  return type.kind === 'never' || membersOf(type).some((member) => member.kind === 'unknown');
}

function isSame(left: readonly Mention[], right: readonly Mention[]): boolean {
  return left === right || (left.length === right.length && left.every(({ file, node }, index) => file === right[index]?.file && node === right[index]?.node));
}

/** The last name of what a mention is handed to; '' where it is kept or returned. */
export function receiverOf({ file, call }: Mention): string {
  return call === 0 ? '' : lastName(file, file.a(call));
}
