/** What can be said of a function by itself: how it is entered, which methods are the same. Kept from state to state. */
import { classInfo } from '../../link/class-info';
import type { Linker } from '../../link/linker';
import { found, type Found } from '../../link/reads';
import type { SourceFile } from '../../link/source-file';
import { overridesOf } from '../hazards/overrides';
import { entriesOf, specialEntries, type Entry } from './entries';
import type { FunctionNode, FunctionNodes } from './function-node';

export class Surroundings {
  readonly #entries = new WeakMap<FunctionNode, Found<readonly Entry[]>>();
  readonly #special = new WeakMap<FunctionNode, Found<readonly Entry[]>>();
  readonly #same = new WeakMap<FunctionNode, Found<ReadonlySet<FunctionNode>>>();

  constructor(
    private readonly linker: Linker,
    private readonly nodes: FunctionNodes,
  ) {}

  /** What decorators and the class of a function say about who calls it. */
  entriesOf(node: FunctionNode): readonly Entry[] {
    return found(this.linker.reads, this.#entries, node, () => entriesOf(this.linker, node));
  }

  /** What Python itself calls. */
  specialEntriesOf(node: FunctionNode): readonly Entry[] {
    return found(this.linker.reads, this.#special, node, () => specialEntries(this.linker, node));
  }

  /** Methods that this one overrides, and those that override it. */
  sameMethodAs(node: FunctionNode): ReadonlySet<FunctionNode> {
    return found(this.linker.reads, this.#same, node, () => this.#sameMethod(node));
  }

  #sameMethod(node: FunctionNode): ReadonlySet<FunctionNode> {
    const methods = new Set<FunctionNode>();
    if (node.lastName.startsWith('__')) return methods;
    for (const ref of node.refs) {
      const owner = ref.file.classAround(ref.scope);
      if (owner < 0) continue;
      for (const below of overridesOf(this.linker, ref)) if (this.#inherits(below.file, below.file.classAround(below.scope), ref.file, owner)) methods.add(this.nodes.of(below));
      for (const { of } of classInfo(this.linker, { file: ref.file, scope: owner }).order.slice(1)) {
        if (of.file.library) continue;
        const method = of.file.bindingsOf(of.scope).get(node.lastName)?.find((binding) => binding.kind === 'definition' && of.file.scope(binding.row).kind === 'function');
        if (method !== undefined) methods.add(this.nodes.of({ file: of.file, scope: method.row }));
      }
    }
    return methods;
  }

  #inherits(file: SourceFile, scope: number, baseFile: SourceFile, base: number): boolean {
    return scope >= 0 && classInfo(this.linker, { file, scope }).order.some(({ of }) => of.file === baseFile && of.scope === base);
  }
}
