import { LineCounter, isMap, isNode, isPair, isScalar, parseDocument, type Document } from 'yaml';
import type { z } from 'zod';
import { Failure } from '../failure';
import { effectiveConfig, type Config } from './config';
import { allowedKeys } from './json-schema';
import { nearest } from './nearest';
import { configSchema } from './schema';

/** Longer files are refused: a configuration is written by people. In UTF-16 code units. */
export const MAX_CONFIG_LENGTH = 200_000;

/** The message is one sentence: where, which key, what was expected. */
export class ConfigError extends Failure {}

/**
 * The effective configuration from the text of `awaited.yaml`. Throws ConfigError.
 * The text is data: no tag constructs anything, aliases are bounded, and nothing is looked up outside of it.
 */
export function loadConfig(text: string, filePath: string): Config {
  if (text.length > MAX_CONFIG_LENGTH) {
    throw new ConfigError(`${filePath}: the file has ${text.length} characters, expected at most ${MAX_CONFIG_LENGTH}.`);
  }
  const lines = new LineCounter();
  const document = parse(text, filePath, lines);
  const value = plainValue(document, filePath);
  if (value === null || value === undefined) return effectiveConfig({});
  const result = configSchema.safeParse(value, { reportInput: true });
  if (result.success) return effectiveConfig(result.data);
  const problems = result.error.issues.map((issue) => problemOf(issue, document, lines));
  const [first] = problems.sort((a, b) => a.line - b.line);
  const more = problems.length > 1 ? ` (${problems.length - 1} more after it)` : '';
  const sentence = `${first?.sentence ?? 'not a valid configuration'}${more}`;
  throw new ConfigError(`${filePath}:${first?.line ?? 1}: ${sentence}${sentence.endsWith('?') ? '' : '.'}`);
}

function parse(text: string, filePath: string, lines: LineCounter): Document {
  const document = guard(filePath, () => parseDocument(text, { lineCounter: lines, schema: 'core', prettyErrors: false }));
  const [problem] = [...document.errors, ...document.warnings];
  if (problem) {
    const sentence = problem.message.replace(/\s+/g, ' ').replace(/\.$/, '');
    throw new ConfigError(`${filePath}:${lines.linePos(problem.pos[0]).line}: not valid YAML: ${sentence}.`);
  }
  return document;
}

function plainValue(document: Document, filePath: string): unknown {
  return guard(filePath, () => document.toJS({ maxAliasCount: 50 }) as unknown);
}

/** Deep nesting overflows the stack of the YAML library, and too many aliases make it throw. */
function guard<T>(filePath: string, read: () => T): T {
  try {
    return read();
  } catch (cause) {
    const why = cause instanceof RangeError ? 'it is nested too deeply' : 'its aliases expand too far';
    throw new ConfigError(`${filePath}: cannot be read as a configuration because ${why}.`, { cause });
  }
}

interface Problem {
  line: number;
  /** Without the full stop. */
  sentence: string;
}

function problemOf(issue: z.core.$ZodIssue, document: Document, lines: LineCounter): Problem {
  const place = issue.code === 'unrecognized_keys' ? [...issue.path, issue.keys[0] ?? ''] : issue.path;
  const key = keyPath(place);
  const line = lineOf(document, lines, place);
  if (issue.code === 'unrecognized_keys') {
    const meant = nearest(issue.keys[0] ?? '', allowedKeys(issue.path));
    const expected = meant ? `did you mean ${meant}?` : `expected one of ${allowedKeys(issue.path).join(', ')}`;
    return { line, sentence: `unknown key ${key}, ${expected}` };
  }
  return { line, sentence: `${key || 'the file'}: ${expectationOf(issue)}` };
}

function expectationOf(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      return issue.message.includes('received undefined') ? `is missing, expected ${typeName(issue.expected)}` : `expected ${typeName(issue.expected)}`;
    case 'invalid_value': {
      const values = issue.values.map(String);
      const meant = typeof issue.input === 'string' ? nearest(issue.input, values) : null;
      return `expected one of ${values.join(', ')}${meant ? ` (did you mean ${meant}?)` : ''}`;
    }
    case 'invalid_key':
      return `expected one of ${allowedKeys(issue.path.slice(0, -1)).join(', ') || 'the known keys'} as key`;
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
