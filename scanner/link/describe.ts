import { Node } from '../facts';
import type { SourceFile } from './source-file';

/** Source-like text of names, attributes and calls: `self.db.get_session()`; `…` for what says nothing by itself. */
export function describeNode(file: SourceFile, node: number, depth = 0): string {
  if (depth > 8) return '…';
  switch (file.kind(node)) {
    case Node.Name:
    case Node.Constant:
      return file.name(file.a(node));
    case Node.String:
      return `"${file.name(file.a(node))}"`;
    case Node.Attribute:
      return `${describeNode(file, file.a(node), depth + 1)}.${file.name(file.b(node))}`;
    case Node.Call:
      return `${describeNode(file, file.a(node), depth + 1)}(${file.list(file.b(node)).length === 0 ? '' : '…'})`;
    case Node.New:
      return `new ${describeNode(file, file.a(node), depth + 1)}(…)`;
    case Node.Await:
      return `await ${describeNode(file, file.a(node), depth + 1)}`;
    case Node.Subscript:
      return subscript(file, node, depth + 1);
    case Node.Union:
      return `${describeNode(file, file.a(node), depth + 1)} | ${describeNode(file, file.b(node), depth + 1)}`;
    case Node.Cast:
      return describeNode(file, file.a(node), depth + 1);
    case Node.TypeOf:
      return `typeof ${describeNode(file, file.a(node), depth + 1)}`;
    case Node.Tuple:
      return [...file.list(file.a(node))].map((item) => describeNode(file, item, depth + 1)).join(', ');
    case Node.Lambda:
      return isTypeScript(file) ? '() => …' : 'lambda';
    default:
      return '…';
  }
}

/** `rows[0]`; of TypeScript's types `Repository<User>`, `User[]`. */
function subscript(file: SourceFile, node: number, depth: number): string {
  const object = describeNode(file, file.a(node), depth);
  const index = describeNode(file, file.b(node), depth);
  if (!isTypeScript(file) || file.kind(file.b(node)) === Node.Constant || file.kind(file.b(node)) === Node.String) return `${object}[${index}]`;
  return file.start(file.a(node)) === file.end(file.a(node)) ? `${index}[]` : `${object}<${index}>`;
}

function isTypeScript(file: SourceFile): boolean {
  return file.facts.language === 'typescript';
}
