import type { FileFacts } from './facts';
import { factsOf } from './facts-rows';
import type { FactTables } from './facts-tables';

/** Facts over a copy of the tables, so that they outlive what the tables lie in. */
export function keptFactsOf(tables: FactTables): FileFacts {
  const { names, nodes } = tables;
  return factsOf({
    ...tables,
    names: { lengths: names.lengths.slice(), bytes: names.bytes.slice() },
    nodes: {
      count: nodes.count,
      kind: nodes.kind.slice(),
      start: nodes.start.slice(),
      end: nodes.end.slice(),
      block: nodes.block.slice(),
      a: nodes.a.slice(),
      b: nodes.b.slice(),
    },
    lineStarts: tables.lineStarts.slice(),
    lists: tables.lists.slice(),
    scopes: tables.scopes.slice(),
    parameters: tables.parameters.slice(),
    blocks: tables.blocks.slice(),
    bindings: tables.bindings.slice(),
    withItems: tables.withItems.slice(),
    imports: tables.imports.slice(),
    exits: tables.exits.slice(),
    effects: tables.effects.slice(),
    exports: tables.exports.slice(),
    markers: tables.markers.slice(),
    problems: tables.problems.slice(),
  });
}
