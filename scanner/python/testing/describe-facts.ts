/** Facts as lines of text that `reference.py` writes of CPython's syntax tree in the same words. */
import { type FileFacts, listOf, Node, positionOf } from '../../facts';

const WITH_RANGE_ONLY: Readonly<Record<number, string>> = {
  [Node.Subscript]: 'Subscript',
  [Node.Format]: 'Format',
  [Node.Conditional]: 'Conditional',
  [Node.Not]: 'Not',
  [Node.Union]: 'Union',
  [Node.Named]: 'Named',
  [Node.Yield]: 'Yield',
  [Node.YieldFrom]: 'YieldFrom',
};

/** `isExact`: places inside f-strings too, which CPython tells right only from 3.12 on. */
export function describeFacts(facts: FileFacts, isExact: boolean): string[] {
  const { nodes, names } = facts;
  const lines: string[] = [];
  const inFormat = isExact ? new Uint8Array(nodes.count) : nodesInFormats(facts);
  const captures = new Set(facts.bindings.filter(({ kind }) => kind === 'capture').map(({ target }) => target));
  const blockPaths = facts.blocks.map((_, block) => blockPath(facts, block));
  const scopePaths = facts.scopes.map((_, scope) => scopePath(facts, scope));

  const place = (offset: number): string => {
    const { line, column } = positionOf(facts, offset);
    return `${line}:${column - 1}`;
  };
  const start = (node: number): string =>
    node === 0 ? 'none' : inFormat[node] === 1 ? 'format' : place(nodes.start[node] ?? 0);
  const range = (node: number): string =>
    inFormat[node] === 1 ? 'format' : `${start(node)}-${place(nodes.end[node] ?? 0)}`;
  const where = (block: number): string =>
    `${scopePaths[facts.blocks[block]?.scope ?? 0]}|${blockPaths[block]}`;
  const add = (...parts: readonly (string | number)[]): void => {
    lines.push(parts.join(' '));
  };

  for (let node = 1; node < nodes.count; node++) {
    const a = nodes.a[node] ?? 0;
    const b = nodes.b[node] ?? 0;
    const block = nodes.block[node] ?? 0;
    const kind = nodes.kind[node] ?? 0;
    switch (kind) {
      case Node.Name:
        if (captures.has(node)) add('capture', names[a] ?? '', where(block));
        else add('Name', range(node), names[a] ?? '', where(block));
        break;
      case Node.Attribute:
        add('Attribute', range(node), names[b] ?? '');
        break;
      case Node.Call: {
        const list = [...listOf(facts, b)];
        const keywords = list.filter((argument) => isKeyword(nodes.kind[argument]));
        const words = keywords.map((argument) =>
          nodes.kind[argument] === Node.Keyword ? names[nodes.a[argument] ?? 0] : '**',
        );
        add('Call', range(node), chain(facts, a), list.length - words.length, words.join(','), where(block));
        break;
      }
      case Node.Keyword:
        add('Keyword', start(node), names[a] ?? '', start(b));
        break;
      case Node.Await:
        add('Await', range(node), where(block));
        break;
      case Node.String:
        add('String', range(node), (names[a] ?? '').replaceAll('\\', '\\\\').replaceAll('\n', '\\n'));
        break;
      case Node.Constant:
        if (['None', 'True', 'False', '...'].includes(names[a] ?? '')) add('Constant', range(node), names[a] ?? '');
        break;
      case Node.Tuple:
      case Node.List:
      case Node.Set:
        add(kind === Node.Tuple ? 'Tuple' : kind === Node.List ? 'List' : 'Set', range(node), listOf(facts, a).length);
        break;
      case Node.Dict: {
        const list = listOf(facts, a);
        const spread = list.filter((entry, index) => index % 2 === 0 && entry === 0).length;
        add('Dict', range(node), list.length / 2, spread);
        break;
      }
      case Node.Starred:
        // Among arguments too; CPython calls that one Starred as well.
        add('Starred', range(node));
        break;
      case Node.And:
      case Node.Or:
        add(kind === Node.And ? 'And' : 'Or', start(node));
        break;
      case Node.Compare:
        add('Compare', range(node), names[b] === '<>' ? '!=' : (names[b] ?? ''));
        break;
      case Node.Lambda:
        add('Lambda', range(node), parameters(facts, a, start));
        break;
      case Node.Comprehension:
        add('Comprehension', range(node), listOf(facts, b).length);
        break;
      default: {
        const word = WITH_RANGE_ONLY[kind];
        if (word !== undefined) add(word, range(node));
      }
    }
  }

  for (const scope of facts.scopes) {
    const at = `${place(scope.start)}-${place(scope.end)}`;
    const decorators = scope.decorators.map(start).join(',');
    const types = scope.typeParameters.join(',');
    const outside = where(facts.blocks[scope.block]?.parent ?? 0);
    const row = facts.scopes.indexOf(scope);
    if (scope.kind === 'function') {
      const shape = parameters(facts, row, start);
      add('function', at, scope.name, shape, scope.isAsync ? 1 : 0, decorators, start(scope.returns), types, outside);
    } else if (scope.kind === 'class') {
      add('class', at, scope.name, scope.bases.length, decorators, types, outside);
    }
  }
  const branches = new Map<number, string[]>();
  facts.blocks.forEach((block, row) => {
    if (['if', 'try', 'case', 'else', 'except', 'finally'].includes(block.kind)) {
      const known = branches.get(block.statement) ?? [];
      branches.set(block.statement, [...known, block.kind]);
    }
    if (['module', 'lambda', 'comprehension'].includes(block.kind)) return;
    add('block', blockPaths[row] ?? '', start(block.guard), block.exits ? 1 : 0);
  });
  for (const kinds of branches.values()) {
    // The `else` of a loop stands alone here.
    if (kinds.join() !== 'else') add('branches', kinds.join(','));
  }
  for (const binding of facts.bindings) {
    switch (binding.kind) {
      case 'import':
      case 'definition':
      case 'capture':
        add('bind', binding.kind, binding.name);
        break;
      case 'global':
      case 'nonlocal':
        add('bind', binding.kind, binding.name);
        break;
      case 'except':
        add('bind', 'except', binding.name, start(binding.value));
        break;
      default:
        add(
          'bind', binding.kind, binding.name, range(binding.target), start(binding.value), start(binding.annotation),
          binding.path.join(','), binding.isAsync ? 1 : 0,
        );
    }
  }
  for (const item of facts.withItems) {
    add('with', start(item.context), start(item.target), item.isAsync ? 1 : 0, where(item.block));
  }
  for (const row of facts.imports) {
    const at = `${place(row.start)}-${place(row.end)}`;
    if (row.kind === 'module') add('import', at, row.module, row.alias, where(row.block));
    else add('from', at, row.module, row.kind === 'star' ? '*' : row.name, row.alias, where(row.block));
  }
  for (const exit of facts.exits) {
    // The value of a lambda is no statement in CPython.
    if (facts.scopes[exit.scope]?.kind === 'lambda') continue;
    add('exit', exit.kind, place(exit.start), start(exit.value), where(exit.block));
  }
  for (const effect of facts.effects) add('effect', start(effect), where(nodes.block[effect] ?? 0));
  return lines;
}

function isKeyword(kind: number | undefined): boolean {
  return kind === Node.Keyword || kind === Node.DoubleStarred;
}

function parameters(facts: FileFacts, scope: number, start: (node: number) => string): string {
  const list = facts.scopes[scope]?.parameters ?? [];
  return list.map((p) => `${p.kind}:${p.name}:${start(p.annotation)}:${start(p.default)}`).join(',');
}

function chain(facts: FileFacts, node: number): string {
  const { nodes, names } = facts;
  const parts: string[] = [];
  let at = node;
  while (parts.length < 200) {
    const kind = nodes.kind[at];
    if (kind === Node.Name) return (names[nodes.a[at] ?? 0] ?? '') + parts.reverse().join('');
    if (kind === Node.Attribute) parts.push(`.${names[nodes.b[at] ?? 0]}`);
    else if (kind === Node.Call) parts.push('()');
    else if (kind === Node.Subscript) parts.push('[]');
    else break;
    at = nodes.a[at] ?? 0;
  }
  return `?${parts.reverse().join('')}`;
}

function blockPath(facts: FileFacts, block: number): string {
  const kinds: string[] = [];
  for (let at = block; at >= 0; at = facts.blocks[at]?.parent ?? -1) kinds.push(facts.blocks[at]?.kind ?? '');
  return kinds.reverse().join('/');
}

function scopePath(facts: FileFacts, scope: number): string {
  const path: string[] = [];
  for (let at = scope; at !== 0; at = facts.scopes[at]?.parent ?? 0) {
    const { kind, name } = facts.scopes[at] ?? { kind: 'module', name: '' };
    path.push(kind === 'lambda' || kind === 'comprehension' ? `<${kind}>` : name);
  }
  return ['', ...path.reverse()].join('.');
}

/** 1 for each node inside a Format node. */
function nodesInFormats(facts: FileFacts): Uint8Array {
  const { nodes } = facts;
  const inside = new Uint8Array(nodes.count);
  for (let node = 1; node < nodes.count; node++) {
    if (nodes.kind[node] !== Node.Format) continue;
    const from = nodes.start[node] ?? 0;
    // Children stand before their parent.
    for (let child = node - 1; child > 0 && (nodes.start[child] ?? 0) >= from; child--) inside[child] = 1;
  }
  return inside;
}
