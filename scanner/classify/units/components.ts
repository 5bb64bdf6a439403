/** Strongly connected components of a directed graph (Tarjan), without recursion: each node once, each edge once. */
export function componentsOf<T>(nodes: Iterable<T>, edges: (node: T) => Iterable<T>): T[][] {
  const components: T[][] = [];
  const index = new Map<T, number>();
  const lowest = new Map<T, number>();
  const stack: T[] = [];
  const onStack = new Set<T>();
  const enter = (node: T): { node: T; rest: Iterator<T> } => {
    index.set(node, index.size);
    lowest.set(node, index.size - 1);
    stack.push(node);
    onStack.add(node);
    return { node, rest: edges(node)[Symbol.iterator]() };
  };
  const lower = (node: T, to: number): void => {
    lowest.set(node, Math.min(lowest.get(node) ?? to, to));
  };
  for (const start of nodes) {
    if (index.has(start)) continue;
    const path = [enter(start)];
    for (let at = path.at(-1); at !== undefined; at = path.at(-1)) {
      const next = at.rest.next();
      if (next.done !== true) {
        if (!index.has(next.value)) path.push(enter(next.value));
        else if (onStack.has(next.value)) lower(at.node, index.get(next.value) ?? 0);
        continue;
      }
      path.pop();
      const above = path.at(-1);
      if (above !== undefined) lower(above.node, lowest.get(at.node) ?? 0);
      if (lowest.get(at.node) !== index.get(at.node)) continue;
      const component = stack.splice(stack.lastIndexOf(at.node));
      for (const node of component) onStack.delete(node);
      components.push(component);
    }
  }
  return components;
}
