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
  /** All of them before anything else is asked. */
  readonly legacy: Legacy[] = [];
  readonly #kinds = new Set<Usage['kind']>();
  #line: number | undefined;
  #isAsync: boolean | undefined;
  #counted = 0;

  constructor(
    readonly file: SourceFile,
    readonly name: string,
    readonly scopes: readonly number[],
  ) {
    this.id = `${file.path}:${name}`;
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

  /** Asked for each usage of a function that may hold thousands. */
  has(kind: Usage['kind']): boolean {
    for (; this.#counted < this.legacy.length; this.#counted++) {
      const added = this.legacy[this.#counted]?.usage.kind;
      if (added !== undefined) this.#kinds.add(added);
    }
    return this.#kinds.has(kind);
  }
}

/** One node for each function asked about. */
export class FunctionNodes {
  readonly #nodes = new Map<string, FunctionNode>();
  readonly #scopes = new Map<SourceFile, ReadonlyMap<string, readonly number[]>>();

  /** @param scope any scope inside the function */
  around(file: SourceFile, scope: number): FunctionNode {
    const within = file.functionAround(scope);
    return this.#named(file, within < 0 ? '' : file.qualifiedName(within));
  }

  of({ file, scope }: FunctionRef): FunctionNode {
    return this.around(file, scope);
  }

  #named(file: SourceFile, name: string): FunctionNode {
    const key = `${file.id} ${name}`;
    let node = this.#nodes.get(key);
    if (node === undefined) this.#nodes.set(key, (node = new FunctionNode(file, name, name === '' ? [] : (this.#scopesOf(file).get(name) ?? []))));
    return node;
  }

  #scopesOf(file: SourceFile): ReadonlyMap<string, readonly number[]> {
    let scopes = this.#scopes.get(file);
    if (scopes === undefined) this.#scopes.set(file, (scopes = functionsByName(file)));
    return scopes;
  }
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
