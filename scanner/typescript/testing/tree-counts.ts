/** What TypeScript's own tree holds of what facts hold too, found by a walk of its own: a check on ours. */
import type { ts } from 'ts-morph';
import { type FileFacts, Node } from '../../facts';
import { compiler } from '../compiler';

/**
 * Kinds of constructs, each with the places at which they end, each place once. Classes and attributes also stand for
 * types of TypeScript in facts: they are comparable in JavaScript alone.
 */
export type Places = Readonly<Record<string, readonly number[]>>;

export function placesInTree(text: string, jsx: boolean): Places {
  const ts = compiler();
  const file = ts.createSourceFile(jsx ? 'a.tsx' : 'a.ts', text, ts.ScriptTarget.Latest, true, jsx ? ts.ScriptKind.TSX : ts.ScriptKind.TS);
  const found: Record<string, number[]> = { call: [], new: [], await: [], function: [], class: [], import: [], attribute: [], return: [], throw: [] };
  const add = (kind: string, at: number): void => void found[kind]?.push(at);
  const visit = (node: ts.Node): void => {
    if (isElsewhere(ts, node) || ts.isJsxClosingElement(node) || ts.isTypePredicateNode(node) || ts.isMappedTypeNode(node)) return;
    const required = ts.isVariableDeclaration(node) ? requiredNames(ts, node) : [];
    for (const name of required) add('import', name.end);
    if (required.length > 0) return;
    if (ts.isCallExpression(node) || ts.isTaggedTemplateExpression(node) || isComponent(ts, node)) add('call', node.end);
    else if (ts.isNewExpression(node)) add('new', node.end);
    else if (ts.isAwaitExpression(node)) add('await', node.end);
    else if (ts.isFunctionLike(node) && !isSignature(ts, node)) add('function', node.end);
    else if (ts.isClassLike(node)) add('class', node.end);
    else if (ts.isPropertyAccessExpression(node)) add('attribute', node.end);
    else if (ts.isReturnStatement(node)) add('return', node.getStart());
    else if (ts.isThrowStatement(node)) add('throw', node.getStart());
    else if (ts.isImportSpecifier(node) || (ts.isImportClause(node) && node.name !== undefined)) add('import', (node.name ?? node).end);
    else if (ts.isExportSpecifier(node) && node.parent.parent.moduleSpecifier !== undefined) add('import', node.name.end);
    if (ts.isArrowFunction(node) && !ts.isBlock(node.body)) add('return', node.body.getStart());
    // The type arguments of a call say nothing that its arguments do not say.
    const passed: readonly ts.Node[] = ts.isCallExpression(node) || ts.isTaggedTemplateExpression(node) || ts.isJsxOpeningElement(node) || ts.isJsxSelfClosingElement(node) ? (node.typeArguments ?? []) : [];
    node.forEachChild((child) => (passed.includes(child) ? undefined : visit(child)));
  };
  visit(file);
  return sorted(found);
}

export function placesInFacts(facts: FileFacts): Places {
  const { kind, start, end, a, count } = facts.nodes;
  const ends = (wanted: number): number[] => Array.from({ length: count }, (_, node) => node).filter((node) => node > 0 && kind[node] === wanted).map((node) => end[node] ?? 0);
  const written = (node: number): boolean => (start[a[node] ?? 0] ?? 0) < (end[a[node] ?? 0] ?? 0);
  const calls = Array.from({ length: count }, (_, node) => node).filter((node) => node > 0 && kind[node] === Node.Call && written(node));
  const functions = facts.scopes.filter((scope) => scope.kind === 'function');
  const shapes = new Set(facts.scopes.flatMap((scope, index) => (scope.kind === 'class' ? [index] : [])));
  return sorted({
    call: calls.map((node) => end[node] ?? 0),
    new: ends(Node.New),
    await: ends(Node.Await),
    function: functions.map((scope) => scope.end),
    class: [...shapes].map((scope) => facts.scopes[scope]?.end ?? 0),
    attribute: ends(Node.Attribute),
    import: facts.imports.filter((row) => row.kind === 'from').map((row) => row.end),
    return: facts.exits.filter((exit) => exit.kind === 'return').map((exit) => exit.start),
    throw: facts.exits.filter((exit) => exit.kind === 'raise').map((exit) => exit.start),
  });
}

/** Names that a declaration gets of a module: `const { a, b: c } = require('x')`. */
function requiredNames(ts: ReturnType<typeof compiler>, node: ts.VariableDeclaration): readonly ts.Node[] {
  const call = node.initializer;
  if (call === undefined || !ts.isCallExpression(call) || call.expression.getText() !== 'require' || !call.arguments[0] || !ts.isStringLiteralLike(call.arguments[0])) return [];
  if (ts.isIdentifier(node.name)) return [node.name];
  if (!ts.isObjectBindingPattern(node.name)) return [];
  const isPlain = node.name.elements.every((element) => /^\w+(\s*:\s*\w+)?$/.test(element.getText()));
  return isPlain ? node.name.elements.map((element) => element.name) : [];
}

/** `declare module 'x' { … }` adds to another module and is not read. */
function isElsewhere(ts: ReturnType<typeof compiler>, node: ts.Node): boolean {
  return ts.isModuleDeclaration(node) && (!ts.isIdentifier(node.name) || node.name.text === 'global');
}

function isComponent(ts: ReturnType<typeof compiler>, node: ts.Node): boolean {
  const opening = ts.isJsxElement(node) ? node.openingElement : ts.isJsxSelfClosingElement(node) ? node : undefined;
  return opening !== undefined && !(ts.isIdentifier(opening.tagName) && /^[a-z]/.test(opening.tagName.text)) && !ts.isJsxNamespacedName(opening.tagName);
}

/** Types of functions run nothing; `[key: string]: T` and `(): T` of an interface have no name. */
function isSignature(ts: ReturnType<typeof compiler>, node: ts.SignatureDeclaration): boolean {
  return ts.isFunctionTypeNode(node) || ts.isConstructorTypeNode(node) || ts.isIndexSignatureDeclaration(node) || ts.isCallSignatureDeclaration(node) || ts.isConstructSignatureDeclaration(node);
}

function sorted(places: Readonly<Record<string, readonly number[]>>): Places {
  return Object.fromEntries(Object.entries(places).map(([kind, ends]) => [kind, [...new Set(ends)].sort((x, y) => x - y)]));
}
