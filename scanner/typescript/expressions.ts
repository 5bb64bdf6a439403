/** Expressions. */
import type { ts } from 'ts-morph';
import { Node } from '../facts';
import { readAssignment } from './assignments';
import { readClass } from './classes';
import { readFunction, type Definition } from './functions';
import { addImport } from './imports';
import { readTag } from './jsx';
import { textOfName } from './names';
import { readObject } from './objects';
import { readTemplate } from './templates';
import { applied, readType } from './types';
import type { Walk } from './walk';

/** The node of an expression; 0 where nothing of it is kept. */
export function readExpression(w: Walk, node: ts.Expression): number {
  return w.nested(node, () => read(w, node));
}

/** The value of `const save = async () => { … }`: a function or class without a name takes that of what holds it. */
export function readNamed(w: Walk, node: ts.Expression, as: Definition): number {
  const { ts } = w;
  if (ts.isParenthesizedExpression(node) || ts.isSatisfiesExpression(node)) return readNamed(w, node.expression, as);
  if (as.name === '') return readExpression(w, node);
  if (ts.isArrowFunction(node) || (ts.isFunctionExpression(node) && node.name === undefined)) {
    return w.node(Node.Lambda, w.start(node), node.end, readFunction(w, node, as));
  }
  if (ts.isClassExpression(node) && node.name === undefined) return w.node(Node.Class, w.start(node), node.end, readClass(w, node, as));
  return readExpression(w, node);
}

function read(w: Walk, node: ts.Expression): number {
  const { ts } = w;
  const { SyntaxKind } = ts;
  switch (node.kind) {
    case SyntaxKind.Identifier: {
      const text = textOfName(node as ts.Identifier);
      const start = node.end - text.length;
      return text === 'undefined' ? w.node(Node.Constant, start, node.end, w.name(text)) : w.nameNode(text, start, node.end);
    }
    case SyntaxKind.ThisKeyword:
      w.usesThis = true;
      return w.nameNode('this', node.end - 4, node.end);
    case SyntaxKind.SuperKeyword:
      return w.nameNode('super', node.end - 5, node.end);
    case SyntaxKind.PropertyAccessExpression: {
      const { expression, name } = node as ts.PropertyAccessExpression;
      const object = readExpression(w, expression);
      return w.over(Node.Attribute, object, node, object, w.name(textOfName(name)));
    }
    case SyntaxKind.CallExpression:
      return readCall(w, node as ts.CallExpression);
    case SyntaxKind.NewExpression: {
      const { expression, typeArguments, arguments: given } = node as ts.NewExpression;
      const callee = applied(w, node, readExpression(w, expression), typeArguments);
      return w.node(Node.New, w.start(node), node.end, callee, readArguments(w, given ?? []));
    }
    case SyntaxKind.AwaitExpression: {
      const value = readExpression(w, (node as ts.AwaitExpression).expression);
      return w.node(Node.Await, w.start(node), node.end, value);
    }
    case SyntaxKind.ParenthesizedExpression:
    case SyntaxKind.NonNullExpression:
    case SyntaxKind.SatisfiesExpression:
      return readExpression(w, (node as ts.ParenthesizedExpression).expression);
    case SyntaxKind.AsExpression:
    case SyntaxKind.TypeAssertionExpression: {
      const { expression, type } = node as ts.AssertionExpression;
      const value = readExpression(w, expression);
      if (ts.isConstTypeReference(type)) return value;
      const annotation = readType(w, type);
      return annotation === 0 ? value : w.over(Node.Cast, value, node, value, annotation);
    }
    case SyntaxKind.ArrowFunction:
    case SyntaxKind.FunctionExpression: {
      const { name } = node as ts.FunctionExpression;
      const start = name === undefined ? w.start(node) : w.start(name);
      const as = { name: name === undefined ? '' : textOfName(name), nameStart: start, nameEnd: name?.end ?? start };
      return w.node(Node.Lambda, w.start(node), node.end, readFunction(w, node as ts.FunctionExpression, as));
    }
    case SyntaxKind.ClassExpression: {
      const { name } = node as ts.ClassExpression;
      const start = name === undefined ? w.start(node) : w.start(name);
      const scope = readClass(w, node as ts.ClassExpression, { name: name === undefined ? '' : textOfName(name), nameStart: start, nameEnd: name?.end ?? start });
      return w.node(Node.Class, w.start(node), node.end, scope);
    }
    case SyntaxKind.BinaryExpression:
      return readBinary(w, node as ts.BinaryExpression);
    case SyntaxKind.ConditionalExpression: {
      const { condition, whenTrue, whenFalse } = node as ts.ConditionalExpression;
      return w.node(Node.Conditional, w.start(node), node.end, w.list([condition, whenTrue, whenFalse], (part) => readExpression(w, part)));
    }
    case SyntaxKind.PrefixUnaryExpression: {
      const { operator, operand } = node as ts.PrefixUnaryExpression;
      const value = readExpression(w, operand);
      if (operator === SyntaxKind.ExclamationToken) return w.node(Node.Not, w.start(node), node.end, value);
      return w.node(Node.Opaque, w.start(node), node.end, w.list([value], (part) => part));
    }
    case SyntaxKind.PostfixUnaryExpression:
      return opaque(w, node, [(node as ts.PostfixUnaryExpression).operand]);
    case SyntaxKind.DeleteExpression:
    case SyntaxKind.TypeOfExpression:
    case SyntaxKind.VoidExpression:
      return opaque(w, node, [(node as ts.TypeOfExpression).expression]);
    case SyntaxKind.ElementAccessExpression: {
      const { expression, argumentExpression } = node as ts.ElementAccessExpression;
      const object = readExpression(w, expression);
      return w.over(Node.Subscript, object, node, object, readExpression(w, argumentExpression));
    }
    case SyntaxKind.ArrayLiteralExpression:
      return w.node(Node.List, w.start(node), node.end, readArguments(w, (node as ts.ArrayLiteralExpression).elements));
    case SyntaxKind.ObjectLiteralExpression:
      return readObject(w, node as ts.ObjectLiteralExpression);
    case SyntaxKind.SpreadElement:
      return w.node(Node.Starred, w.start(node), node.end, readExpression(w, (node as ts.SpreadElement).expression));
    case SyntaxKind.YieldExpression: {
      const { asteriskToken, expression } = node as ts.YieldExpression;
      const value = expression === undefined ? 0 : readExpression(w, expression);
      return w.node(asteriskToken === undefined ? Node.Yield : Node.YieldFrom, w.start(node), node.end, value);
    }
    case SyntaxKind.StringLiteral:
    case SyntaxKind.NoSubstitutionTemplateLiteral:
      return w.node(Node.String, w.start(node), node.end, w.literal((node as ts.StringLiteral).text));
    case SyntaxKind.TemplateExpression:
    case SyntaxKind.TaggedTemplateExpression:
      return readTemplate(w, node as ts.TemplateExpression | ts.TaggedTemplateExpression);
    case SyntaxKind.NumericLiteral:
    case SyntaxKind.BigIntLiteral:
      return w.node(Node.Constant, w.start(node), node.end, w.literal((node as ts.NumericLiteral).text));
    case SyntaxKind.TrueKeyword:
    case SyntaxKind.FalseKeyword:
    case SyntaxKind.NullKeyword:
      return w.node(Node.Constant, w.start(node), node.end, w.name(ts.tokenToString(node.kind) ?? ''));
    case SyntaxKind.JsxElement:
    case SyntaxKind.JsxSelfClosingElement:
    case SyntaxKind.JsxFragment:
      return readTag(w, node as ts.JsxElement | ts.JsxSelfClosingElement | ts.JsxFragment);
    case SyntaxKind.ExpressionWithTypeArguments: {
      const { expression, typeArguments } = node as ts.ExpressionWithTypeArguments;
      return applied(w, node, readExpression(w, expression), typeArguments);
    }
    default:
      return w.node(Node.Opaque, w.start(node), node.end, 0);
  }
}

/** Arguments or elements; holes of `[, a]` are 0. */
export function readArguments(w: Walk, items: readonly ts.Expression[]): number {
  return w.list(items, (item) => (w.ts.isOmittedExpression(item) ? 0 : readExpression(w, item)));
}

function opaque(w: Walk, node: ts.Expression, parts: readonly ts.Expression[]): number {
  return w.node(Node.Opaque, w.start(node), node.end, w.list(parts, (part) => readExpression(w, part)));
}

function readCall(w: Walk, node: ts.CallExpression): number {
  const { ts } = w;
  const [first] = node.arguments;
  const isImport = node.expression.kind === ts.SyntaxKind.ImportKeyword;
  const isRequire = ts.isIdentifier(node.expression) && node.expression.escapedText === 'require';
  if ((isImport || isRequire) && first !== undefined && ts.isStringLiteralLike(first)) addImport(w, 'module', first.text, '', '', first);
  const callee = isImport ? w.nameNode('import', w.start(node), node.expression.end) : readExpression(w, node.expression);
  return w.over(Node.Call, callee, node, callee, readArguments(w, node.arguments));
}

function readBinary(w: Walk, node: ts.BinaryExpression): number {
  const { SyntaxKind } = w.ts;
  const operator = node.operatorToken.kind;
  if (operator >= SyntaxKind.FirstAssignment && operator <= SyntaxKind.LastAssignment) return readAssignment(w, node);
  switch (operator) {
    case SyntaxKind.AmpersandAmpersandToken:
    case SyntaxKind.BarBarToken:
    case SyntaxKind.QuestionQuestionToken: {
      const left = readExpression(w, node.left);
      const right = readExpression(w, node.right);
      return w.over(operator === SyntaxKind.AmpersandAmpersandToken ? Node.And : Node.Or, left, node, left, right);
    }
    case SyntaxKind.EqualsEqualsToken:
    case SyntaxKind.EqualsEqualsEqualsToken:
    case SyntaxKind.ExclamationEqualsToken:
    case SyntaxKind.ExclamationEqualsEqualsToken:
    case SyntaxKind.LessThanToken:
    case SyntaxKind.GreaterThanToken:
    case SyntaxKind.LessThanEqualsToken:
    case SyntaxKind.GreaterThanEqualsToken:
    case SyntaxKind.InKeyword:
    case SyntaxKind.InstanceOfKeyword: {
      const sides = w.list([node.left, node.right], (side) => (w.ts.isPrivateIdentifier(side) ? 0 : readExpression(w, side)));
      return w.node(Node.Compare, w.start(node), node.end, sides, w.name(w.ts.tokenToString(operator) ?? ''));
    }
    default:
      return readChain(w, node);
  }
}

/** `a + b + c …`: one node however long, as generated code chains thousands. */
function readChain(w: Walk, node: ts.BinaryExpression): number {
  const { SyntaxKind } = w.ts;
  const operands: ts.Expression[] = [];
  let left: ts.Expression = node;
  while (w.ts.isBinaryExpression(left) && isPlainOperator(left.operatorToken.kind, SyntaxKind)) {
    operands.push(left.right);
    left = left.left;
  }
  operands.push(left);
  return opaque(w, node, operands.reverse());
}

/** Arithmetic, bits and the comma. */
function isPlainOperator(operator: ts.SyntaxKind, kinds: Walk['ts']['SyntaxKind']): boolean {
  return (operator >= kinds.PlusToken && operator <= kinds.CaretToken) || operator === kinds.CommaToken;
}
