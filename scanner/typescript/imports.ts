/** What a file imports, in all spellings, and what it exports under another name than its own. */
import type { ts } from 'ts-morph';
import type { Import } from '../facts';
import { IMPORT_KINDS, ImportRow } from '../facts-tables';
import { bindName, bindNode } from './bindings';
import { readExpression, readNamed } from './expressions';
import { readEntityName } from './types';
import type { Walk } from './walk';

/** `import orders, { type Order as O } from './orders'`, `import * as db from 'typeorm'`, `import './setup'` */
export function readImport(w: Walk, node: ts.ImportDeclaration): void {
  const { ts } = w;
  const module = ts.isStringLiteral(node.moduleSpecifier) ? node.moduleSpecifier.text : '';
  const { importClause } = node;
  if (importClause === undefined) return void addImport(w, 'module', module, '', '', node);
  if (importClause.name !== undefined) bindImport(w, 'from', module, 'default', importClause.name);
  const { namedBindings } = importClause;
  if (namedBindings === undefined) return;
  if (ts.isNamespaceImport(namedBindings)) return bindImport(w, 'module', module, '', namedBindings.name);
  for (const { propertyName, name } of namedBindings.elements) bindImport(w, 'from', module, (propertyName ?? name).text, name);
}

/** `export { a as b } from './a'`, `export * from './a'`, `export { a as b }` */
export function readExport(w: Walk, node: ts.ExportDeclaration): void {
  const { ts } = w;
  const { exportClause, moduleSpecifier } = node;
  const module = moduleSpecifier !== undefined && ts.isStringLiteral(moduleSpecifier) ? moduleSpecifier.text : undefined;
  if (exportClause === undefined) {
    if (module !== undefined) addImport(w, 'star', module, '', '', node);
    return w.export('');
  }
  if (ts.isNamespaceExport(exportClause)) {
    w.export(exportClause.name.text);
    return module === undefined ? undefined : bindImport(w, 'module', module, '', exportClause.name);
  }
  for (const { propertyName, name } of exportClause.elements) {
    w.export(name.text);
    if (module !== undefined) bindImport(w, 'from', module, (propertyName ?? name).text, name);
    else if (propertyName !== undefined && propertyName.text !== name.text) {
      bindNode(w, 'assign', name.text, 0, w.nameNode(propertyName.text, w.start(propertyName), propertyName.end), 0, name.end);
    }
  }
}

/** `export default value`, `export = value` */
export function readExportAssignment(w: Walk, node: ts.ExportAssignment): void {
  const start = w.start(node.expression);
  const name = node.isExportEquals === true ? 'export=' : 'default';
  const value = node.isExportEquals === true ? readExpression(w, node.expression) : readNamed(w, node.expression, { name, nameStart: start, nameEnd: start });
  bindNode(w, 'assign', name, 0, value, 0, node.end);
  w.export(name);
}

/** `import db = require('./db')`, `import Order = Orders.Order` */
export function readImportEquals(w: Walk, node: ts.ImportEqualsDeclaration): void {
  const { ts } = w;
  const { moduleReference, name } = node;
  if (ts.isExternalModuleReference(moduleReference)) {
    if (ts.isStringLiteral(moduleReference.expression)) bindImport(w, 'from', moduleReference.expression.text, 'export=', name);
    return;
  }
  bindNode(w, 'assign', name.text, w.nameNode(name.text, w.start(name), name.end), readEntityName(w, moduleReference), 0, node.end);
}

/** `const { getRepository: get, Connection } = require('typeorm')`; false where the variable is something else. */
export function readRequired(w: Walk, node: ts.VariableDeclaration): boolean {
  const { ts } = w;
  const call = node.initializer;
  if (call === undefined || !ts.isCallExpression(call) || !ts.isIdentifier(call.expression) || call.expression.escapedText !== 'require') return false;
  const [specifier] = call.arguments;
  if (specifier === undefined || !ts.isStringLiteralLike(specifier)) return false;
  if (ts.isIdentifier(node.name)) {
    bindImport(w, 'from', specifier.text, 'export=', node.name);
    return true;
  }
  if (!ts.isObjectBindingPattern(node.name) || node.name.elements.some((element) => !isPlainElement(w, element))) return false;
  for (const { propertyName, name } of node.name.elements) {
    if (ts.isIdentifier(name)) bindImport(w, 'from', specifier.text, propertyName !== undefined && ts.isIdentifier(propertyName) ? propertyName.text : name.text, name);
  }
  return true;
}

function isPlainElement(w: Walk, element: ts.BindingElement): boolean {
  const { ts } = w;
  return element.dotDotDotToken === undefined && element.initializer === undefined && ts.isIdentifier(element.name) && (element.propertyName === undefined || ts.isIdentifier(element.propertyName));
}

function bindImport(w: Walk, kind: Import['kind'], module: string, name: string, local: ts.Identifier | ts.StringLiteral): void {
  const alias = local.text === name ? '' : local.text;
  const row = addImport(w, kind, module, name, alias, local);
  bindName(w, 'import', local.text, local.end, row);
}

export function addImport(w: Walk, kind: Import['kind'], module: string, name: string, alias: string, place: ts.Node): number {
  const { imports, block } = w.facts;
  const row = imports.add();
  imports.set(row, ImportRow.kind, IMPORT_KINDS.indexOf(kind));
  imports.set(row, ImportRow.module, w.name(module));
  imports.set(row, ImportRow.name, w.name(name));
  imports.set(row, ImportRow.alias, w.name(alias));
  imports.set(row, ImportRow.block, block);
  imports.set(row, ImportRow.start, w.start(place));
  imports.set(row, ImportRow.end, place.end);
  return row;
}
