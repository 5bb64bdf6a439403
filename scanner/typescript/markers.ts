/** Comments addressed to Awaited: `// awaited: exempt[reason]`, and the same between `/*` and its end. */
import type { ts } from 'ts-morph';
import type { Walk } from './walk';

const MARKER = /\/[/*][ \t]*awaited:([^\n\r]*)/g;

export function readMarkers(walk: Walk): void {
  const { text } = walk.file;
  if (!text.includes('awaited:')) return;
  for (const match of text.matchAll(MARKER)) {
    const words = match[1] ?? '';
    if (isInToken(walk, walk.file, match.index)) continue;
    walk.marker(match.index, (match[0].startsWith('/*') ? (words.split('*/', 1)[0] ?? '') : words).trim());
  }
}

/** Whether the text at an offset belongs to a string, a template, a regular expression or the text of a tag. */
function isInToken(walk: Walk, node: ts.Node, at: number): boolean {
  let inside: ts.Node | undefined;
  node.forEachChild((child) => {
    if (child.pos <= at && at < child.end) inside = child;
  });
  if (inside === undefined) return walk.ts.isTokenKind(node.kind) && walk.start(node) <= at;
  return isInToken(walk, inside, at);
}
