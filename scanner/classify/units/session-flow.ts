/**
 * Where a function has its sessions from: a provider, a parameter, an attribute. Who hands a session on and who gets it
 * must take the same kind of session.
 */
import { Node } from '../../facts';
import { lastName } from '../../link/call-sites';
import { targetsOf } from '../../link/calls';
import { typeOf } from '../../link/expressions';
import { found, type Found } from '../../link/reads';
import type { SourceFile } from '../../link/source-file';
import { membersOf, type Origin } from '../../link/types';
import type { Context, Finding } from '../context';
import { oncePerFile } from '../hazards/rule';
import type { FunctionNode, FunctionNodes, Legacy } from './function-node';
import { callEndingIn } from './usage-needs';

/** What was found by asking the evaluator is kept from state to state, as long as what it rests on does not change. */
export class SessionFlow {
  /** Functions by the place of their session parameters and of their names. */
  readonly #parameters = new Map<string, FunctionNode>();
  readonly #providing = new Set<FunctionNode>();
  readonly #providersOf = new Map<FunctionNode, readonly FunctionNode[]>();
  readonly #opened = new WeakMap<Finding, Found<readonly FunctionNode[]>>();
  /** By file, calls and whether they are given a legacy session. */
  readonly #passing = new WeakMap<SourceFile, Map<number, Found<boolean>>>();
  #aliasesFound: ReadonlyMap<string, readonly FunctionNode[]> | undefined;

  constructor(
    private readonly context: Context,
    private readonly nodes: FunctionNodes,
  ) {}

  /**
   * Takes in another state.
   * @param all functions with legacy usages
   */
  update(all: Iterable<FunctionNode>): void {
    this.#parameters.clear();
    this.#providing.clear();
    this.#providersOf.clear();
    this.#aliasesFound = undefined;
    for (const node of all) {
      for (const { finding } of node.legacy) {
        if (finding.kind === 'session-parameter') this.#parameters.set(keyOf(node.file, finding.start), node);
        if (finding.kind === 'session-provider') this.#providing.add(node);
      }
    }
  }

  /** Functions of the project that hand out legacy sessions. */
  get providers(): ReadonlySet<FunctionNode> {
    return this.#providing;
  }

  /** Functions with which this one shares a session that it neither opens nor is given itself: those that took it in. */
  sharedWith(node: FunctionNode): readonly FunctionNode[] {
    const owners = new Set<FunctionNode>();
    for (const { finding } of node.legacy) {
      if (finding.kind === 'session-parameter' || finding.kind === 'session-provider') continue;
      const owner = this.#takenInBy(finding.origin);
      if (owner !== undefined) owners.add(owner);
      else if (!node.has('session-open')) for (const outer of this.#aroundOf(node)) owners.add(outer);
    }
    owners.delete(node);
    return [...owners];
  }

  /** The function through whose parameter the session came. */
  #takenInBy(origin: Origin | undefined): FunctionNode | undefined {
    for (let step = origin; step !== undefined; step = step.from) {
      const owner = this.#parameters.get(keyOf(step.file, step.at));
      if (owner !== undefined) return owner;
    }
    return undefined;
  }

  /** The function around a nested one, the constructor of a method's class: they opened what this one uses. */
  #aroundOf(node: FunctionNode): readonly FunctionNode[] {
    return node.scopes.flatMap((scope) => {
      const { parent } = node.file.scope(scope);
      const owner = node.file.classAround(scope);
      if (owner < 0) return parent > 0 ? [this.nodes.around(node.file, parent)] : [];
      const init = node.file.bindingsOf(owner).get('__init__')?.find((binding) => binding.kind === 'definition');
      const constructor = init === undefined ? undefined : this.nodes.of({ file: node.file, scope: init.row });
      return constructor?.has('session-open') === true ? [constructor] : [];
    });
  }

  /** Providers of the project that the function takes sessions from; asked for each unit that it belongs to. */
  providersOf(node: FunctionNode): readonly FunctionNode[] {
    let providers = this.#providersOf.get(node);
    if (providers === undefined) this.#providersOf.set(node, (providers = this.#findProviders(node)));
    return providers;
  }

  #findProviders(node: FunctionNode): readonly FunctionNode[] {
    const providers = new Set<FunctionNode>();
    for (const legacy of node.legacy) {
      for (const provider of this.#calledBy(node.file, legacy) ?? this.#injected(node.file, legacy)) if (this.#providing.has(provider)) providers.add(provider);
    }
    providers.delete(node);
    return [...providers];
  }

  /** `with self.db.get_session() as session` */
  #calledBy(file: SourceFile, { finding }: Legacy): readonly FunctionNode[] | undefined {
    if (finding.kind !== 'session-open') return undefined;
    const { linker } = this.context;
    return found(linker.reads, this.#opened, finding, () => {
      const call = callEndingIn(file, finding.end);
      return targetsOf(linker, typeOf(linker, file, file.a(call))).flatMap(({ of }) => (of.file.library ? [] : [this.nodes.of(of)]));
    });
  }

  /** `db: Session = Depends(get_db)`, `db: DbSession` with `DbSession = Annotated[Session, Depends(get_db)]` */
  #injected(file: SourceFile, { finding }: Legacy): readonly FunctionNode[] {
    if (finding.kind !== 'session-parameter') return [];
    const parameter = file.scope(finding.scope).parameters.find((candidate) => candidate.start === finding.start);
    if (parameter === undefined) return [];
    const given = this.#dependency(file, parameter.default);
    return given.length > 0 ? given : (this.#aliases().get(lastName(file, parameter.annotation)) ?? []);
  }

  #dependency(file: SourceFile, node: number): readonly FunctionNode[] {
    if (file.kind(node) !== Node.Call || !/^(Depends|Security|Injected|Provide)$/.test(lastName(file, node))) return [];
    const [dependency = 0] = file.argumentsOf(node).positional;
    return membersOf(typeOf(this.context.linker, file, dependency)).flatMap((member) => (member.kind === 'function' && !member.of.file.library ? [this.nodes.of(member.of)] : []));
  }

  /** Names for annotations that inject a dependency; a name stands for one thing throughout a project. */
  #aliases(): ReadonlyMap<string, readonly FunctionNode[]> {
    if (this.#aliasesFound !== undefined) return this.#aliasesFound;
    const aliases = new Map<string, readonly FunctionNode[]>();
    for (const file of this.context.linker.files) {
      for (const { name, parts } of annotatedNames(file)) {
        const providers = parts.flatMap((part) => this.#dependency(file, part));
        if (providers.length > 0) aliases.set(name, providers);
      }
    }
    this.#aliasesFound = aliases;
    return aliases;
  }

  /** Whether a call is given a legacy session; asked for each function that it may enter. */
  passesSession(file: SourceFile, call: number): boolean {
    let passing = this.#passing.get(file);
    if (passing === undefined) this.#passing.set(file, (passing = new Map<number, Found<boolean>>()));
    return found(this.context.linker.reads, passing, call, () => this.#isGivenSession(file, call));
  }

  #isGivenSession(file: SourceFile, call: number): boolean {
    return [...file.list(file.b(call))].some((argument) => {
      const value = file.kind(argument) === Node.Keyword ? file.b(argument) : argument;
      const kind = file.kind(value);
      if (kind !== Node.Name && kind !== Node.Attribute && kind !== Node.Call && kind !== Node.Conditional && kind !== Node.Or) return false;
      return this.context.roles.sessions(typeOf(this.context.linker, file, value)).some((player) => player.mode === 'legacy' && player.type.bridged !== true);
    });
  }
}

function keyOf(file: SourceFile, at: number): string {
  return `${file.id} ${at}`;
}

/** `DbSession = Annotated[Session, Depends(get_db)]` */
const annotatedNames = oncePerFile((file) =>
  file.facts.bindings.flatMap(({ name, value }) => {
    if (name === '' || file.kind(value) !== Node.Subscript || lastName(file, value) !== 'Annotated') return [];
    return [{ name, parts: file.kind(file.b(value)) === Node.Tuple ? [...file.list(file.a(file.b(value)))] : [] }];
  }),
);
