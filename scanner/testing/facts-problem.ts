import { type FileFacts, listOf, Node } from '../facts';

/** How the facts of a file contradict each other, whatever was in the file; null where they do not. */
export function factsProblem(facts: FileFacts): string | null {
  const { nodes, blocks, scopes } = facts;
  const named = (message: string) => `${message}; names: ${facts.names.join(' ')}`;
  for (let node = 1; node < nodes.count; node++) {
    const [start, end] = [nodes.start[node] ?? 0, nodes.end[node] ?? 0];
    if (start < 0 || end < start || end > facts.length) return named(`node ${node} spans ${start} to ${end}`);
    if (blocks[nodes.block[node] ?? 0] === undefined) return named(`node ${node} stands in no block`);
    for (const child of childrenOf(facts, node)) {
      if (child >= node) return named(`node ${node} comes before its child ${child}`);
    }
  }
  for (const [row, block] of blocks.entries()) {
    if (block.end < block.start) return named(`block ${row} ends before it starts`);
    if (row > 0 && (block.parent < 0 || block.parent === row)) return named(`block ${row} has no parent`);
    if (scopes[block.scope] === undefined) return named(`block ${row} belongs to no scope`);
  }
  for (const row of [...facts.bindings, ...facts.withItems, ...facts.imports, ...facts.exits]) {
    if (blocks[row.block] === undefined) return named(`${JSON.stringify(row)} stands in no block`);
  }
  for (const item of facts.withItems) {
    // TypeScript's `using` lasts to the end of the block it stands in.
    if (blocks[item.body]?.kind !== 'with' && facts.language !== 'typescript') return named(`${JSON.stringify(item)} has no body`);
  }
  return null;
}

function childrenOf(facts: FileFacts, node: number): number[] {
  const { kind, a, b } = facts.nodes;
  switch (kind[node]) {
    case Node.Opaque:
    case Node.Tuple:
    case Node.Dict:
    case Node.Compare:
    case Node.Conditional:
      return [...listOf(facts, a[node] ?? 0)];
    case Node.Call:
      return [a[node] ?? 0, ...listOf(facts, b[node] ?? 0)];
    case Node.Attribute:
    case Node.Await:
    case Node.Not:
    case Node.Yield:
      return [a[node] ?? 0];
    case Node.And:
    case Node.Or:
    case Node.Union:
    case Node.Subscript:
    case Node.Named:
      return [a[node] ?? 0, b[node] ?? 0];
    default:
      return [];
  }
}
