/**
 * By name, whether calling something of that name may give a session, or make a factory: asked of thousands of calls,
 * answered once for each name from the definitions that have it. Only what passes here is worth the type of its callee.
 */
import { Node, type Binding } from '../facts';
import { libraryAncestor } from '../link/classes';
import { functionType, resultOf } from '../link/functions';
import { lastName } from '../link/call-sites';
import type { Linker } from '../link/linker';
import type { SourceFile } from '../link/source-file';
import { isGeneric } from '../link/type-variables';
import type { Pack } from '../packs/pack';
import type { Roles } from './roles';

interface Definition {
  readonly file: SourceFile;
  readonly scope: number;
}

export class Callables {
  readonly #definitions = new Map<string, Definition[]>();
  /** Names that hold a value, or an import under another name: what they are depends on the place. */
  readonly #variables = new Set<string>();
  /** Attributes that hold a value, on objects, classes and modules. */
  readonly #attributes = new Set<string>();
  readonly #constructors: Set<string>;
  readonly #foreign = new Map<SourceFile, ReadonlySet<string>>();
  readonly #mayGive = new Map<string, boolean>();
  readonly #mayConstruct = new Map<string, boolean>();

  constructor(
    private readonly linker: Linker,
    private readonly roles: Roles,
    private readonly pack: Pack,
  ) {
    this.#constructors = new Set([...pack.engines, ...pack.factories, ...pack.baseFunctions].map((name) => name.slice(name.lastIndexOf('.') + 1)));
    for (const file of linker.libraries) this.#readDefinitions(file);
    for (const file of linker.files) {
      this.#readDefinitions(file);
      this.#readValues(file);
    }
  }

  /** @param callee a Name or Attribute node that is called */
  mayGiveSession(file: SourceFile, callee: number): boolean {
    if (this.#isForeign(file, callee)) return false;
    const name = lastName(file, callee);
    if ((file.kind(callee) === Node.Name ? this.#variables : this.#attributes).has(name)) return true;
    let answer = this.#mayGive.get(name);
    if (answer === undefined) {
      const definitions = this.#definitions.get(name) ?? [];
      // A name that nothing defines may be an import that broke.
      answer = definitions.length === 0 ? /session|(^|_)db(_|$)/i.test(name) : definitions.some((definition) => this.#gives(definition));
      this.#mayGive.set(name, answer);
    }
    return answer;
  }

  mayConstruct(name: string): boolean {
    let answer = this.#mayConstruct.get(name);
    if (answer === undefined) {
      answer = this.#constructors.has(name) || (this.#definitions.get(name) ?? []).some((definition) => this.#constructs(definition));
      this.#mayConstruct.set(name, answer);
    }
    return answer;
  }

  /** `json.loads(…)`, `datetime.now()`: what an outside library gives is no session. */
  #isForeign(file: SourceFile, callee: number): boolean {
    let root = callee;
    for (let kind = file.kind(root); kind === Node.Attribute || kind === Node.Call || kind === Node.Subscript; kind = file.kind(root)) root = file.a(root);
    return file.kind(root) === Node.Name && this.#foreignNames(file).has(file.name(file.a(root)));
  }

  #foreignNames(file: SourceFile): ReadonlySet<string> {
    let names = this.#foreign.get(file);
    if (names === undefined) {
      const found = new Set<string>();
      for (const [name, bindings] of file.bindingsOf(0)) {
        const [only] = bindings;
        const row = bindings.length === 1 && only?.kind === 'import' ? file.facts.imports[only.row] : undefined;
        if (row !== undefined && this.linker.modules.resolve(file, row.module).kind === 'external') found.add(name);
      }
      this.#foreign.set(file, (names = found));
    }
    return names;
  }

  #gives(of: Definition): boolean {
    if (of.file.scope(of.scope).kind === 'class') return this.roles.handedOut({ kind: 'instance', of, args: [] }).length > 0;
    // What a session's own method gives is never an open.
    if (of.file.library && this.#isMethodOfSession(of)) return false;
    const result = resultOf(this.linker, of);
    if (isGeneric(result) || this.roles.handedOut(result).length > 0) return true;
    const type = functionType(this.linker, of.file, of.scope);
    return type.kind === 'callable' && (isGeneric(type.returns) || this.roles.handedOut(type.returns).length > 0);
  }

  #isMethodOfSession(of: Definition): boolean {
    const owner = of.file.classAround(of.scope);
    return owner >= 0 && this.roles.ofInstance({ kind: 'instance', of: { file: of.file, scope: owner }, args: [] })?.role === 'session';
  }

  #constructs(of: Definition): boolean {
    return of.file.scope(of.scope).kind === 'class' && libraryAncestor(this.linker, of, this.pack.factories) !== undefined;
  }

  #readDefinitions(file: SourceFile): void {
    // Containers only give back what was put into them.
    if (file.library && /^(builtins|typing|collections|contextvars)$/.test(file.module)) return;
    for (const [scope, info] of file.facts.scopes.entries()) {
      if (info.name === '') continue;
      const definitions = this.#definitions.get(info.name);
      if (definitions === undefined) this.#definitions.set(info.name, [{ file, scope }]);
      else definitions.push({ file, scope });
    }
  }

  #readValues(file: SourceFile): void {
    const { facts } = file;
    for (const scope of facts.scopes) for (const parameter of scope.parameters) this.#variables.add(parameter.name);
    for (const binding of facts.bindings) {
      if (binding.kind === 'definition' || binding.kind === 'import' || isPlainValue(file, binding)) continue;
      const target = binding.name !== '' ? binding.name : lastName(file, binding.target);
      if (binding.name !== '') this.#variables.add(target);
      const { kind } = file.scope(file.scopeOfBlock(binding.block));
      if (binding.name === '' || kind === 'class' || kind === 'module') this.#attributes.add(target);
      if (this.#constructors.has(lastName(file, binding.value)) && this.#constructors.has(file.describe(binding.value).split('.').at(-1) ?? '')) this.#constructors.add(target);
    }
    for (const row of facts.imports) {
      if (row.alias === '' || row.alias === row.name) continue;
      this.#variables.add(row.alias);
      this.#attributes.add(row.alias);
      if (this.#constructors.has(row.name)) this.#constructors.add(row.alias);
    }
  }
}

const PLAIN_VALUES: ReadonlySet<number> = new Set([Node.Constant, Node.String, Node.Format, Node.Opaque, Node.Compare, Node.Not, Node.Dict, Node.List, Node.Tuple, Node.Set, Node.Comprehension]);
const PLAIN_TYPES = /^(str|int|bool|float|bytes|dict|list|set|tuple|None|date|datetime|UUID|Decimal|Path)\b/;

/** Nothing that could be called to get a session: a number, a text, a list, a field of such a type. */
function isPlainValue(file: SourceFile, binding: Binding): boolean {
  if (binding.annotation !== 0 && PLAIN_TYPES.test(file.describe(binding.annotation))) return true;
  if (/^(Magic|Async|NonCallableMagic)?Mock$|^create_autospec$/.test(lastName(file, binding.value))) return true;
  return binding.kind === 'assign' && binding.annotation === 0 && binding.path.length === 0 && PLAIN_VALUES.has(file.kind(binding.value));
}
