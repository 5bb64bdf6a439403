/** Classes, interfaces, enums and namespaces: scopes with members. */
import type { ts } from 'ts-morph';
import type { Access, ScopeKind } from '../facts';
import { BlockRow, ScopeRow } from '../facts-tables';
import { bindName, bindNode } from './bindings';
import { readExpression, readNamed } from './expressions';
import { hasModifier, readDecorators, readFunction, readTypeParameters, type Definition } from './functions';
import { textOfProperty } from './names';
import { readStatements } from './statements';
import { readType } from './types';
import type { Walk } from './walk';

/** The scope of a class declaration or expression. */
export function readClass(w: Walk, node: ts.ClassLikeDeclaration, as: Pick<Definition, 'name' | 'nameStart' | 'nameEnd'>): number {
  const decorators = readDecorators(w, node);
  const scope = addMembersScope(w, node, 'class', as, decorators);
  readMembers(w, scope, node, node.typeParameters, () => {
    const heritage = node.heritageClauses?.find((clause) => clause.token === w.ts.SyntaxKind.ExtendsKeyword);
    return heritage === undefined ? 0 : w.list(heritage.types, (type) => readType(w, type));
  }, () => {
    for (const member of node.members) readMember(w, member);
  });
  return scope;
}

/** An interface, or the type `{ find(): Order }`. */
export function readShape(w: Walk, node: ts.InterfaceDeclaration | ts.TypeLiteralNode, as: Pick<Definition, 'name' | 'nameStart' | 'nameEnd'>): number {
  const scope = addMembersScope(w, node, 'class', as, 0);
  const types = w.ts.isInterfaceDeclaration(node) ? (node.heritageClauses ?? []).flatMap((clause) => [...clause.types]) : [];
  const parameters = w.ts.isInterfaceDeclaration(node) ? node.typeParameters : undefined;
  readMembers(w, scope, node, parameters, () => w.list(types, (type) => readType(w, type)), () => {
    for (const member of node.members) readMember(w, member);
  });
  return scope;
}

export function readEnum(w: Walk, node: ts.EnumDeclaration, as: Definition): number {
  const scope = addMembersScope(w, node, 'class', as, 0);
  readMembers(w, scope, node, undefined, () => 0, () => {
    for (const member of node.members) {
      const value = member.initializer === undefined ? 0 : readExpression(w, member.initializer);
      const name = textOfProperty(w.ts, member.name);
      bindNode(w, 'assign', name, w.nameNode(name, w.start(member.name), member.name.end), value, 0, member.end);
    }
  });
  return scope;
}

/** `namespace Orders { … }`: its names are seen from inside, and reached as attributes from outside. */
export function readNamespace(w: Walk, node: ts.ModuleDeclaration, as: Definition): number {
  const scope = addMembersScope(w, node, 'namespace', as, 0);
  readMembers(w, scope, node, undefined, () => 0, () => {
    const { body } = node;
    if (body === undefined) return;
    if (w.ts.isModuleBlock(body)) readStatements(w, body.statements);
    else if (w.ts.isModuleDeclaration(body)) readStatements(w, [body]);
  });
  return scope;
}

function addMembersScope(w: Walk, node: ts.Node, kind: ScopeKind, as: Pick<Definition, 'name' | 'nameStart' | 'nameEnd'>, decorators: number): number {
  const { scopes } = w.facts;
  const scope = w.addScope(kind, decorators === 0 ? w.start(node) : as.nameStart);
  scopes.set(scope, ScopeRow.name, w.name(as.name));
  scopes.set(scope, ScopeRow.nameStart, as.nameStart);
  scopes.set(scope, ScopeRow.nameEnd, as.nameEnd);
  scopes.set(scope, ScopeRow.end, node.end);
  scopes.set(scope, ScopeRow.decorators, decorators);
  return scope;
}

/** @param bases read inside the scope, where the type parameters are known */
function readMembers(w: Walk, scope: number, node: ts.Node, parameters: readonly ts.TypeParameterDeclaration[] | undefined, bases: () => number, members: () => void): void {
  const { scopes, blocks } = w.facts;
  const block = w.addBlock('class', scope, w.newStatement(), 0, node.end, w.start(node));
  blocks.set(block, BlockRow.end, node.end);
  const outerThis = w.usesThis;
  w.inScope(scope, block, () => {
    readTypeParameters(w, scope, parameters);
    scopes.set(scope, ScopeRow.bases, bases());
    members();
  });
  w.usesThis = outerThis;
}

function readMember(w: Walk, member: ts.ClassElement | ts.TypeElement): void {
  const { ts } = w;
  const { SyntaxKind } = ts;
  if (ts.isConstructorDeclaration(member)) {
    const start = w.start(member);
    return define(w, member, { name: 'constructor', nameStart: start, nameEnd: start + 'constructor'.length, access: 'plain' });
  }
  if (ts.isClassStaticBlockDeclaration(member)) {
    w.inBlock(w.addBlock('block', w.scope, w.newStatement(), 0, member.end, w.start(member)), () => readStatements(w, member.body.statements));
    return;
  }
  if (ts.isMethodDeclaration(member) || ts.isGetAccessor(member) || ts.isSetAccessor(member) || ts.isMethodSignature(member)) {
    const decorators = readDecorators(w, member);
    if (ts.isComputedPropertyName(member.name)) readExpression(w, member.name.expression);
    const access: Access = ts.isGetAccessor(member) ? 'property' : ts.isSetAccessor(member) ? 'setter' : hasModifier(member, SyntaxKind.StaticKeyword) ? 'class' : 'plain';
    return define(w, member, { ...placeOf(w, member.name), access, decorators });
  }
  if (ts.isPropertyDeclaration(member) || ts.isPropertySignature(member)) return readField(w, member);
  if (ts.isIndexSignatureDeclaration(member)) readType(w, member.type);
}

/** A method. What a setter is given is no value of the attribute: that is what the getter gives. */
function define(w: Walk, member: ts.SignatureDeclaration, as: Definition): void {
  const scope = readFunction(w, member, as);
  if (as.name !== '' && as.access !== 'setter') bindName(w, 'definition', as.name, member.end, scope);
}

/** `private readonly orders = getRepository(Order);`, `find = async () => { … };`, `total: number;` */
function readField(w: Walk, member: ts.PropertyDeclaration | ts.PropertySignature): void {
  const { ts } = w;
  readDecorators(w, member);
  if (ts.isComputedPropertyName(member.name)) readExpression(w, member.name.expression);
  const place = placeOf(w, member.name);
  const annotation = member.type === undefined ? 0 : readType(w, member.type);
  const initializer = ts.isPropertyDeclaration(member) ? member.initializer : undefined;
  const value = initializer === undefined ? 0 : readNamed(w, initializer, { ...place, access: 'plain' });
  if (place.name === '') return;
  bindNode(w, value === 0 ? 'declare' : 'assign', place.name, w.nameNode(place.name, place.nameStart, place.nameEnd), value, annotation, member.end);
}

function placeOf(w: Walk, name: ts.PropertyName): Definition {
  return { name: textOfProperty(w.ts, name), nameStart: w.start(name), nameEnd: name.end };
}
