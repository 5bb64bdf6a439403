/** Functions of every spelling: declarations, methods, accessors, arrows; and what their signatures say. */
import type { ts } from 'ts-morph';
import { Node, type Access, type ParameterKind, type ScopeKind } from '../facts';
import { ACCESSES, PARAMETER_KINDS, ParameterRow, ScopeRow } from '../facts-tables';
import { addExit } from '../facts-entries';
import { bindName, bindNode, bindPattern } from './bindings';
import { readExpression } from './expressions';
import { textOfName } from './names';
import { readStatements } from './statements';
import { readType } from './types';
import type { Walk } from './walk';

export interface Definition {
  readonly name: string;
  readonly nameStart: number;
  readonly nameEnd: number;
  /** How a member of a class is reached; undefined for functions that are no members. */
  readonly access?: Access;
  /** `lambda` for the type of a function, which is nothing that runs. */
  readonly kind?: ScopeKind;
  readonly decorators?: number;
}

/** Reads a function into a scope of its own, whose row it gives. Its decorators have been read by then. */
export function readFunction(w: Walk, node: ts.SignatureDeclaration, as: Definition): number {
  const { ts } = w;
  const { scopes } = w.facts;
  const start = as.decorators === undefined || as.decorators === 0 ? w.start(node) : as.nameStart;
  const scope = w.addScope(as.kind ?? 'function', start);
  scopes.set(scope, ScopeRow.name, w.name(as.name));
  scopes.set(scope, ScopeRow.nameStart, as.nameStart);
  scopes.set(scope, ScopeRow.nameEnd, as.nameEnd);
  scopes.set(scope, ScopeRow.end, node.end);
  scopes.set(scope, ScopeRow.decorators, as.decorators ?? 0);
  if (as.access !== undefined) scopes.set(scope, ScopeRow.access, ACCESSES.indexOf(as.access));
  if (hasModifier(node, ts.SyntaxKind.AsyncKeyword)) scopes.set(scope, ScopeRow.isAsync, 1);
  const { asteriskToken, body } = node as { readonly asteriskToken?: ts.AsteriskToken; readonly body?: ts.Node };
  if (asteriskToken !== undefined) scopes.set(scope, ScopeRow.isGenerator, 1);
  const decorators = node.parameters.map((parameter) => readDecorators(w, parameter));
  const block = w.addBlock(as.kind === 'lambda' ? 'lambda' : 'function', scope, w.newStatement(), 0, node.end, body === undefined ? node.end : w.start(body));
  const outerThis = w.usesThis;
  const isArrow = ts.isArrowFunction(node);
  if (!isArrow) w.usesThis = false;
  w.inScope(scope, block, () => {
    readTypeParameters(w, scope, node.typeParameters);
    scopes.set(scope, ScopeRow.parameters, readParameters(w, node, as, decorators));
    if (node.type !== undefined) scopes.set(scope, ScopeRow.returns, readType(w, node.type));
    if (body !== undefined && ts.isBlock(body)) readStatements(w, body.statements);
    else if (body !== undefined) addExit(w.facts, w.scope, 'return', readExpression(w, body as ts.Expression), w.start(body));
    // Only a member is called on something that the text tells.
    if (!isArrow && w.usesThis && as.access === undefined && as.kind !== 'lambda' && !declaresThis(w, node)) bindName(w, 'capture', 'this', start);
  });
  if (!isArrow) w.usesThis = outerThis;
  return scope;
}

/** A member's first parameter is its receiver: TypeScript leaves it unwritten, and calls it `this`. */
function readParameters(w: Walk, node: ts.SignatureDeclaration, as: Definition, decorators: readonly number[]): number {
  const { ts } = w;
  const mark = w.facts.beginList();
  const rows: (() => void)[] = [];
  const [first] = node.parameters;
  const hasThis = first !== undefined && ts.isIdentifier(first.name) && textOfName(first.name) === 'this';
  if (as.access !== undefined) {
    const annotation = hasThis && first.type !== undefined ? readType(w, first.type) : 0;
    w.facts.push(addParameter(w, 'this', 'positional-only', as.nameStart, as.nameStart, annotation, 0, 0));
  } else if (hasThis && first.type !== undefined) {
    const annotation = readType(w, first.type);
    bindNode(w, 'declare', 'this', w.nameNode('this', w.start(first.name), first.name.end), 0, annotation, w.start(first.name));
  }
  node.parameters.forEach((parameter, index) => {
    if (index === 0 && hasThis) return;
    const annotation = parameter.type === undefined ? 0 : readType(w, parameter.type);
    const value = parameter.initializer === undefined ? 0 : readExpression(w, parameter.initializer);
    const kind: ParameterKind = parameter.dotDotDotToken === undefined ? 'positional' : 'variadic';
    const start = w.start(parameter.name);
    // `{ session }: Props` has no name of its own: it is what was passed at its place.
    const name = ts.isIdentifier(parameter.name) ? textOfName(parameter.name) : `arguments[${index - (hasThis ? 1 : 0)}]`;
    w.facts.push(addParameter(w, name, kind, start, parameter.name.end, annotation, value, decorators[index] ?? 0));
    w.declared.push(w.name(name), w.facts.block);
    rows.push(() => bindParts(w, parameter, name, annotation, start));
  });
  const list = w.facts.endList(mark);
  for (const bind of rows) bind();
  return list;
}

/** The names in a destructured parameter, and the attribute that a parameter property is. */
function bindParts(w: Walk, parameter: ts.ParameterDeclaration, name: string, annotation: number, start: number): void {
  const { ts } = w;
  const { end } = parameter.name;
  if (!ts.isIdentifier(parameter.name)) {
    const value = w.nameNode(name, start, end);
    bindPattern(w, parameter.name, { kind: 'assign', value, annotation: 0, at: end, isAsync: false, home: w.facts.block });
  } else if (isParameterProperty(w, parameter)) {
    const receiver = w.nameNode('this', start, start);
    const target = w.node(Node.Attribute, start, end, receiver, w.name(name));
    bindNode(w, 'assign', '', target, w.nameNode(name, start, end), annotation, parameter.end);
  }
}

/** `constructor(private readonly orders: Repository<Order>)` */
function isParameterProperty(w: Walk, parameter: ts.ParameterDeclaration): boolean {
  const { PublicKeyword, PrivateKeyword, ProtectedKeyword, ReadonlyKeyword, OverrideKeyword } = w.ts.SyntaxKind;
  return [PublicKeyword, PrivateKeyword, ProtectedKeyword, ReadonlyKeyword, OverrideKeyword].some((kind) => hasModifier(parameter, kind));
}

function addParameter(w: Walk, name: string, kind: ParameterKind, start: number, end: number, annotation: number, value: number, decorators: number): number {
  const { parameters } = w.facts;
  const row = parameters.add();
  parameters.set(row, ParameterRow.name, w.name(name));
  parameters.set(row, ParameterRow.kind, PARAMETER_KINDS.indexOf(kind));
  parameters.set(row, ParameterRow.annotation, annotation);
  parameters.set(row, ParameterRow.default, value);
  parameters.set(row, ParameterRow.start, start);
  parameters.set(row, ParameterRow.end, end);
  parameters.set(row, ParameterRow.decorators, decorators);
  return row;
}

/** `<T extends Order>`; read within the scope, as one parameter may name another. */
export function readTypeParameters(w: Walk, scope: number, parameters: readonly ts.TypeParameterDeclaration[] | undefined): void {
  if (parameters === undefined) return;
  const { scopes } = w.facts;
  scopes.set(scope, ScopeRow.typeParameters, w.list(parameters, (parameter) => w.name(textOfName(parameter.name))));
  scopes.set(scope, ScopeRow.bounds, w.list(parameters, ({ constraint }) => (constraint === undefined ? 0 : readType(w, constraint))));
}

/** `@Injectable()` … of a class, a member or a parameter, as a list of expressions. */
export function readDecorators(w: Walk, node: ts.Node): number {
  const { modifiers } = node as { readonly modifiers?: readonly ts.ModifierLike[] };
  const decorators = modifiers?.filter(w.ts.isDecorator) ?? [];
  return decorators.length === 0 ? 0 : w.list(decorators, (decorator) => readExpression(w, decorator.expression));
}

export function hasModifier(node: ts.Node, kind: ts.SyntaxKind): boolean {
  const { modifiers } = node as { readonly modifiers?: readonly ts.ModifierLike[] };
  return modifiers?.some((modifier) => modifier.kind === kind) ?? false;
}

function declaresThis(w: Walk, node: ts.SignatureDeclaration): boolean {
  const [first] = node.parameters;
  return first?.type !== undefined && w.ts.isIdentifier(first.name) && textOfName(first.name) === 'this';
}
