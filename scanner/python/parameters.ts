/** Parameters of `def` and `lambda`, and type parameters. */
import type { ParameterKind } from '../facts';
import { PARAMETER_KINDS, ParameterRow } from '../facts-tables';
import { parseElement, parseExpression } from './expressions';
import type { Parser } from './parser';
import { T } from './tokens';

/** Up to `closer` (`)`, or `:` of a lambda, whose parameters have no annotations). Returns the list of rows. */
export function parseParameters(p: Parser, closer: number): number {
  const { facts } = p;
  const { parameters } = facts;
  const list = facts.beginList();
  let plain = list;
  let kind: ParameterKind = 'positional';
  while (p.token !== closer) {
    let own: ParameterKind = kind;
    if (p.token === T.Arithmetic && p.bytes[p.start] === 47) {
      // `/`: all before it are positional only.
      for (; plain < facts.pendingLength; plain++) {
        parameters.set(facts.pushed(plain, 0), ParameterRow.kind, PARAMETER_KINDS.indexOf('positional-only'));
      }
      p.next();
      if (!p.accept(T.Comma)) break;
      continue;
    }
    if (p.accept(T.Star)) {
      kind = 'keyword-only';
      own = 'variadic';
      if (p.accept(T.Comma)) continue;
    } else if (p.accept(T.DoubleStar)) own = 'keywords';
    if (p.token !== T.Name) break;
    facts.push(parseParameter(p, own, closer));
    if (!p.accept(T.Comma)) break;
  }
  return facts.endList(list);
}

function parseParameter(p: Parser, kind: ParameterKind, closer: number): number {
  const { parameters } = p.facts;
  const row = parameters.add();
  parameters.set(row, ParameterRow.name, p.local(p.name));
  parameters.set(row, ParameterRow.kind, PARAMETER_KINDS.indexOf(kind));
  parameters.set(row, ParameterRow.start, p.start);
  parameters.set(row, ParameterRow.end, p.tokenEnd);
  p.next();
  if (closer !== T.Colon && p.token === T.Colon && !p.colonEndsLine()) {
    p.next();
    // `*args: *Ts` (PEP 646)
    const annotation = kind === 'variadic' ? parseElement(p) : parseExpression(p);
    parameters.set(row, ParameterRow.annotation, annotation);
  }
  if (p.accept(T.Equal)) {
    const value = parseExpression(p);
    parameters.set(row, ParameterRow.default, value);
  }
  return row;
}
