import { Node, type Numbers } from '../facts';
import type { SourceFile } from './source-file';

/** For each node the one that it is an operand of; 0 for roots. */
export function findParents(file: SourceFile): Numbers {
  // Every node of every file is met here: without a view of each list.
  const { nodes, lists } = file.facts;
  const parents = nodes.count < 1 << 16 ? new Uint16Array(nodes.count) : new Int32Array(nodes.count);
  const adopt = (list: number, parent: number): void => {
    const end = list + (lists[list] ?? 0);
    for (let at = list + 1; at <= end; at++) parents[lists[at] ?? 0] = parent;
  };
  for (let node = 1; node < nodes.count; node++) {
    const a = nodes.a[node] ?? 0;
    const b = nodes.b[node] ?? 0;
    switch (nodes.kind[node]) {
      case Node.Attribute:
      case Node.Await:
      case Node.Starred:
      case Node.DoubleStarred:
      case Node.Not:
      case Node.Yield:
      case Node.YieldFrom:
      case Node.TypeOf:
        parents[a] = node;
        break;
      case Node.Subscript:
      case Node.And:
      case Node.Or:
      case Node.Union:
      case Node.Named:
      case Node.Cast:
        parents[a] = node;
        parents[b] = node;
        break;
      case Node.Keyword:
        parents[b] = node;
        break;
      case Node.Call:
      case Node.New:
        parents[a] = node;
        adopt(b, node);
        break;
      case Node.Format:
      case Node.Comprehension:
        adopt(b, node);
        break;
      case Node.Opaque:
      case Node.Tuple:
      case Node.List:
      case Node.Set:
      case Node.Dict:
      case Node.Conditional:
      case Node.Compare:
        adopt(a, node);
        break;
    }
  }
  return parents;
}
