/** `{ find, total: 1, async save() { … }, ...rest }` */
import type { ts } from 'ts-morph';
import { Node } from '../facts';
import { readExpression, readNamed } from './expressions';
import { readFunction } from './functions';
import { textOfName, textOfProperty } from './names';
import type { Walk } from './walk';

export function readObject(w: Walk, node: ts.ObjectLiteralExpression): number {
  const mark = w.facts.beginList();
  for (const property of node.properties) readProperty(w, property);
  return w.node(Node.Dict, w.start(node), node.end, w.facts.endList(mark));
}

function readProperty(w: Walk, property: ts.ObjectLiteralElementLike): void {
  const { ts, facts } = w;
  if (ts.isSpreadAssignment(property)) {
    facts.push(0);
    facts.push(readExpression(w, property.expression));
    return;
  }
  if (ts.isShorthandPropertyAssignment(property)) {
    const name = textOfName(property.name);
    const start = property.name.end - name.length;
    facts.push(w.node(Node.String, start, property.name.end, w.name(name)));
    facts.push(name === 'undefined' ? 0 : w.nameNode(name, start, property.name.end));
    return;
  }
  const name = textOfProperty(ts, property.name);
  const place = { name, nameStart: w.start(property.name), nameEnd: property.name.end };
  facts.push(ts.isComputedPropertyName(property.name) ? readExpression(w, property.name.expression) : w.node(Node.String, place.nameStart, place.nameEnd, w.literal(name)));
  if (ts.isPropertyAssignment(property)) facts.push(readNamed(w, property.initializer, place));
  else facts.push(w.node(Node.Lambda, w.start(property), property.end, readFunction(w, property, place)));
}
