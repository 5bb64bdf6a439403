import { Node } from '../facts';
import type { SourceFile } from './source-file';

/** For each node the one that it is an operand of; 0 for roots. */
export function findParents(file: SourceFile): Int32Array {
  const { nodes } = file.facts;
  const parents = new Int32Array(nodes.count);
  for (let node = 1; node < nodes.count; node++) {
    const a = file.a(node);
    const b = file.b(node);
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
        for (const child of file.list(b)) parents[child] = node;
        break;
      case Node.Format:
      case Node.Comprehension:
        for (const child of file.list(b)) parents[child] = node;
        break;
      case Node.Opaque:
      case Node.Tuple:
      case Node.List:
      case Node.Set:
      case Node.Dict:
      case Node.Conditional:
      case Node.Compare:
        for (const child of file.list(a)) parents[child] = node;
        break;
    }
  }
  return parents;
}
