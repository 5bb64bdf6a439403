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
import type { SourceFile } from '../../link/source-file';
import { membersOf, type Type } from '../../link/types';
import { namesLeadingTo } from '../hazards/call-graph';
import type { FunctionNode, FunctionNodes } from './function-node';

/** A place that names a function without calling it. `call` is the call it is an argument of; 0 where there is none. */
export interface Mention {
  readonly file: SourceFile;
  readonly node: number;
  readonly call: number;
}

interface Resolved<T> {
  readonly byFunction: Map<FunctionNode, T[]>;
  /** Calls of this name on something that nothing resolves. */
  readonly unresolved: T[];
}

export class Callers {
  readonly #calls = new Map<string, Resolved<CallSite>>();
  readonly #mentions = new Map<string, Resolved<Mention>>();
  readonly #reads: ReadonlyMap<string, readonly Mention[]>;
  readonly #definitions = new Map<string, number>();

  /** @param starts functions from which questions will start; only names that lead to them are looked for outside of calls */
  constructor(
    private readonly linker: Linker,
    private readonly nodes: FunctionNodes,
    starts: Iterable<FunctionNode>,
  ) {
    for (const file of linker.files) {
      for (const { kind, name } of file.facts.scopes) if (kind === 'function') this.#definitions.set(name, (this.#definitions.get(name) ?? 0) + 1);
    }
    this.#reads = readsOf(linker, namesLeadingTo(linker, [...starts].map((node) => node.lastName)));
  }

  /** Calls that enter the function; reads, for a property. */
  callsOf(node: FunctionNode): readonly CallSite[] {
    if (isProperty(this.linker, node)) return this.#readsOf(node);
    return this.#names(node).flatMap((name) => this.#callsNamed(name).byFunction.get(node) ?? []);
  }

  /** Calls of the function's name on a receiver that is not known, where few functions have this name. */
  possibleCallsOf(node: FunctionNode): readonly CallSite[] {
    const name = node.lastName;
    if (name.length < MIN_TELLING || (this.#definitions.get(name) ?? 0) > MAX_NAMESAKES || name.startsWith('__')) return [];
    return this.#callsNamed(name).unresolved;
  }

  /** Places that hand the function on by its name. */
  mentionsOf(node: FunctionNode): readonly Mention[] {
    if (isProperty(this.linker, node) || node.isModule) return [];
    return this.#mentionsNamed(node.lastName).byFunction.get(node) ?? [];
  }

  #callsNamed(name: string): Resolved<CallSite> {
    return resolved(this.#calls, name, (into) => {
      for (const site of this.linker.callSites.of(name)) {
        const callee = site.file.a(site.node);
        const type = typeOf(this.linker, site.file, callee);
        const found = this.#add(into, type, site);
        if (!found && site.file.kind(callee) === Node.Attribute && isUnknown(type)) into.unresolved.push(site);
      }
    });
  }

  #mentionsNamed(name: string): Resolved<Mention> {
    return resolved(this.#mentions, name, (into) => {
      for (const { file, call, argument } of this.linker.callSites.referencesTo(name)) this.#add(into, typeOf(this.linker, file, argument), { file, node: argument, call });
      for (const mention of this.#reads.get(name) ?? []) this.#add(into, typeOf(this.linker, mention.file, mention.node), mention);
    });
  }

  #add<T>(into: Resolved<T>, type: Type, place: T): boolean {
    const found = new Set(targetsOf(this.linker, type).flatMap(({ of }) => (of.file.library ? [] : [this.nodes.of(of)])));
    for (const node of found) {
      const list = into.byFunction.get(node);
      if (list === undefined) into.byFunction.set(node, [place]);
      else list.push(place);
    }
    return found.size > 0;
  }

  /** `order.lines`, where `lines` is a property of an order. */
  #readsOf(node: FunctionNode): readonly CallSite[] {
    const owners = new Set(node.scopes.map((scope) => node.file.classAround(scope)));
    const given = this.linker.callSites.referencesTo(node.lastName).map(({ file, argument }) => ({ file, node: argument }));
    return [...(this.#reads.get(node.lastName) ?? []), ...given].filter(({ file, node: read }) => {
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

function resolved<T>(known: Map<string, Resolved<T>>, name: string, fill: (into: Resolved<T>) => void): Resolved<T> {
  let entry = known.get(name);
  if (entry === undefined) {
    known.set(name, (entry = { byFunction: new Map(), unresolved: [] }));
    fill(entry);
  }
  return entry;
}

/** Names and attributes that are read but neither called nor given to a call: kept, returned, or read as a property. */
function readsOf(linker: Linker, wanted: ReadonlySet<string>): ReadonlyMap<string, readonly Mention[]> {
  const reads = new Map<string, Mention[]>();
  for (const file of linker.files) {
    const { kind, count } = file.facts.nodes;
    const ids = file.facts.names.map((name) => wanted.has(name));
    if (!ids.includes(true)) continue;
    const called = new Uint8Array(count);
    for (let node = 1; node < count; node++) if (kind[node] === Node.Call || kind[node] === Node.New) called[file.a(node)] = 1;
    for (const { target } of file.facts.bindings) called[target] = 1;
    for (const { decorators } of file.facts.scopes) for (const decorator of decorators) called[decorator] = called[file.a(decorator)] = 1;
    for (let node = 1; node < count; node++) {
      if (called[node] === 1) continue;
      const name = kind[node] === Node.Name ? file.a(node) : kind[node] === Node.Attribute ? file.b(node) : 0;
      if (name === 0 || ids[name] !== true || isArgument(file, node)) continue;
      const text = file.name(name);
      const list = reads.get(text);
      if (list === undefined) reads.set(text, [{ file, node, call: 0 }]);
      else list.push({ file, node, call: 0 });
    }
  }
  return reads;
}

function isArgument(file: SourceFile, node: number): boolean {
  const parent = file.parentOf(node);
  const call = file.kind(parent) === Node.Keyword ? file.parentOf(parent) : parent;
  return file.kind(call) === Node.Call && file.a(call) !== node;
}

/** The last name of what a mention is handed to; '' where it is kept or returned. */
export function receiverOf({ file, call }: Mention): string {
  return call === 0 ? '' : lastName(file, file.a(call));
}
