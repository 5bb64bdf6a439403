/** Statements. */
import type { ts } from 'ts-morph';
import { Node } from '../facts';
import { BlockRow, WithRow } from '../facts-tables';
import { addExit } from '../facts-entries';
import { bindName, bindNode, bindPattern } from './bindings';
import { readClass, readEnum, readNamespace, readShape } from './classes';
import { readDo, readFor, readForEach, readIf, readSwitch, readTry, readWhile } from './compound-statements';
import { readExpression, readNamed } from './expressions';
import { hasModifier, readFunction, type Definition } from './functions';
import { readExport, readExportAssignment, readImport, readImportEquals, readRequired } from './imports';
import { textOfName } from './names';
import { readAliased, readType } from './types';
import type { Walk } from './walk';

/** Statements of one block, which the current one is; notes whether the last always leaves it. */
export function readStatements(w: Walk, statements: readonly ts.Statement[], mayBreak = true): void {
  for (const statement of statements) readStatement(w, statement);
  const last = statements.at(-1);
  if (last !== undefined && leaves(w, last, mayBreak)) w.facts.blocks.set(w.facts.block, BlockRow.exits, 1);
}

/** @param mayBreak whether `break` leaves the block, and not only the `switch` around it */
function leaves(w: Walk, last: ts.Statement, mayBreak: boolean): boolean {
  const { SyntaxKind } = w.ts;
  if (last.kind === SyntaxKind.BreakStatement) return mayBreak;
  return last.kind === SyntaxKind.ReturnStatement || last.kind === SyntaxKind.ThrowStatement || last.kind === SyntaxKind.ContinueStatement;
}

export function readStatement(w: Walk, node: ts.Statement): void {
  const { SyntaxKind } = w.ts;
  switch (node.kind) {
    case SyntaxKind.ExpressionStatement: {
      const { expression } = node as ts.ExpressionStatement;
      const root = readExpression(w, expression);
      if (root !== 0 && !isAssignment(w, expression)) w.facts.effects.set(w.facts.effects.add(), 0, root);
      return;
    }
    case SyntaxKind.VariableStatement:
      return readVariables(w, (node as ts.VariableStatement).declarationList, hasModifier(node, SyntaxKind.ExportKeyword));
    case SyntaxKind.ReturnStatement:
    case SyntaxKind.ThrowStatement: {
      const { expression } = node as ts.ReturnStatement;
      const value = expression === undefined ? 0 : readExpression(w, expression);
      return addExit(w.facts, w.scope, node.kind === SyntaxKind.ReturnStatement ? 'return' : 'raise', value, w.start(node));
    }
    case SyntaxKind.IfStatement:
      return readIf(w, node as ts.IfStatement);
    case SyntaxKind.ForOfStatement:
    case SyntaxKind.ForInStatement:
      return readForEach(w, node as ts.ForInOrOfStatement);
    case SyntaxKind.ForStatement:
      return readFor(w, node as ts.ForStatement);
    case SyntaxKind.WhileStatement:
      return readWhile(w, node as ts.WhileStatement);
    case SyntaxKind.DoStatement:
      return readDo(w, node as ts.DoStatement);
    case SyntaxKind.TryStatement:
      return readTry(w, node as ts.TryStatement);
    case SyntaxKind.SwitchStatement:
      return readSwitch(w, node as ts.SwitchStatement);
    case SyntaxKind.Block: {
      const block = w.addBlock('block', w.scope, w.newStatement(), 0, node.end, w.start(node));
      return w.inBlock(block, () => readStatements(w, (node as ts.Block).statements));
    }
    case SyntaxKind.LabeledStatement:
    case SyntaxKind.WithStatement: {
      if (w.ts.isWithStatement(node)) readExpression(w, node.expression);
      return readStatement(w, (node as ts.LabeledStatement).statement);
    }
    case SyntaxKind.ImportDeclaration:
      return readImport(w, node as ts.ImportDeclaration);
    case SyntaxKind.ImportEqualsDeclaration:
      return readImportEquals(w, node as ts.ImportEqualsDeclaration);
    case SyntaxKind.ExportDeclaration:
      return readExport(w, node as ts.ExportDeclaration);
    case SyntaxKind.ExportAssignment:
      return readExportAssignment(w, node as unknown as ts.ExportAssignment);
    default:
      readDefinition(w, node);
  }
}

/** The value of an assignment is taken by its target. */
function isAssignment(w: Walk, node: ts.Expression): boolean {
  const { SyntaxKind } = w.ts;
  return w.ts.isBinaryExpression(node) && node.operatorToken.kind >= SyntaxKind.FirstAssignment && node.operatorToken.kind <= SyntaxKind.LastAssignment;
}

function readDefinition(w: Walk, node: ts.Statement): void {
  const { ts } = w;
  if (ts.isFunctionDeclaration(node)) return define(w, node, node.name, (as) => readFunction(w, node, as));
  if (ts.isClassDeclaration(node)) return define(w, node, node.name, (as) => readClass(w, node, as));
  if (ts.isInterfaceDeclaration(node)) return define(w, node, node.name, (as) => readShape(w, node, as));
  if (ts.isEnumDeclaration(node)) return define(w, node, node.name, (as) => readEnum(w, node, as));
  if (ts.isTypeAliasDeclaration(node)) {
    bindName(w, 'type-alias', textOfName(node.name), node.end, -1, readAliased(w, node));
    if (hasModifier(node, ts.SyntaxKind.ExportKeyword)) w.export(textOfName(node.name));
    return;
  }
  if (ts.isModuleDeclaration(node)) {
    // `declare module 'typeorm' { … }` and `declare global { … }` add to something elsewhere.
    if (!ts.isIdentifier(node.name) || node.name.escapedText === 'global') return;
    return define(w, node, node.name, (as) => readNamespace(w, node, as));
  }
}

function define(w: Walk, node: ts.Statement, name: ts.Identifier | undefined, read: (as: Definition) => number): void {
  const { SyntaxKind } = w.ts;
  const start = name === undefined ? w.start(node) : w.start(name);
  const isDefault = hasModifier(node, SyntaxKind.DefaultKeyword);
  const text = name === undefined ? (isDefault ? 'default' : '') : textOfName(name);
  const scope = read({ name: text, nameStart: start, nameEnd: name?.end ?? start });
  if (text !== '') bindName(w, 'definition', text, node.end, scope);
  if (hasModifier(node, SyntaxKind.ExportKeyword)) w.export(isDefault ? 'default' : text);
  if (isDefault && name !== undefined) bindNode(w, 'assign', 'default', 0, w.nameNode(text, start, name.end), 0, node.end);
}

/** `const a = 1, { b } = c;`, `var d;`, `await using e = f();` */
export function readVariables(w: Walk, list: ts.VariableDeclarationList, isExported = false): void {
  const { ts } = w;
  const scoping = list.flags & ts.NodeFlags.BlockScoped;
  const home = scoping === 0 ? w.rootBlock : w.facts.block;
  for (const declaration of list.declarations) {
    if (readRequired(w, declaration)) continue;
    const value = readVariable(w, declaration, home);
    if (isExported) exportDeclared(w, declaration.name);
    if (scoping === ts.NodeFlags.Using || scoping === ts.NodeFlags.AwaitUsing) addUsing(w, value, scoping === ts.NodeFlags.AwaitUsing, w.start(declaration));
  }
}

function exportDeclared(w: Walk, name: ts.BindingName): void {
  if (w.ts.isIdentifier(name)) return w.export(textOfName(name));
  for (const element of name.elements) if (w.ts.isBindingElement(element)) exportDeclared(w, element.name);
}

function readVariable(w: Walk, { name, type, initializer, end }: ts.VariableDeclaration, home: number): number {
  const { ts } = w;
  const annotation = type === undefined ? 0 : readType(w, type);
  if (ts.isIdentifier(name)) {
    const place = { name: textOfName(name), nameStart: w.start(name), nameEnd: name.end };
    const value = initializer === undefined ? 0 : readNamed(w, initializer, place);
    bindPattern(w, name, { kind: value === 0 ? 'declare' : 'assign', value, annotation, at: end, isAsync: false, home });
    return value;
  }
  const plain = initializer === undefined ? 0 : readExpression(w, initializer);
  // `const { a }: Order = load()`: the type is that of `load()`.
  const value = annotation === 0 ? plain : w.over(Node.Cast, plain, initializer ?? name, plain, annotation);
  bindPattern(w, name, { kind: 'assign', value, annotation: 0, at: end, isAsync: false, home });
  return value;
}

/** `using connection = open()` closes it at the end of the block around. */
function addUsing(w: Walk, context: number, isAsync: boolean, start: number): void {
  const { withItems, block } = w.facts;
  const row = withItems.add();
  if (isAsync) withItems.set(row, WithRow.isAsync, 1);
  withItems.set(row, WithRow.context, context);
  withItems.set(row, WithRow.block, block);
  withItems.set(row, WithRow.body, block);
  withItems.set(row, WithRow.start, start);
}
