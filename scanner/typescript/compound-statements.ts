/** `if`, loops, `try`, `switch`: statements with blocks. */
import type { ts } from 'ts-morph';
import type { BlockKind } from '../facts';
import { bindPattern, bindTarget } from './bindings';
import { readExpression } from './expressions';
import { readStatements, readVariables } from './statements';
import type { Walk } from './walk';

/** The body of a statement into a block of its own. */
function readBody(w: Walk, body: ts.Statement, kind: BlockKind, statement: number, guard: number): void {
  inNewBlock(w, body, kind, statement, guard, () => readInto(w, body));
}

function inNewBlock(w: Walk, node: ts.Node, kind: BlockKind, statement: number, guard: number, read: () => void): void {
  w.inBlock(w.addBlock(kind, w.scope, statement, guard, node.end, w.start(node)), read);
}

/** A body's braces are the block that it is read into. */
function readInto(w: Walk, body: ts.Statement): void {
  readStatements(w, w.ts.isBlock(body) ? body.statements : [body]);
}

export function readIf(w: Walk, node: ts.IfStatement): void {
  const statement = w.newStatement();
  let branch: ts.IfStatement = node;
  for (;;) {
    readBody(w, branch.thenStatement, 'if', statement, readExpression(w, branch.expression));
    const { elseStatement } = branch;
    if (elseStatement === undefined) return;
    if (!w.ts.isIfStatement(elseStatement)) return readBody(w, elseStatement, 'else', statement, 0);
    branch = elseStatement;
  }
}

export function readWhile(w: Walk, node: ts.WhileStatement): void {
  const guard = readExpression(w, node.expression);
  readBody(w, node.statement, 'loop', w.newStatement(), guard);
}

export function readDo(w: Walk, node: ts.DoStatement): void {
  readBody(w, node.statement, 'loop', w.newStatement(), 0);
  readExpression(w, node.expression);
}

/** `for (let page = 0; page < pages; page++) …`: the variables are those of the loop. */
export function readFor(w: Walk, node: ts.ForStatement): void {
  const { ts } = w;
  inNewBlock(w, node, 'loop', w.newStatement(), 0, () => {
    const { initializer, condition, incrementor } = node;
    if (initializer !== undefined && ts.isVariableDeclarationList(initializer)) readVariables(w, initializer);
    else if (initializer !== undefined) readExpression(w, initializer);
    for (const part of [condition, incrementor]) if (part !== undefined) readExpression(w, part);
    readInto(w, node.statement);
  });
}

/** `for (const order of orders)`, `for await (…)`; what `for (const key in object)` gives is only a text. */
export function readForEach(w: Walk, node: ts.ForInOrOfStatement): void {
  const { ts } = w;
  const iterable = readExpression(w, node.expression);
  inNewBlock(w, node, 'loop', w.newStatement(), iterable, () => {
    const { initializer } = node;
    const isOf = ts.isForOfStatement(node);
    const given = { kind: isOf ? 'for' : 'capture', value: isOf ? iterable : 0, annotation: 0, at: node.expression.end, isAsync: isOf && node.awaitModifier !== undefined } as const;
    if (!ts.isVariableDeclarationList(initializer)) bindTarget(w, initializer, given);
    else {
      const home = (initializer.flags & ts.NodeFlags.BlockScoped) === 0 ? w.rootBlock : w.facts.block;
      for (const { name } of initializer.declarations) bindPattern(w, name, { ...given, home });
    }
    readInto(w, node.statement);
  });
}

export function readTry(w: Walk, node: ts.TryStatement): void {
  const statement = w.newStatement();
  readBody(w, node.tryBlock, 'try', statement, 0);
  const { catchClause, finallyBlock } = node;
  if (catchClause !== undefined) {
    inNewBlock(w, catchClause, 'except', statement, 0, () => {
      const { variableDeclaration, block } = catchClause;
      const home = w.facts.block;
      if (variableDeclaration !== undefined) bindPattern(w, variableDeclaration.name, { kind: 'except', value: 0, annotation: 0, at: variableDeclaration.end, isAsync: false, home });
      readStatements(w, block.statements);
    });
  }
  if (finallyBlock !== undefined) readBody(w, finallyBlock, 'finally', statement, 0);
}

export function readSwitch(w: Walk, node: ts.SwitchStatement): void {
  const { ts } = w;
  const statement = w.newStatement();
  readExpression(w, node.expression);
  for (const clause of node.caseBlock.clauses) {
    if (ts.isCaseClause(clause)) readExpression(w, clause.expression);
    const { statements } = clause;
    const [only] = statements;
    const inner = statements.length === 1 && only !== undefined && ts.isBlock(only) ? only.statements : statements;
    inNewBlock(w, clause, ts.isCaseClause(clause) ? 'case' : 'else', statement, 0, () => readStatements(w, inner, false));
  }
}
