/** Names, attributes and items that are given a value: declarations, assignments, destructuring. */
import type { ts } from 'ts-morph';
import { Node, type BindingKind } from '../facts';
import { addBinding } from '../facts-entries';
import { BindingRow } from '../facts-tables';
import { readExpression } from './expressions';
import { setHome } from './homes';
import { textOfName } from './names';
import type { Walk } from './walk';

export interface Assignment {
  readonly kind: BindingKind;
  readonly value: number;
  readonly annotation: number;
  readonly at: number;
  readonly isAsync: boolean;
  /** The block that declares the names; −1 where they are declared elsewhere. */
  readonly home: number;
}

/** Part of a path that nothing is known of: `...rest`, `[computed]`. */
const REST = -1;

/** `x`, `{ a, b: [c] }` of a declaration or a parameter. */
export function bindPattern(w: Walk, target: ts.BindingName, given: Assignment, path: readonly number[] = []): void {
  const { ts } = w;
  if (ts.isIdentifier(target)) {
    const name = textOfName(target);
    const row = addBinding(w.facts, given.kind, w.name(name), given.at);
    complete(w, row, given, w.nameNode(name, target.end - name.length, target.end), path);
    return;
  }
  const inner = path.length === 0 && given.annotation !== 0 ? { ...given, annotation: 0 } : given;
  target.elements.forEach((element, index) => {
    if (!ts.isBindingElement(element)) return;
    if (element.initializer !== undefined) readExpression(w, element.initializer);
    bindPattern(w, element.name, inner, [...path, ts.isArrayBindingPattern(target) ? arrayPart(element, index) : objectPart(w, element)]);
  });
}

function arrayPart(element: ts.BindingElement, index: number): number {
  return element.dotDotDotToken === undefined ? index : REST;
}

function objectPart(w: Walk, element: ts.BindingElement): number {
  if (element.dotDotDotToken !== undefined) return REST;
  return propertyPart(w, element.propertyName ?? element.name);
}

/** A named part lies below the numbers: see `BindingRow.path`. */
function propertyPart(w: Walk, name: ts.PropertyName | ts.BindingPattern): number {
  const { ts } = w;
  if (ts.isIdentifier(name)) return -2 - w.name(textOfName(name));
  if (ts.isStringLiteral(name) || ts.isNumericLiteral(name)) return -2 - w.name(name.text);
  if (ts.isComputedPropertyName(name)) readExpression(w, name.expression);
  return REST;
}

/** The left side of `=`: a name declared somewhere, an attribute, an item, or several of these. */
export function bindTarget(w: Walk, target: ts.Expression, given: Omit<Assignment, 'home'>, path: readonly number[] = []): void {
  const { ts } = w;
  const assignment = { ...given, home: -1 };
  if (ts.isParenthesizedExpression(target) || ts.isNonNullExpression(target) || ts.isAsExpression(target)) return bindTarget(w, target.expression, given, path);
  if (ts.isIdentifier(target)) {
    const name = textOfName(target);
    const row = addBinding(w.facts, given.kind, w.name(name), given.at);
    w.assigned.push(row);
    return complete(w, row, assignment, w.nameNode(name, target.end - name.length, target.end), path);
  }
  if (ts.isArrayLiteralExpression(target)) {
    target.elements.forEach((element, index) => {
      if (ts.isSpreadElement(element)) bindTarget(w, element.expression, given, [...path, REST]);
      else if (!ts.isOmittedExpression(element)) bindTarget(w, withoutDefault(w, element), given, [...path, index]);
    });
    return;
  }
  if (ts.isObjectLiteralExpression(target)) {
    for (const property of target.properties) {
      if (ts.isShorthandPropertyAssignment(property)) bindTarget(w, property.name, given, [...path, propertyPart(w, property.name)]);
      else if (ts.isPropertyAssignment(property)) bindTarget(w, withoutDefault(w, property.initializer), given, [...path, propertyPart(w, property.name)]);
      else if (ts.isSpreadAssignment(property)) bindTarget(w, property.expression, given, [...path, REST]);
    }
    return;
  }
  const node = readExpression(w, target);
  const kind = w.facts.kind[node];
  if (kind === Node.Attribute || kind === Node.Subscript) complete(w, addBinding(w.facts, given.kind, 0, given.at), assignment, node, path);
}

/** `[a = 1] = x` */
function withoutDefault(w: Walk, element: ts.Expression): ts.Expression {
  if (!w.ts.isBinaryExpression(element) || element.operatorToken.kind !== w.ts.SyntaxKind.EqualsToken) return element;
  readExpression(w, element.right);
  return element.left;
}

function complete(w: Walk, row: number, given: Assignment, target: number, path: readonly number[]): void {
  const { bindings } = w.facts;
  bindings.set(row, BindingRow.target, target);
  bindings.set(row, BindingRow.value, given.value);
  bindings.set(row, BindingRow.annotation, given.annotation);
  if (given.isAsync) bindings.set(row, BindingRow.isAsync, 1);
  if (path.length > 0) bindings.set(row, BindingRow.path, w.list(path, (part) => part));
  if (given.home >= 0) declare(w, row, given.home);
}

/** A name that a definition, an import or `catch` binds; `row` is that of the definition or import. */
export function bindName(w: Walk, kind: BindingKind, name: string, at: number, row = -1, value = 0): number {
  const binding = addBinding(w.facts, kind, w.name(name), at);
  w.facts.bindings.set(binding, BindingRow.value, value);
  w.facts.bindings.set(binding, BindingRow.row, row);
  declare(w, binding, w.facts.block);
  return binding;
}

/** `this.repository = repository` of a parameter property, `exports.find = find`: a binding without a text of its own. */
export function bindNode(w: Walk, kind: BindingKind, name: string, target: number, value: number, annotation: number, at: number): void {
  const row = addBinding(w.facts, kind, w.name(name), at);
  complete(w, row, { kind, value, annotation, at, isAsync: false, home: name === '' ? -1 : w.facts.block }, target, []);
}

/** Remembers that a block declares a name, so that assignments elsewhere find it. */
function declare(w: Walk, row: number, home: number): void {
  w.declared.push(w.facts.bindings.get(row, BindingRow.name), home);
  setHome(w, row, home);
}
