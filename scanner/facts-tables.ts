/**
 * The rows of `FileFacts` as they are kept: tables of numbers, one row after the other, strings as indices into
 * `names`. Builders fill them, the codec writes and reads them, `facts-rows.ts` shows them as objects.
 */
import type { Access, BindingKind, BlockKind, Exit, Import, Language, Nodes, ParameterKind, ScopeKind } from './facts';
import type { Texts } from './text-list';

export interface FactTables {
  readonly language: Language;
  readonly length: number;
  readonly names: Texts;
  readonly lineStarts: Int32Array;
  readonly nodes: Nodes;
  readonly lists: Int32Array;
  readonly scopes: Int32Array;
  readonly parameters: Int32Array;
  readonly blocks: Int32Array;
  readonly bindings: Int32Array;
  readonly withItems: Int32Array;
  readonly imports: Int32Array;
  readonly exits: Int32Array;
  readonly effects: Int32Array;
  /** Names. */
  readonly exports: Int32Array;
  readonly markers: Int32Array;
  readonly problems: Int32Array;
}

/** Numbers stand for the words of the contract by position; only ever append (or raise FACTS_VERSION). */
export const LANGUAGES: readonly Language[] = ['python', 'typescript'];
export const SCOPE_KINDS: readonly ScopeKind[] = ['module', 'class', 'function', 'lambda', 'comprehension', 'namespace'];
export const ACCESSES: readonly Access[] = ['plain', 'class', 'property', 'setter'];
export const PARAMETER_KINDS: readonly ParameterKind[] = [
  'positional-only',
  'positional',
  'variadic',
  'keyword-only',
  'keywords',
];
export const BLOCK_KINDS: readonly BlockKind[] = [
  'module',
  'class',
  'function',
  'lambda',
  'comprehension',
  'if',
  'else',
  'loop',
  'with',
  'try',
  'except',
  'finally',
  'case',
  'block',
];
export const BINDING_KINDS: readonly BindingKind[] = [
  'assign',
  'augmented',
  'declare',
  'with',
  'for',
  'import',
  'definition',
  'except',
  'named',
  'global',
  'nonlocal',
  'capture',
  'type-alias',
];
export const IMPORT_KINDS: readonly Import['kind'][] = ['module', 'from', 'star'];
export const EXIT_KINDS: readonly Exit['kind'][] = ['return', 'raise', 'assert'];

/** Column of each field in its table; `width` is the length of a row. Lists are offsets into `lists`. */
export const ScopeRow = {
  kind: 0,
  name: 1,
  parent: 2,
  block: 3,
  start: 4,
  end: 5,
  nameStart: 6,
  nameEnd: 7,
  isAsync: 8,
  isGenerator: 9,
  decorators: 10,
  /** List of rows of the parameter table. */
  parameters: 11,
  returns: 12,
  bases: 13,
  /** List of names. */
  typeParameters: 14,
  access: 15,
  bounds: 16,
  width: 17,
} as const;
export const ParameterRow = { name: 0, kind: 1, annotation: 2, default: 3, start: 4, end: 5, decorators: 6, width: 7 } as const;
export const BlockRow = {
  kind: 0,
  parent: 1,
  scope: 2,
  start: 3,
  end: 4,
  statement: 5,
  guard: 6,
  exits: 7,
  width: 8,
} as const;
export const BindingRow = {
  kind: 0,
  name: 1,
  target: 2,
  block: 3,
  at: 4,
  value: 5,
  annotation: 6,
  /** List of indices and −1; the name n of a property as −2 − n. */
  path: 7,
  isAsync: 8,
  row: 9,
  /** 1 more than the block; 0 for the block of the binding's own scope. */
  home: 10,
  width: 11,
} as const;
export const WithRow = { isAsync: 0, context: 1, target: 2, block: 3, body: 4, start: 5, width: 6 } as const;
export const ImportRow = { kind: 0, module: 1, name: 2, alias: 3, block: 4, start: 5, end: 6, width: 7 } as const;
export const ExitRow = { kind: 0, scope: 1, block: 2, value: 3, start: 4, width: 5 } as const;
export const MarkerRow = { start: 0, text: 1, width: 2 } as const;
export const ProblemRow = { message: 0, start: 1, end: 2, width: 3 } as const;
