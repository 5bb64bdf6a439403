/** Types as expressions: `Promise<User | null>` becomes what Python writes as `Promise[User | None]`. */
import type { ts } from 'ts-morph';
import { Node } from '../facts';
import { ScopeRow } from '../facts-tables';
import { readShape } from './classes';
import { readExpression } from './expressions';
import { readFunction } from './functions';
import { addImport } from './imports';
import { textOfName } from './names';
import type { Walk } from './walk';

/** The node of a type; 0 for types that say nothing about where a value comes from. */
export function readType(w: Walk, node: ts.TypeNode | undefined): number {
  // In code that does not parse a type is missing even where TypeScript says that there always is one: `[key: string]`.
  return node === undefined ? 0 : w.nested(node, () => typeNode(w, node));
}

function typeNode(w: Walk, node: ts.TypeNode): number {
  const { ts } = w;
  const { SyntaxKind } = ts;
  switch (node.kind) {
    case SyntaxKind.TypeReference: {
      const { typeName, typeArguments } = node as ts.TypeReferenceNode;
      return applied(w, node, readEntityName(w, typeName), typeArguments);
    }
    case SyntaxKind.ExpressionWithTypeArguments: {
      const { expression, typeArguments } = node as ts.ExpressionWithTypeArguments;
      return applied(w, node, readExpression(w, expression), typeArguments);
    }
    case SyntaxKind.UnionType:
    case SyntaxKind.IntersectionType:
      return alternatives(w, (node as ts.UnionOrIntersectionTypeNode).types);
    case SyntaxKind.ArrayType: {
      const element = readType(w, (node as ts.ArrayTypeNode).elementType);
      const start = w.start(node);
      return w.node(Node.Subscript, start, node.end, w.nameNode('Array', start, start), element);
    }
    case SyntaxKind.TupleType: {
      const items = w.list((node as ts.TupleTypeNode).elements, (element) => readType(w, element));
      return w.node(Node.Tuple, w.start(node), node.end, items);
    }
    case SyntaxKind.ParenthesizedType:
    case SyntaxKind.OptionalType:
    case SyntaxKind.RestType:
    case SyntaxKind.NamedTupleMember:
    case SyntaxKind.TypeOperator:
      return readInner(w, node as ts.ParenthesizedTypeNode);
    case SyntaxKind.FunctionType:
    case SyntaxKind.ConstructorType: {
      const start = w.start(node);
      const scope = readFunction(w, node as ts.FunctionOrConstructorTypeNode, { name: '', nameStart: start, nameEnd: start, kind: 'lambda' });
      return w.node(Node.Lambda, start, node.end, scope);
    }
    case SyntaxKind.TypeLiteral: {
      const start = w.start(node);
      return w.node(Node.Class, start, node.end, readShape(w, node as ts.TypeLiteralNode, { name: '', nameStart: start, nameEnd: start }));
    }
    case SyntaxKind.TypeQuery: {
      const value = readQueried(w, (node as ts.TypeQueryNode).exprName);
      return w.node(Node.TypeOf, w.start(node), node.end, value);
    }
    case SyntaxKind.ImportType:
      return readImportType(w, node as ts.ImportTypeNode);
    case SyntaxKind.LiteralType:
      return readLiteralType(w, node as ts.LiteralTypeNode);
    case SyntaxKind.ThisType:
      return w.nameNode('this', w.start(node), node.end);
    case SyntaxKind.VoidKeyword:
    case SyntaxKind.UndefinedKeyword:
    case SyntaxKind.NullKeyword:
      return constant(w, node, 'undefined');
    case SyntaxKind.IndexedAccessType: {
      const { objectType, indexType } = node as ts.IndexedAccessTypeNode;
      const object = readType(w, objectType);
      if (!ts.isLiteralTypeNode(indexType) || !ts.isStringLiteral(indexType.literal) || object === 0) return 0;
      const value = w.node(Node.Attribute, w.facts.start[object] ?? 0, node.end, w.node(Node.Cast, w.facts.start[object] ?? 0, node.end, 0, object), w.name(indexType.literal.text));
      return w.node(Node.TypeOf, w.start(node), node.end, value);
    }
    case SyntaxKind.ConditionalType: {
      const { checkType, extendsType, trueType, falseType } = node as ts.ConditionalTypeNode;
      for (const part of [checkType, extendsType]) readType(w, part);
      return alternatives(w, [trueType, falseType]);
    }
    case SyntaxKind.StringKeyword:
    case SyntaxKind.NumberKeyword:
    case SyntaxKind.BooleanKeyword:
    case SyntaxKind.BigIntKeyword:
    case SyntaxKind.SymbolKeyword:
      return w.nameNode(w.ts.tokenToString(node.kind) ?? '', w.start(node), node.end);
    case SyntaxKind.TypePredicate:
      return w.nameNode('boolean', w.start(node), node.end);
    case SyntaxKind.TemplateLiteralType:
      return w.nameNode('string', w.start(node), node.end);
    default:
      // `any`, `unknown`, `{ [K in T]: U }`: nothing that leads anywhere.
      return 0;
  }
}

/** `Repository<User>` */
export function applied(w: Walk, node: ts.Node, base: number, typeArguments: readonly ts.TypeNode[] | undefined): number {
  if (typeArguments === undefined || typeArguments.length === 0) return base;
  const [only] = typeArguments;
  // A tuple as the only argument stands in one of its own: several arguments are a tuple too.
  const index = typeArguments.length === 1 && only !== undefined && !w.ts.isTupleTypeNode(only)
    ? readType(w, only)
    : w.node(Node.Tuple, w.start(typeArguments[0] ?? node), node.end, w.list(typeArguments, (argument) => readType(w, argument)));
  return w.over(Node.Subscript, base, node, base, index);
}

function alternatives(w: Walk, types: readonly ts.TypeNode[]): number {
  let all = -1;
  for (const type of types) {
    const node = readType(w, type);
    all = all < 0 ? node : w.node(Node.Union, w.facts.start[all] ?? 0, type.end, all, node);
  }
  return Math.max(all, 0);
}

function readInner(w: Walk, node: ts.TypeNode): number {
  const { ts } = w;
  if (ts.isNamedTupleMember(node)) return readType(w, node.type);
  if (ts.isTypeOperatorNode(node)) {
    const type = readType(w, node.type);
    return node.operator === ts.SyntaxKind.ReadonlyKeyword ? type : 0;
  }
  return readType(w, (node as ts.ParenthesizedTypeNode).type);
}

function readQueried(w: Walk, name: ts.TypeQueryNode['exprName']): number {
  return w.ts.isImportTypeNode(name) ? readImportType(w, name) : readEntityName(w, name);
}

export function readEntityName(w: Walk, name: ts.EntityName): number {
  if (w.ts.isIdentifier(name)) {
    const text = textOfName(name);
    return w.nameNode(text, name.end - text.length, name.end);
  }
  const left = readEntityName(w, name.left);
  return w.over(Node.Attribute, left, name, left, w.name(textOfName(name.right)));
}

/** `import('./user').User`, `typeof import('./user')` */
function readImportType(w: Walk, node: ts.ImportTypeNode): number {
  const { ts } = w;
  const start = w.start(node);
  const specifier = ts.isLiteralTypeNode(node.argument) && ts.isStringLiteral(node.argument.literal) ? node.argument.literal : undefined;
  if (specifier === undefined) return 0;
  addImport(w, 'module', specifier.text, '', '', specifier);
  const text = w.node(Node.String, w.start(specifier), specifier.end, w.literal(specifier.text));
  const callee = w.nameNode('require', start, start);
  let value = w.node(Node.Call, start, specifier.end, callee, w.list([text], (argument) => argument));
  const names: ts.Identifier[] = [];
  for (let part = node.qualifier; part !== undefined; part = ts.isQualifiedName(part) ? part.left : undefined) names.unshift(ts.isQualifiedName(part) ? part.right : part);
  for (const name of names) value = w.node(Node.Attribute, start, name.end, value, w.name(textOfName(name)));
  return applied(w, node, value, node.typeArguments);
}

function readLiteralType(w: Walk, node: ts.LiteralTypeNode): number {
  const { ts } = w;
  if (node.literal.kind === ts.SyntaxKind.NullKeyword) return constant(w, node, 'null');
  return w.nameNode(ts.isStringLiteral(node.literal) ? 'string' : ts.isNumericLiteral(node.literal) ? 'number' : 'boolean', w.start(node), node.end);
}

function constant(w: Walk, node: ts.Node, text: string): number {
  return w.node(Node.Constant, w.start(node), node.end, w.name(text));
}

/** `type Id = string`: a name for a type, which has parameters of its own. */
export function readAliased(w: Walk, node: ts.TypeAliasDeclaration): number {
  const value = readType(w, node.type);
  if (w.facts.kind[value] === Node.Class) w.facts.scopes.set(w.facts.a[value] ?? 0, ScopeRow.name, w.name(textOfName(node.name)));
  return value;
}
