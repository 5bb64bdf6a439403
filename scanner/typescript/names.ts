/** Names as they are written in the tree. */
import type { ts } from 'ts-morph';
import type { Compiler } from './compiler';

/** An identifier's text; TypeScript keeps names that begin with two underscores under three. */
export function textOfName(name: ts.Identifier | ts.PrivateIdentifier): string {
  const text = name.escapedText as string;
  return text.startsWith('___') ? text.slice(1) : text;
}

/** The name of a member as far as the text says it: `find`, `'find'`, `#find`; '' for `[computed]`. */
export function textOfProperty(ts: Compiler, name: ts.PropertyName | undefined): string {
  if (name === undefined) return '';
  if (ts.isIdentifier(name) || ts.isPrivateIdentifier(name)) return textOfName(name);
  if (ts.isComputedPropertyName(name)) return ts.isStringLiteralLike(name.expression) ? name.expression.text : '';
  return name.text;
}

/** `save` of `repository.save`, `service['save']`; '' where there is no name. */
export function lastNameOf(ts: Compiler, node: ts.Expression): string {
  if (ts.isIdentifier(node)) return textOfName(node);
  if (ts.isPropertyAccessExpression(node)) return textOfName(node.name);
  return '';
}
