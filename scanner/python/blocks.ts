/** Runs of statements: the body after a colon, on the same line or indented below. */
import { BlockRow } from '../facts-tables';
import { describe, readLineLoosely } from './loose';
import type { Parser } from './parser';
import { parseSimpleLine } from './simple-statements';
import { parseStatement } from './statements';
import { T } from './tokens';

/** Blocks nested deeper are read into the outer one; CPython refuses 100 levels. */
const DEEPEST_BLOCK = 120;

/** From the colon of a header over its body, whose statements go into `block`. */
export function parseBody(p: Parser, block: number): void {
  const { facts } = p;
  const outer = facts.block;
  facts.block = block;
  if (p.token !== T.Colon) {
    p.problem(`\`:\` is missing before ${describe(p).toLowerCase()}.`);
    readLineLoosely(p, true);
  }
  p.accept(T.Colon);
  p.exits = false;
  const start = p.start;
  const newline = p.token === T.Newline ? start : -1;
  if (p.token !== T.Newline) parseSimpleLine(p);
  else {
    p.next();
    if (p.token !== T.Indent) p.problem('An indented block is missing.', p.lastEnd, p.lastEnd);
  }
  // After a broken line, too, what is indented below belongs to it.
  if (p.token === T.Indent && p.levels < DEEPEST_BLOCK && (start === newline || p.isBroken)) parseIndented(p);
  facts.blocks.set(block, BlockRow.start, Math.min(start, p.lastEnd));
  facts.blocks.set(block, BlockRow.end, p.lastEnd);
  if (p.exits) facts.blocks.set(block, BlockRow.exits, 1);
  p.exits = false;
  facts.block = outer;
}

function parseIndented(p: Parser): void {
  p.levels++;
  p.next();
  parseStatements(p);
  p.levels--;
  p.accept(T.Dedent);
}

/** Statements up to the end of the indented block, or of the text. */
export function parseStatements(p: Parser): void {
  // Indentation that no header asked for: its statements are read as if it were not there.
  let unasked = 0;
  for (;;) {
    switch (p.token) {
      case T.End:
        return;
      case T.Dedent:
        if (unasked === 0) return;
        unasked--;
        p.next();
        break;
      case T.Indent:
        // What was told of the line above is the cause.
        if (!p.isBroken) {
          p.problem(p.levels < DEEPEST_BLOCK ? 'Unexpected indentation.' : 'Blocks are nested too deeply.', p.start, p.start);
        }
        unasked++;
        p.next();
        break;
      case T.Newline:
        p.next();
        break;
      default:
        parseStatement(p);
    }
  }
}
