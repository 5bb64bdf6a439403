/** Functions that run beside the event loop on purpose: given to `run_sync`, `to_thread`, an executor. */
import { Node } from '../facts';
import { lastName } from '../link/call-sites';
import { targetsOf } from '../link/calls';
import { typeOf } from '../link/expressions';
import { decoratorName } from '../link/functions';
import type { Linker } from '../link/linker';
import { found, type Found } from '../link/reads';
import type { SourceFile } from '../link/source-file';
import { membersOf } from '../link/types';

export class Bridges {
  readonly #functions = new WeakMap<SourceFile, Map<number, Found<boolean>>>();
  /** Last names of the bridges: nothing else is worth asking for its type. */
  readonly #names: readonly string[];

  constructor(private readonly linker: Linker) {
    this.#names = [...linker.options.bridges].map((bridge) => bridge.slice(bridge.lastIndexOf('.') + 1));
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
    return this.#hasName(lastName(file, file.a(call))) && targetsOf(this.linker, typeOf(this.linker, file, file.a(call))).some((target) => target.of.file.library && this.linker.options.bridges.has(this.linker.qualifiedName(target.of)));
  }

  #hasName(name: string): boolean {
    return this.#names.some((bridge) => bridge === name || this.linker.callSites.aliasesOf(bridge).includes(name));
  }

  /** `run_in_executor(None, partial(export, engine))` */
  #isPartOfBridge(file: SourceFile, call: number): boolean {
    const outer = lastName(file, file.a(call)) === 'partial' ? callAround(file, call) : 0;
    return outer !== 0 && this.isBridge(file, outer);
  }

  #isBridged(file: SourceFile, scope: number): boolean {
    let ofFile = this.#functions.get(file);
    if (ofFile === undefined) this.#functions.set(file, (ofFile = new Map<number, Found<boolean>>()));
    return found(this.linker.reads, ofFile, scope, () => this.#findOut(file, scope));
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
