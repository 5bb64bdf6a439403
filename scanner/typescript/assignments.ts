/** `a = b`, `a ??= b`, `a += b`, also within expressions. */
import type { ts } from 'ts-morph';
import { Node } from '../facts';
import { bindTarget, bindNode } from './bindings';
import { readExpression, readNamed } from './expressions';
import { lastNameOf, textOfName } from './names';
import type { Walk } from './walk';

/** Gives the node of the assigned value, which is what the expression is. */
export function readAssignment(w: Walk, node: ts.BinaryExpression): number {
  const { SyntaxKind } = w.ts;
  const operator = node.operatorToken.kind;
  const name = lastNameOf(w.ts, node.left);
  const place = { name, nameStart: node.left.end - name.length, nameEnd: node.left.end };
  const isFilling = operator === SyntaxKind.QuestionQuestionEqualsToken || operator === SyntaxKind.BarBarEqualsToken;
  const before = isFilling ? readExpression(w, node.left) : 0;
  const given = readNamed(w, node.right, place);
  const value = isFilling ? w.over(Node.Or, before, node, before, given) : given;
  const kind = operator === SyntaxKind.EqualsToken || isFilling ? 'assign' : 'augmented';
  bindTarget(w, node.left, { kind, value, annotation: 0, at: node.end, isAsync: false });
  if (operator === SyntaxKind.EqualsToken) bindExport(w, node, value);
  return value;
}

/** `module.exports = value`, `exports.find = value`, `module.exports.find = value` */
function bindExport(w: Walk, node: ts.BinaryExpression, value: number): void {
  if (w.scope !== 0 || !w.ts.isPropertyAccessExpression(node.left)) return;
  const { expression, name } = node.left;
  if (isModule(w, expression) && name.escapedText === 'exports') bindNode(w, 'assign', 'export=', 0, value, 0, node.end);
  else if (isExports(w, expression)) bindNode(w, 'assign', textOfName(name), 0, value, 0, node.end);
}

function isModule(w: Walk, node: ts.Expression): boolean {
  return w.ts.isIdentifier(node) && node.escapedText === 'module';
}

function isExports(w: Walk, node: ts.Expression): boolean {
  if (w.ts.isIdentifier(node)) return node.escapedText === 'exports';
  return w.ts.isPropertyAccessExpression(node) && isModule(w, node.expression) && node.name.escapedText === 'exports';
}
