/** Functions that run beside the event loop on purpose: given to `run_sync`, `to_thread`, an executor. */
import { Node } from '../facts';
import { lastName } from '../link/call-sites';
import { targetsOf } from '../link/calls';
import { typeOf } from '../link/expressions';
import { decoratorName } from '../link/functions';
import type { Linker } from '../link/linker';
import type { SourceFile } from '../link/source-file';
import { membersOf } from '../link/types';

export class Bridges {
  readonly #functions = new Map<string, boolean>();

  /** Last names of the bridges: nothing else is worth asking for its type. */
  readonly #names: ReadonlySet<string>;

  constructor(private readonly linker: Linker) {
    const names = [...linker.options.bridges].map((bridge) => bridge.slice(bridge.lastIndexOf('.') + 1));
    this.#names = new Set(names.flatMap((name) => [name, ...linker.callSites.aliasesOf(name)]));
  }

  /** Whether the function, or one around it, is run by a bridge. */
  around(file: SourceFile, scope: number): boolean {
    for (let at = scope; at > 0; at = file.scope(at).parent) {
      const { kind } = file.scope(at);
      if (kind === 'class') return false;
      if ((kind === 'function' || kind === 'lambda') && this.#isBridged(file, at)) return true;
      // What an async function says itself, it says on the event loop.
      if (kind === 'function' && file.scope(at).isAsync) return false;
    }
    return false;
  }

  /** Whether a call hands its arguments to another thread or greenlet. */
  isBridge(file: SourceFile, call: number): boolean {
    return this.#names.has(lastName(file, file.a(call))) && targetsOf(this.linker, typeOf(this.linker, file, file.a(call))).some((target) => target.of.file.library && this.linker.options.bridges.has(this.linker.qualifiedName(target.of)));
  }

  /** `run_in_executor(None, partial(export, engine))` */
  #isPartOfBridge(file: SourceFile, call: number): boolean {
    const outer = lastName(file, file.a(call)) === 'partial' ? callAround(file, call) : 0;
    return outer !== 0 && this.isBridge(file, outer);
  }

  #isBridged(file: SourceFile, scope: number): boolean {
    const key = `${file.id} ${scope}`;
    let known = this.#functions.get(key);
    if (known === undefined) this.#functions.set(key, (known = this.#findOut(file, scope)));
    return known;
  }

  #findOut(file: SourceFile, scope: number): boolean {
    const info = file.scope(scope);
    if (info.kind === 'lambda') {
      const call = callAround(file, file.lambdaNode(scope));
      return call !== 0 && this.isBridge(file, call);
    }
    if (info.isAsync) return false;
    if (info.decorators.some((decorator) => /(^|\.)(sync_to_async|run_in_thread(pool)?)$/.test(decoratorName(file, decorator)))) return true;
    return this.linker.callSites.referencesTo(info.name).some((reference) => {
      if (!this.isBridge(reference.file, reference.call) && !this.#isPartOfBridge(reference.file, reference.call)) return false;
      return membersOf(typeOf(this.linker, reference.file, reference.argument)).some((member) => {
        const of = member.kind === 'function' ? member.of : member.kind === 'callable' ? member.behind?.of : undefined;
        return of?.file === file && of.scope === scope;
      });
    });
  }
}

/** The call that a node is an argument of; 0 where it is none. */
function callAround(file: SourceFile, node: number): number {
  const parent = file.parentOf(node);
  const call = file.kind(parent) === Node.Keyword ? file.parentOf(parent) : parent;
  return file.kind(call) === Node.Call && file.a(call) !== node ? call : 0;
}
