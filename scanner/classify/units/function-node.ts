/** The functions that the migration touches, and the legacy usages each of them holds. */
import type { SourceFile } from '../../link/source-file';
import type { FunctionRef } from '../../link/types';
import type { Usage } from '../../snapshot';
import type { Finding } from '../context';

/** A usage that is still to be converted, as found and as reported. */
export interface Legacy {
  readonly finding: Finding;
  readonly usage: Usage;
}

/**
 * All definitions of one qualified name in one file, such as a property with its setter; name '' is the code at module
 * and class level.
 */
export class FunctionNode {
  readonly id: string;
  readonly #kinds = new Set<Usage['kind']>();
  #legacy: readonly Legacy[] = [];
  #line: number | undefined;
  #isAsync: boolean | undefined;

  constructor(
    readonly file: SourceFile,
    readonly name: string,
    readonly scopes: readonly number[],
  ) {
    this.id = `${file.path}:${name}`;
  }

  /** What it holds in the state that is looked at. */
  get legacy(): readonly Legacy[] {
    return this.#legacy;
  }

  set legacy(legacy: readonly Legacy[]) {
    this.#legacy = legacy;
    this.#line = undefined;
    this.#kinds.clear();
    for (const { usage } of legacy) this.#kinds.add(usage.kind);
  }

  /** The last part of the name: what calls of it look like. */
  get lastName(): string {
    return this.name.slice(this.name.lastIndexOf('.') + 1);
  }

  get isModule(): boolean {
    return this.scopes.length === 0;
  }

  get isAsync(): boolean {
    return (this.#isAsync ??= this.scopes.length > 0 && this.scopes.every((scope) => this.file.scope(scope).isAsync));
  }

  get line(): number {
    const [scope] = this.scopes;
    return (this.#line ??= scope === undefined ? (this.legacy[0]?.usage.line ?? 1) : this.file.line(this.file.scope(scope).nameStart));
  }

  get refs(): readonly FunctionRef[] {
    return this.scopes.map((scope) => ({ file: this.file, scope }));
  }

  has(kind: Usage['kind']): boolean {
    return this.#kinds.has(kind);
  }
}

/** One node for each function asked about, the same from state to state as long as its file does not change. */
export class FunctionNodes {
  readonly #inFiles = new WeakMap<SourceFile, NodesOfFile>();

  /** @param scope any scope inside the function */
  around(file: SourceFile, scope: number): FunctionNode {
    file.noteRead();
    const { byScope, byName, scopes } = this.#of(file);
    let node = byScope.get(scope);
    if (node !== undefined) return node;
    const within = file.functionAround(scope);
    const name = within < 0 ? '' : file.qualifiedName(within);
    node = byName.get(name);
    if (node === undefined) byName.set(name, (node = new FunctionNode(file, name, name === '' ? [] : (scopes.get(name) ?? []))));
    byScope.set(scope, node);
    return node;
  }

  of({ file, scope }: FunctionRef): FunctionNode {
    return this.around(file, scope);
  }

  #of(file: SourceFile): NodesOfFile {
    let nodes = this.#inFiles.get(file);
    if (nodes === undefined) this.#inFiles.set(file, (nodes = { byScope: new Map(), byName: new Map(), scopes: functionsByName(file) }));
    return nodes;
  }
}

interface NodesOfFile {
  readonly byScope: Map<number, FunctionNode>;
  readonly byName: Map<string, FunctionNode>;
  /** Definitions of each name. */
  readonly scopes: ReadonlyMap<string, readonly number[]>;
}

function functionsByName(file: SourceFile): ReadonlyMap<string, readonly number[]> {
  const found = new Map<string, number[]>();
  for (const [scope, info] of file.facts.scopes.entries()) {
    if (info.kind !== 'function') continue;
    const name = file.qualifiedName(scope);
    const list = found.get(name);
    if (list === undefined) found.set(name, [scope]);
    else list.push(scope);
  }
  return found;
}
