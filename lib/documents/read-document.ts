import { LineCounter, isMap, isNode, isPair, isScalar, parseDocument, type Document } from 'yaml';
import type { z } from 'zod';
import { Failure } from '../failure';
import { allowedKeys, type JsonSchema } from './json-schema';
import { nearest } from './nearest';

/** The message is one sentence: where, which key, what was expected. */
export class DocumentError extends Failure {}

/** What a kind of document is. */
export interface DocumentKind<T> {
  /** As in "cannot be read as a configuration". */
  readonly what: string;
  readonly schema: z.ZodType<T>;
  /** Tells which keys may stand where, for what is said about an unknown one. */
  readonly jsonSchema: () => JsonSchema;
  /** Longer texts are refused: a document is written by people. In UTF-16 code units. */
  readonly maxLength: number;
  /** What a schema cannot say, such as names that must be known. */
  readonly check?: (value: T) => readonly Complaint[];
}

/** What is wrong at a key, as a sentence without its full stop: `expected a class of the library`. */
export interface Complaint {
  readonly path: readonly PropertyKey[];
  readonly sentence: string;
}

/**
 * What a document of people says, checked; null: nothing at all. Throws DocumentError.
 * The text is data: no tag constructs anything, aliases are bounded, and nothing is looked up outside of it.
 */
export function readDocument<T>(text: string, filePath: string, kind: DocumentKind<T>): T | null {
  if (text.length > kind.maxLength) {
    throw new DocumentError(`${filePath}: the file has ${text.length} characters, expected at most ${kind.maxLength}.`);
  }
  const lines = new LineCounter();
  const document = parse(text, filePath, kind.what, lines);
  const value = guard(filePath, kind.what, () => document.toJS({ maxAliasCount: 50 }) as unknown);
  if (value === null || value === undefined) return null;
  const result = kind.schema.safeParse(value, { reportInput: true });
  const schema = result.success ? {} : kind.jsonSchema();
  const problems = result.success
    ? (kind.check?.(result.data) ?? []).map(({ path, sentence }) => ({ line: lineOf(document, lines, path), sentence: `${keyPath(path)}: ${sentence}` }))
    : result.error.issues.map((issue) => problemOf(issue, schema, document, lines));
  if (result.success && problems.length === 0) return result.data;
  // What is missing is often there under a name that is unknown.
  const [first] = problems.sort((a, b) => Number(isMissing(a)) - Number(isMissing(b)) || a.line - b.line);
  const more = problems.length > 1 ? ` (${problems.length - 1} more after it)` : '';
  const sentence = `${first?.sentence ?? `not a valid ${kind.what}`}${more}`;
  throw new DocumentError(`${filePath}:${first?.line ?? 1}: ${sentence}${sentence.endsWith('?') ? '' : '.'}`);
}

function parse(text: string, filePath: string, what: string, lines: LineCounter): Document {
  const document = guard(filePath, what, () => parseDocument(text, { lineCounter: lines, schema: 'core', prettyErrors: false }));
  const [problem] = [...document.errors, ...document.warnings];
  if (problem) {
    const sentence = problem.message.replace(/\s+/g, ' ').replace(/\.$/, '');
    throw new DocumentError(`${filePath}:${lines.linePos(problem.pos[0]).line}: not valid YAML: ${sentence}.`);
  }
  return document;
}

/** Deep nesting overflows the stack of the YAML library, and too many aliases make it throw. */
function guard<T>(filePath: string, what: string, read: () => T): T {
  try {
    return read();
  } catch (cause) {
    const why = cause instanceof RangeError ? 'it is nested too deeply' : 'its aliases expand too far';
    throw new DocumentError(`${filePath}: cannot be read as a ${what} because ${why}.`, { cause });
  }
}

interface Problem {
  line: number;
  /** Without the full stop. */
  sentence: string;
}

function isMissing({ sentence }: Problem): boolean {
  return sentence.includes(': is missing');
}

function problemOf(issue: z.core.$ZodIssue, schema: JsonSchema, document: Document, lines: LineCounter): Problem {
  const place = issue.code === 'unrecognized_keys' ? [...issue.path, issue.keys[0] ?? ''] : issue.path;
  const key = keyPath(place);
  const line = lineOf(document, lines, place);
  if (issue.code === 'unrecognized_keys') {
    const meant = nearest(issue.keys[0] ?? '', allowedKeys(schema, issue.path));
    const expected = meant ? `did you mean ${meant}?` : `expected one of ${allowedKeys(schema, issue.path).join(', ')}`;
    return { line, sentence: `unknown key ${key}, ${expected}` };
  }
  return { line, sentence: `${key || 'the file'}: ${expectationOf(issue, schema)}` };
}

function expectationOf(issue: z.core.$ZodIssue, schema: JsonSchema): string {
  switch (issue.code) {
    case 'invalid_type':
      return issue.message.includes('received undefined') ? `is missing, expected ${typeName(issue.expected)}` : `expected ${typeName(issue.expected)}`;
    case 'invalid_value': {
      const values = issue.values.map(String);
      const meant = typeof issue.input === 'string' ? nearest(issue.input, values) : null;
      return `expected one of ${values.join(', ')}${meant ? ` (did you mean ${meant}?)` : ''}`;
    }
    case 'invalid_key':
      return keyExpectation(issue, allowedKeys(schema, issue.path.slice(0, -1)));
    case 'invalid_union':
      return 'expected a number or a text';
    case 'too_small':
      return issue.origin === 'array' ? 'expected at least one entry' : issue.message;
    case 'too_big':
      return issue.origin === 'array' ? `expected at most ${issue.maximum} entries` : issue.message;
    default:
      return issue.message;
  }
}

/** Keys are either some that are known, or names that a rule describes. */
function keyExpectation(issue: z.core.$ZodIssueInvalidKey, known: readonly string[]): string {
  if (known.length === 0) return issue.issues[0]?.message ?? 'not a valid key';
  const meant = nearest(String(issue.path.at(-1) ?? ''), known);
  return `expected one of ${known.join(', ')} as key${meant ? ` (did you mean ${meant}?)` : ''}`;
}

function typeName(expected: string): string {
  const names: Record<string, string> = { array: 'a list', object: 'keys with values', record: 'keys with values', string: 'a text' };
  return names[expected] ?? `a ${expected}`;
}

/** `phases[1].match.category` */
function keyPath(path: readonly PropertyKey[]): string {
  return path.map((part, index) => (typeof part === 'number' ? `[${part}]` : `${index ? '.' : ''}${String(part)}`)).join('');
}

/** Line of the key that a path ends at, or of its nearest parent that exists. */
function lineOf(document: Document, lines: LineCounter, path: readonly PropertyKey[]): number {
  for (let length = path.length; length > 0; length--) {
    const offset = offsetOf(document, path.slice(0, length));
    if (offset !== null) return lines.linePos(offset).line;
  }
  return 1;
}

function offsetOf(document: Document, path: readonly PropertyKey[]): number | null {
  const last = path[path.length - 1];
  const parent = path.length > 1 ? document.getIn(path.slice(0, -1), true) : document.contents;
  if (isMap(parent)) {
    const pair = parent.items.find((item) => isPair(item) && isScalar(item.key) && String(item.key.value) === String(last));
    if (pair && isNode(pair.key)) return pair.key.range?.[0] ?? null;
  }
  const node = document.getIn(path, true);
  return isNode(node) ? (node.range?.[0] ?? null) : null;
}
