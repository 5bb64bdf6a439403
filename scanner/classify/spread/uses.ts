/** What a file does with its expressions and names, as far as values are handed on by it. Built for the files that a value gets to. */
import { Node, type Binding, type Numbers } from '../../facts';
import type { SourceFile } from '../../link/source-file';
import { ANNOTATION } from './spelling';

/** Where the value of a root expression goes. */
export type Use =
  | { readonly kind: 'binding' | 'annotation'; readonly binding: Binding }
  /** Returned by a function or lambda. */
  | { readonly kind: 'return' }
  /** Annotation of what a function returns, or a decorator of it. */
  | { readonly kind: 'result' | 'decorator' | 'base'; readonly scope: number }
  /** Annotation or default of a parameter. */
  | { readonly kind: 'parameter'; readonly scope: number; readonly index: number };

/** A use of a root expression, in a scope. */
export type PlacedUse = Use & { readonly scope: number };

export class Uses {
  readonly #uses = new Map<number, PlacedUse[]>();
  /** By the index of a name the last Attribute node that has it, and by node the one before it. */
  readonly #lastAttribute: Numbers;
  readonly #earlierAttribute: Numbers;
  /** Attributes read by a text: `getattr(context, "session")`, `config["session"]`. */
  readonly #named = new Map<string, number[]>();
  /** String expressions by the words in them: what stands in quotes may be an annotation. */
  readonly #words = new Map<string, number[]>();
  #supers: number[] | undefined;

  constructor(readonly file: SourceFile) {
    this.#lastAttribute = new Int32Array(file.facts.names.length);
    this.#earlierAttribute = file.facts.nodes.count < 1 << 16 ? new Uint16Array(file.facts.nodes.count) : new Int32Array(file.facts.nodes.count);
    this.#collectRoots();
    this.#collectNodes();
  }

  /** Of what stands in a statement by itself. */
  of(node: number): readonly PlacedUse[] {
    return this.#uses.get(node) ?? NONE;
  }

  /** Expressions that read an attribute or a key of this name. */
  *attributesNamed(name: string): Iterable<number> {
    for (let node = this.#lastAttribute[this.file.indexOfName(name)] ?? 0; node !== 0; node = this.#earlierAttribute[node] ?? 0) yield node;
    yield* this.#named.get(name) ?? NONE;
  }

  stringsWith(word: string): readonly number[] {
    return this.#words.get(word) ?? NONE;
  }

  /** Calls of `super()`. */
  get supers(): readonly number[] {
    const { file } = this;
    return (this.#supers ??= [...file.calls()].filter((call) => file.kind(file.a(call)) === Node.Name && file.name(file.a(file.a(call))) === 'super'));
  }

  #collectRoots(): void {
    const { bindings, exits, scopes } = this.file.facts;
    for (const binding of bindings) {
      const scope = this.file.scopeOfBlock(binding.block);
      this.#use(binding.value, { kind: 'binding', binding, scope });
      this.#use(binding.annotation, { kind: 'annotation', binding, scope });
    }
    for (const exit of exits) if (exit.kind === 'return') this.#use(exit.value, { kind: 'return', scope: exit.scope });
    for (const [scope, info] of scopes.entries()) {
      this.#use(info.returns, { kind: 'result', scope });
      for (const decorator of info.decorators) this.#use(decorator, { kind: 'decorator', scope });
      for (const base of info.bases) this.#use(base, { kind: 'base', scope });
      for (const [index, parameter] of info.parameters.entries()) {
        this.#use(parameter.annotation, { kind: 'parameter', scope, index });
        this.#use(parameter.default, { kind: 'parameter', scope, index });
      }
    }
  }

  #use(node: number, use: PlacedUse): void {
    if (node !== 0) append(this.#uses, node, use);
  }

  #collectNodes(): void {
    const { file } = this;
    const { kind, count, b } = file.facts.nodes;
    for (let node = 1; node < count; node++) {
      if (kind[node] === Node.Attribute) {
        const name = b[node] ?? 0;
        this.#earlierAttribute[node] = this.#lastAttribute[name] ?? 0;
        this.#lastAttribute[name] = node;
      } else if (kind[node] === Node.String) this.#collectString(node);
    }
  }

  #collectString(node: number): void {
    const { file } = this;
    const text = file.name(file.a(node));
    if (!ANNOTATION.test(text)) return;
    for (const [word] of text.matchAll(/\w+/g)) append(this.#words, word, node);
    // `getattr(context, "session")`, `config["session"]`
    const parent = file.parentOf(node);
    const isKey = file.kind(parent) === Node.Subscript && file.b(parent) === node;
    const isNamed = file.kind(parent) === Node.Call && file.describe(file.a(parent)) === 'getattr';
    if (isKey || isNamed) append(this.#named, text, parent);
  }
}

const NONE: readonly never[] = [];

function append<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}
