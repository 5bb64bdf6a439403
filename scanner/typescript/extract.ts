/** TypeScript or JavaScript source → facts. The syntax tree is TypeScript's own and dies with the call. */
import type { ts } from 'ts-morph';
import type { FileFacts } from '../facts';
import { BlockRow, type FactTables, ScopeRow } from '../facts-tables';
import { keptFactsOf } from '../kept-facts';
import { compiler } from './compiler';
import { settleHomes } from './homes';
import { readMarkers } from './markers';
import { readStatements } from './statements';
import { Walk } from './walk';

/** One for all files of a thread: its arrays grow once. */
let shared: Walk | undefined;

/** Further problems of one file are not told. */
const MOST_PROBLEMS = 100;

/** The facts of a TypeScript or JavaScript file. Never throws: what cannot be read is told in `problems`. */
export function extractTypeScript(bytes: Uint8Array): FileFacts {
  return readTypeScript(bytes, keptFactsOf);
}

/** Hands on what is in a TypeScript or JavaScript file, in tables that hold until `take` returns. */
export function readTypeScript<T>(bytes: Uint8Array, take: (tables: FactTables) => T): T {
  const { text, problem } = decode(bytes);
  const walk = (shared ??= new Walk(compiler()));
  try {
    const file = parse(text);
    walk.begin(file);
    if (problem !== '') walk.problem(problem, 0, 0);
    for (const { messageText, start, length } of problemsOf(file).slice(0, MOST_PROBLEMS)) {
      walk.problem(`${compiler().flattenDiagnosticMessageText(messageText, ' ')}`, start, start + length);
    }
    readStatements(walk, file.statements);
    readMarkers(walk);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    // Nested deeper than the stack: nothing that people write.
    walk.begin(parse(''));
    walk.problem('Nested too deeply to be read.', 0, 0);
  }
  walk.facts.scopes.set(0, ScopeRow.end, text.length);
  walk.facts.blocks.set(0, BlockRow.end, text.length);
  settleHomes(walk);
  const result = take(walk.facts.view('typescript', text.length, lineStartsOf(text)));
  walk.forgetTree();
  return result;
}

/**
 * One content may lie under several names, so the dialect follows from the content: with JSX, unless the text reads
 * better without (`<T>value` is a type assertion in `.ts`, a tag in `.tsx`).
 */
function parse(text: string): ts.SourceFile {
  const withTags = parseAs(text, true);
  const problems = problemsOf(withTags).length;
  if (problems === 0 || !text.includes('<')) return withTags;
  const without = parseAs(text, false);
  return problemsOf(without).length < problems ? without : withTags;
}

function parseAs(text: string, jsx: boolean): ts.SourceFile {
  const ts = compiler();
  const options = { languageVersion: ts.ScriptTarget.Latest, jsDocParsingMode: ts.JSDocParsingMode.ParseNone };
  return ts.createSourceFile(jsx ? 'file.tsx' : 'file.ts', text, options, false, jsx ? ts.ScriptKind.TSX : ts.ScriptKind.TS);
}

type SyntaxProblem = Pick<ts.DiagnosticWithLocation, 'messageText' | 'start' | 'length'>;

/** What the parser could not read; TypeScript keeps it on the tree without saying so in its types. */
function problemsOf(file: ts.SourceFile): readonly SyntaxProblem[] {
  return (file as ts.SourceFile & { readonly parseDiagnostics?: readonly SyntaxProblem[] }).parseDiagnostics ?? [];
}

function decode(bytes: Uint8Array): { text: string; problem: string } {
  const wide = bytes[0] === 0xff && bytes[1] === 0xfe;
  if (wide) return { text: new TextDecoder('utf-16le').decode(bytes), problem: '' };
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), problem: '' };
  } catch {
    return { text: new TextDecoder().decode(bytes), problem: 'The file is not UTF-8; some of its characters are unknown.' };
  }
}

function lineStartsOf(text: string): Int32Array {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return Int32Array.from(starts);
}
