/**
 * Where a function has its sessions from: a provider, a parameter, an attribute. Who hands a session on and who gets it
 * must take the same kind of session.
 */
import { Node } from '../../facts';
import { typeOf } from '../../link/expressions';
import { lastName } from '../../link/call-sites';
import type { SourceFile } from '../../link/source-file';
import { membersOf, type Origin } from '../../link/types';
import type { Context } from '../context';
import type { FunctionNode, FunctionNodes, Legacy } from './function-node';

export class SessionFlow {
  /** Functions by the place of their session parameters and of their names. */
  readonly #parameters = new Map<string, FunctionNode>();
  readonly #providers = new Map<string, FunctionNode>();

  constructor(
    private readonly context: Context,
    private readonly nodes: FunctionNodes,
    all: Iterable<FunctionNode>,
  ) {
    for (const node of all) {
      for (const { finding } of node.legacy) {
        if (finding.kind === 'session-parameter') this.#parameters.set(keyOf(node.file, finding.start), node);
        if (finding.kind === 'session-provider') this.#providers.set(keyOf(node.file, finding.start), node);
      }
    }
  }

  get providers(): Iterable<FunctionNode> {
    return new Set(this.#providers.values());
  }

  /** Functions with which this one shares a session that it neither opens nor is given itself: those that took it in. */
  sharedWith(node: FunctionNode): readonly FunctionNode[] {
    const found = new Set<FunctionNode>();
    for (const { finding } of node.legacy) {
      if (finding.kind === 'session-parameter' || finding.kind === 'session-provider') continue;
      const owner = firstStep(finding.origin, (key) => this.#parameters.get(key));
      if (owner !== undefined) found.add(owner);
      else if (!node.has('session-open')) for (const outer of this.#aroundOf(node)) found.add(outer);
    }
    found.delete(node);
    return [...found];
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

  /** Providers of the project that the function takes sessions from. */
  providersOf(node: FunctionNode): readonly FunctionNode[] {
    const found = new Set<FunctionNode>();
    for (const legacy of node.legacy) {
      const provider = firstStep(legacy.finding.origin, (key) => this.#providers.get(key)) ?? this.#injected(node.file, legacy);
      if (provider !== undefined && provider !== node) found.add(provider);
    }
    return [...found];
  }

  /** `db: Session = Depends(get_db)` */
  #injected(file: SourceFile, { finding }: Legacy): FunctionNode | undefined {
    if (finding.kind !== 'session-parameter') return undefined;
    const parameter = file.scope(finding.scope).parameters.find((candidate) => candidate.start === finding.start);
    const given = parameter?.default ?? 0;
    if (file.kind(given) !== Node.Call || !/^(Depends|Security|Injected|Provide)$/.test(lastName(file, given))) return undefined;
    const [dependency = 0] = file.argumentsOf(given).positional;
    for (const member of membersOf(typeOf(this.context.linker, file, dependency))) {
      if (member.kind === 'function' && !member.of.file.library) return this.nodes.of(member.of);
    }
    return undefined;
  }

  /** Whether a call is given a legacy session. */
  passesSession(file: SourceFile, call: number): boolean {
    return [...file.list(file.b(call))].some((argument) => {
      const value = file.kind(argument) === Node.Keyword ? file.b(argument) : argument;
      const kind = file.kind(value);
      if (kind !== Node.Name && kind !== Node.Attribute && kind !== Node.Call && kind !== Node.Conditional && kind !== Node.Or) return false;
      return this.context.roles.sessions(typeOf(this.context.linker, file, value)).some((player) => player.mode === 'legacy' && player.type.bridged !== true);
    });
  }
}

function firstStep(origin: Origin | undefined, look: (key: string) => FunctionNode | undefined): FunctionNode | undefined {
  for (let step = origin; step !== undefined; step = step.from) {
    const found = look(keyOf(step.file, step.at));
    if (found !== undefined) return found;
  }
  return undefined;
}

function keyOf(file: SourceFile, at: number): string {
  return `${file.id} ${at}`;
}
