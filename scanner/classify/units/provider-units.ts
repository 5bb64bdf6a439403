/** Providers: what hands out sync sessions gets an async one beside it first, and goes last. */
import type { ConversionUnit } from '../../snapshot';
import type { FunctionNode } from './function-node';
import { assembled, inOrder, type UnitMaker } from './unit';

export function providerUnits(maker: UnitMaker, providers: ReadonlySet<FunctionNode>, own: readonly FunctionNode[]): ConversionUnit[] {
  const takers = new Map<FunctionNode, FunctionNode[]>();
  for (const node of own) {
    for (const provider of maker.flow.providersOf(node)) {
      const list = takers.get(provider);
      if (list === undefined) takers.set(provider, [node]);
      else list.push(node);
    }
  }
  return inOrder([...providers]).map((provider) => {
    const waiting = takers.get(provider) ?? [];
    const unit = assembled(maker, provider, [provider]);
    if (maker.hasAsyncProvider) return whileInUse(unit, provider, waiting);
    const usages = waiting.reduce((sum, node) => sum + node.legacy.length, unit.unblocks);
    return { ...unit, unblocks: usages, note: `Add one beside it that hands out an AsyncSession: ${counted(waiting.length)} ${waiting.length === 1 ? 'waits' : 'wait'} for it.` };
  });
}

function whileInUse(unit: ConversionUnit, provider: FunctionNode, takers: readonly FunctionNode[]): ConversionUnit {
  const blockers = takers.length === 0 ? [] : [`${counted(takers.length)} still ${takers.length === 1 ? 'takes' : 'take'} sync sessions from ${provider.name}`];
  return { ...unit, blockers, note: 'To be removed when nothing takes a sync session from it.' };
}

function counted(functions: number): string {
  return functions === 1 ? '1 function' : `${functions} functions`;
}
