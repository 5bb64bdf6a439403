/** Names and attributes that are read but neither called nor given to a call: kept, returned, or read as a property. */
import { Node } from '../../facts';
import type { Linker } from '../../link/linker';
import type { SourceFile } from '../../link/source-file';
import { namesLeadingTo } from '../hazards/call-graph';

/** A place that names a function without calling it. `call` is the call it is an argument of; 0 where there is none. */
export interface Mention {
  readonly file: SourceFile;
  readonly node: number;
  readonly call: number;
}

const NONE: readonly never[] = [];

/** Kept from state to state for each file whose facts, and wanted names, are the same. */
export class UncalledReads {
  readonly #inFiles = new WeakMap<SourceFile, ReadsOfFile>();
  #byName: ReadonlyMap<string, readonly Mention[]> = new Map();

  constructor(private readonly linker: Linker) {}

  /** @param names of functions; those are wanted, and those from which a call of one may be reached */
  update(names: Iterable<string>): void {
    const wanted = namesLeadingTo(this.linker, names);
    const byName = new Map<string, Mention[]>();
    for (const file of this.linker.files) {
      for (const mention of this.#in(file, wanted)) {
        const list = byName.get(mention.name);
        if (list === undefined) byName.set(mention.name, [mention]);
        else list.push(mention);
      }
    }
    this.#byName = byName;
  }

  of(name: string): readonly Mention[] {
    return this.#byName.get(name) ?? NONE;
  }

  #in(file: SourceFile, wanted: ReadonlySet<string>): readonly NamedMention[] {
    const { names } = file.facts;
    const here: number[] = [];
    for (let id = 0; id < names.length; id++) if (wanted.has(names[id] ?? '')) here.push(id);
    if (here.length === 0) return NONE;
    const known = this.#inFiles.get(file);
    if (known !== undefined && known.ids.length === here.length && known.ids.every((id, index) => id === here[index])) return known.mentions;
    const mentions = mentionsIn(file, here);
    this.#inFiles.set(file, { ids: here, mentions });
    return mentions;
  }
}

interface NamedMention extends Mention {
  readonly name: string;
}

interface ReadsOfFile {
  /** Numbers of the wanted names that it spells. */
  readonly ids: readonly number[];
  readonly mentions: readonly NamedMention[];
}

function mentionsIn(file: SourceFile, ids: readonly number[]): readonly NamedMention[] {
  const { kind, count } = file.facts.nodes;
  const isWanted = new Uint8Array(file.facts.names.length);
  for (const id of ids) isWanted[id] = 1;
  const called = new Uint8Array(count);
  for (let node = 1; node < count; node++) if (kind[node] === Node.Call || kind[node] === Node.New) called[file.a(node)] = 1;
  for (const { target } of file.facts.bindings) called[target] = 1;
  for (const { decorators } of file.facts.scopes) for (const decorator of decorators) called[decorator] = called[file.a(decorator)] = 1;
  const mentions: NamedMention[] = [];
  for (let node = 1; node < count; node++) {
    if (called[node] === 1) continue;
    const name = kind[node] === Node.Name ? file.a(node) : kind[node] === Node.Attribute ? file.b(node) : 0;
    if (name !== 0 && isWanted[name] === 1 && !isArgument(file, node)) mentions.push({ file, node, call: 0, name: file.name(name) });
  }
  return mentions;
}

function isArgument(file: SourceFile, node: number): boolean {
  const parent = file.parentOf(node);
  const call = file.kind(parent) === Node.Keyword ? file.parentOf(parent) : parent;
  return file.kind(call) === Node.Call && file.a(call) !== node;
}
