/**
 * By name, whether calling something of that name may give a session, or make a factory: asked of thousands of calls,
 * answered once for each name from the definitions that have it. Only what passes here is worth the type of its callee.
 */
import { Node, type Binding } from '../facts';
import { libraryAncestor } from '../link/class-info';
import { functionType, resultOf } from '../link/functions';
import { lastName } from '../link/call-sites';
import { ComparedAnswers } from '../link/compared-answers';
import type { Linker } from '../link/linker';
import { NameIndex, NameSet } from '../link/name-index';
import { found, type Footprint, type Found } from '../link/reads';
import type { SourceFile } from '../link/source-file';
import { isGeneric } from '../link/type-variables';
import type { Pack } from '../packs/pack';
import { Constructors, isRenamed, targetName } from './constructors';
import type { Roles } from './roles';

interface Definition {
  readonly file: SourceFile;
  readonly scope: number;
}

export class Callables {
  readonly #definitions: NameIndex<Definition>;
  /** Names that hold a value, or an import under another name: what they are depends on the place. */
  readonly #variables: NameSet;
  /** Attributes that hold a value, on objects, classes and modules. */
  readonly #attributes: NameSet;
  readonly #constructors: Constructors;
  readonly #foreign = new WeakMap<SourceFile, Map<'names', Found<ReadonlySet<string>>>>();
  readonly #mayGive: ComparedAnswers<boolean>;
  readonly #mayConstruct: ComparedAnswers<boolean>;

  constructor(
    private readonly linker: Linker,
    private readonly roles: Roles,
    private readonly pack: Pack,
  ) {
    const { reads } = linker;
    this.#definitions = new NameIndex(reads, definitionsOf);
    this.#variables = new NameSet(reads, variablesOf);
    this.#attributes = new NameSet(reads, attributesOf);
    this.#constructors = new Constructors(reads, [...pack.engines, ...pack.factories, ...pack.baseFunctions]);
    this.#mayGive = new ComparedAnswers(reads, (name) => this.#findWhetherGiven(name));
    this.#mayConstruct = new ComparedAnswers(reads, (name) => this.#constructors.has(name) || this.#definitions.of(name).some((definition) => this.#constructs(definition)));
    reads.unnoticed(() => this.#definitions.replace(new Set(), linker.libraries));
  }

  /** Takes in another state of the project, which the linker knows already; gives what stands for what comes out differently. */
  replace(gone: ReadonlySet<SourceFile>, come: readonly SourceFile[]): Footprint[] {
    const indexes = [this.#definitions, this.#variables, this.#attributes];
    return this.linker.reads.unnoticed(() => [...indexes.flatMap((index) => index.replace(gone, come)), ...this.#constructors.update(this.linker.files)]);
  }

  /** The same for what follows from that, once everything else that is stale is known to be. */
  compare(): Footprint[] {
    return [...this.#mayGive.compare(), ...this.#mayConstruct.compare()];
  }

  /** @param callee a Name or Attribute node that is called */
  mayGiveSession(file: SourceFile, callee: number): boolean {
    if (this.#isForeign(file, callee)) return false;
    const name = lastName(file, callee);
    return (file.kind(callee) === Node.Name ? this.#variables : this.#attributes).has(name) || this.#mayGive.of(name);
  }

  #findWhetherGiven(name: string): boolean {
    const definitions = this.#definitions.of(name);
    // A name that nothing defines may be an import that broke.
    return definitions.length === 0 ? /session|(^|_)db(_|$)/i.test(name) : definitions.some((definition) => this.#gives(definition));
  }

  mayConstruct(name: string): boolean {
    return this.#mayConstruct.of(name);
  }

  /** `json.loads(…)`, `datetime.now()`: what an outside library gives is no session. */
  #isForeign(file: SourceFile, callee: number): boolean {
    let root = callee;
    for (let kind = file.kind(root); kind === Node.Attribute || kind === Node.Call || kind === Node.Subscript; kind = file.kind(root)) root = file.a(root);
    return file.kind(root) === Node.Name && this.#foreignNames(file).has(file.name(file.a(root)));
  }

  #foreignNames(file: SourceFile): ReadonlySet<string> {
    let ofFile = this.#foreign.get(file);
    if (ofFile === undefined) this.#foreign.set(file, (ofFile = new Map<'names', Found<ReadonlySet<string>>>()));
    return found(this.linker.reads, ofFile, 'names', () => {
      const names = new Set<string>();
      for (const [name, bindings] of file.bindingsOf(0)) {
        const [only] = bindings;
        const row = bindings.length === 1 && only?.kind === 'import' ? file.facts.imports[only.row] : undefined;
        if (row !== undefined && this.linker.modules.resolve(file, row.module).kind === 'external') names.add(name);
      }
      return names;
    });
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
}

function definitionsOf(file: SourceFile, add: (name: string, definition: Definition) => void): void {
  // Containers only give back what was put into them.
  if (file.library && /^(builtins|typing|collections|contextvars)$/.test(file.module)) return;
  for (const [scope, info] of file.facts.scopes.entries()) if (info.name !== '') add(info.name, { file, scope });
}

function* variablesOf(file: SourceFile): Iterable<string> {
  const { facts } = file;
  for (const scope of facts.scopes) for (const parameter of scope.parameters) yield parameter.name;
  for (const binding of facts.bindings) if (binding.name !== '' && holdsValue(file, binding)) yield binding.name;
  for (const row of facts.imports) if (isRenamed(row)) yield row.alias;
}

function* attributesOf(file: SourceFile): Iterable<string> {
  const { facts } = file;
  for (const binding of facts.bindings) {
    const { kind } = file.scope(file.scopeOfBlock(binding.block));
    if ((binding.name === '' || kind === 'class' || kind === 'module') && holdsValue(file, binding)) yield targetName(file, binding);
  }
  for (const row of facts.imports) if (isRenamed(row)) yield row.alias;
}

function holdsValue(file: SourceFile, binding: Binding): boolean {
  return binding.kind !== 'definition' && binding.kind !== 'import' && !isPlainValue(file, binding);
}

const PLAIN_VALUES: ReadonlySet<number> = new Set([Node.Constant, Node.String, Node.Format, Node.Opaque, Node.Compare, Node.Not, Node.Dict, Node.List, Node.Tuple, Node.Set, Node.Comprehension]);
const PLAIN_TYPES = /^(str|int|bool|float|bytes|dict|list|set|tuple|None|date|datetime|UUID|Decimal|Path)\b/;

/** Nothing that could be called to get a session: a number, a text, a list, a field of such a type. */
function isPlainValue(file: SourceFile, binding: Binding): boolean {
  if (binding.annotation !== 0 && PLAIN_TYPES.test(file.describe(binding.annotation))) return true;
  if (/^(Magic|Async|NonCallableMagic)?Mock$|^create_autospec$/.test(lastName(file, binding.value))) return true;
  return binding.kind === 'assign' && binding.annotation === 0 && binding.path.length === 0 && PLAIN_VALUES.has(file.kind(binding.value));
}
