/** Tests and migrations, a unit for each file: tests of a file share fixtures, and Alembic runs a script as a whole. */
import type { SourceFile } from '../../link/source-file';
import type { ConversionUnit } from '../../snapshot';
import type { FunctionNode } from './function-node';
import { assembled, inOrder, providerBlockers, type UnitMaker } from './unit';

export function fileUnits(maker: UnitMaker, nodes: readonly FunctionNode[], isMigration: (file: SourceFile) => boolean): ConversionUnit[] {
  const byFile = new Map<SourceFile, FunctionNode[]>();
  for (const node of inOrder(nodes)) byFile.set(node.file, [...(byFile.get(node.file) ?? []), node]);
  return [...byFile].flatMap(([file, functions]) => {
    const [first] = functions;
    if (first === undefined) return [];
    const unit = { ...assembled(maker, first, functions), id: `${file.path}:`, title: file.path };
    if (!isMigration(file)) return [{ ...unit, blockers: providerBlockers(maker, functions) }];
    return [{ ...unit, blockers: ['Alembic calls migrations without await: they stay sync, so exempt them with a reason'] }];
  });
}
