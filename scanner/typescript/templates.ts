/** `${a} and ${b}`, and a call of the tag before it. */
import type { ts } from 'ts-morph';
import { Node } from '../facts';
import { readExpression } from './expressions';
import type { Walk } from './walk';

export function readTemplate(w: Walk, node: ts.TemplateExpression | ts.TaggedTemplateExpression): number {
  if (!w.ts.isTaggedTemplateExpression(node)) return readFormat(w, node);
  const tag = readExpression(w, node.tag);
  const { template } = node;
  const text = w.ts.isTemplateExpression(template) ? readFormat(w, template) : readExpression(w, template);
  return w.over(Node.Call, tag, node, tag, w.list([text], (argument) => argument));
}

function readFormat(w: Walk, node: ts.TemplateExpression): number {
  const spans = w.list(node.templateSpans, (span) => readExpression(w, span.expression));
  return w.node(Node.Format, w.start(node), node.end, w.literal(node.head.text), spans);
}
