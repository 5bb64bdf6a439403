/** Python source → facts. */
import type { FileFacts } from '../facts';
import { BlockRow, type FactTables, ScopeRow } from '../facts-tables';
import { keptFactsOf } from '../kept-facts';
import { parseStatements } from './blocks';
import { parseExpressionList } from './expressions';
import { describe } from './loose';
import { Parser } from './parser';
import { sourceTextOf, utf16Offsets } from './source-text';
import { T } from './tokens';

/** One for all files of a thread: its arrays and its table of names grow once. */
let spare: Parser | undefined;

/** Given back by `finish`: a parser that was stopped in the middle of a file is never used again. */
function takeParser(): Parser {
  const parser = spare ?? new Parser();
  spare = undefined;
  return parser;
}

/** The facts of a Python file. Never throws: what cannot be read is told in `problems`. */
export function extractPython(file: Uint8Array): FileFacts {
  return readPython(file, keptFactsOf);
}

/** Hands on what is in a Python file, in tables that hold until `take` returns. */
export function readPython<T>(file: Uint8Array, take: (tables: FactTables) => T): T {
  const { bytes, ascii, problem } = sourceTextOf(file);
  const p = takeParser();
  p.begin(bytes, ascii);
  if (problem !== '') p.problem(problem, 0, 0);
  const module = addModule(p);
  p.next();
  do parseStatements(p);
  while (p.token !== T.End && (p.next(), true));
  p.facts.scopes.set(module, ScopeRow.end, bytes.length);
  p.facts.blocks.set(0, BlockRow.end, bytes.length);
  return finish(p, take);
}

/**
 * The facts of one expression, such as the text of an annotation in quotes: the expression's root node is the only
 * effect, and there is none if the text holds no expression.
 */
export function extractExpression(text: string): FileFacts {
  const { bytes, ascii } = sourceTextOf(new TextEncoder().encode(text));
  const p = takeParser();
  p.begin(bytes, ascii);
  addModule(p);
  // As within parentheses: the text may break lines and be indented.
  p.depth = 1;
  p.next();
  const root = parseExpressionList(p);
  if (p.token !== T.Newline && p.token !== T.End) p.problem(`${describe(p)} does not fit here.`);
  if (root !== 0) p.facts.effects.set(p.facts.effects.add(), 0, root);
  return finish(p, keptFactsOf);
}

function addModule(p: Parser): number {
  const scope = p.addScope('module', 0);
  const block = p.addBlock('module', scope, 0, 0);
  p.facts.blocks.set(block, BlockRow.parent, -1);
  return scope;
}

function finish<T>(p: Parser, take: (tables: FactTables) => T): T {
  const result = take(tablesOf(p));
  spare = p;
  return result;
}

function tablesOf({ bytes, length, ascii, facts, lines }: Parser): FactTables {
  const lineStarts = lines.startsOf(bytes, length);
  if (ascii) return facts.view('python', length, lineStarts);
  const offsets = utf16Offsets(bytes, length);
  facts.translateOffsets(offsets);
  return facts.view('python', offsets[length] ?? 0, lineStarts.map((start) => offsets[start] ?? 0));
}
