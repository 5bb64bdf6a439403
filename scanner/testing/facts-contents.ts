import type { FileFacts } from '../facts';

/** Everything that facts say. How wide a column's numbers are is no part of that. */
export function contentsOf(facts: FileFacts): object {
  const { language, length, names, lineStarts, nodes, lists, scopes, blocks, bindings, withItems, imports, exits, effects, exports, markers, problems } = facts;
  const { count, kind, start, end, block, a, b } = nodes;
  const columns = [kind, start, end, block, a, b, lists, lineStarts].map((column) => Array.from(column));
  return { language, length, names, count, columns, scopes, blocks, bindings, withItems, imports, exits, effects, exports, markers, problems };
}
