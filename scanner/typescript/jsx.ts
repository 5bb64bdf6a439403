/** `<Orders session={session}>…</Orders>` is a call of `Orders` with one object; `<div>` is nothing of its own. */
import type { ts } from 'ts-morph';
import { Node } from '../facts';
import { readExpression } from './expressions';
import type { Walk } from './walk';

export function readTag(w: Walk, node: ts.JsxElement | ts.JsxSelfClosingElement | ts.JsxFragment): number {
  const { ts } = w;
  if (ts.isJsxFragment(node)) return w.node(Node.Opaque, w.start(node), node.end, readChildren(w, node.children));
  const opening = ts.isJsxElement(node) ? node.openingElement : node;
  const callee = readTagName(w, opening.tagName);
  const mark = w.facts.beginList();
  for (const attribute of opening.attributes.properties) readAttribute(w, attribute, callee !== 0);
  if (ts.isJsxElement(node)) {
    const children = readChildren(w, node.children);
    if (callee !== 0) w.facts.push(w.node(Node.String, opening.end, opening.end, w.name('children')));
    if (children !== 0) w.facts.push(w.node(Node.Opaque, opening.end, node.closingElement.pos, children));
    else if (callee !== 0) w.facts.push(0);
  }
  const parts = w.facts.endList(mark);
  if (callee === 0) return w.node(Node.Opaque, w.start(node), node.end, parts);
  const properties = w.node(Node.Dict, w.start(opening), opening.end, parts);
  return w.node(Node.Call, w.start(node), node.end, callee, w.list([properties], (argument) => argument));
}

/** 0 for tags of HTML, which begin in lower case. */
function readTagName(w: Walk, name: ts.JsxTagNameExpression): number {
  if (w.ts.isJsxNamespacedName(name) || (w.ts.isIdentifier(name) && /^[a-z]/.test(name.escapedText as string))) return 0;
  return readExpression(w, name);
}

/** Pushes key and value for a component's object, the value alone for what has no object. */
function readAttribute(w: Walk, attribute: ts.JsxAttributeLike, keyed: boolean): void {
  const { ts, facts } = w;
  if (ts.isJsxSpreadAttribute(attribute)) {
    if (keyed) facts.push(0);
    facts.push(readExpression(w, attribute.expression));
    return;
  }
  const { name, initializer } = attribute;
  if (keyed) facts.push(w.node(Node.String, w.start(name), name.end, w.name(ts.isIdentifier(name) ? (name.escapedText as string) : `${name.namespace.text}:${name.name.text}`)));
  const value = initializer === undefined ? 0 : ts.isJsxExpression(initializer) ? (initializer.expression === undefined ? 0 : readExpression(w, initializer.expression)) : readExpression(w, initializer);
  if (keyed || value !== 0) facts.push(value);
}

function readChildren(w: Walk, children: readonly ts.JsxChild[]): number {
  const { ts } = w;
  const mark = w.facts.beginList();
  for (const child of children) {
    if (ts.isJsxText(child)) continue;
    if (!ts.isJsxExpression(child)) w.facts.push(readTag(w, child));
    else if (child.expression !== undefined) w.facts.push(readExpression(w, child.expression));
  }
  return w.facts.endList(mark);
}
