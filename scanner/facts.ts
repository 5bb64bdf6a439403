/**
 * The contract between *extract* and *link*: all that linking may know about one source file.
 *
 * Facts are language-neutral and flat. Expressions live in parallel typed arrays (`nodes`), a node is an index into
 * them and 0 means "none"; the few things that are not expressions (scopes, blocks, bindings, imports, exits) are
 * rows of small objects. Facts of one file never mention another file. They travel between threads and rest in the
 * cache in the encoded form of `facts-codec.ts`.
 *
 * Offsets (`start`, `end`, `at`) count UTF-16 code units from the beginning of the text, a byte order mark not
 * counted; `positionOf` turns them into 1-based lines and columns.
 */

/** Rises with every change of meaning or layout: cached facts of another version are extracted anew. */
export const FACTS_VERSION = 3;

export type Language = 'python' | 'typescript';

/**
 * Kinds of expression nodes and what their two fields hold. `name`: index into `FileFacts.names`.
 * `list`: offset into `FileFacts.lists`, read with `listOf`. `node`, `scope`: indices, 0 for none.
 */
export const Node = {
  /** Anything without a meaning of its own (arithmetic, comparison, slice …). a: list of its operands. */
  Opaque: 0,
  /** `session`. a: name */
  Name: 1,
  /** `session.execute`; the node ends where the attribute's name ends. a: object node, b: name */
  Attribute: 2,
  /** `f(x, y=1)`. a: callee node, b: list of argument nodes (Keyword, Starred, DoubleStarred among them) */
  Call: 3,
  /** `await x`. a: node */
  Await: 4,
  /** `x[i]`; several indices come as one Tuple. a: object node, b: index node */
  Subscript: 5,
  /** A string literal of at most `MAX_STRING` code units, concatenated parts joined, escapes decoded where plain. a: name (0: too long, bytes or undecodable) */
  String: 6,
  /** `f"…{x}"`. a: name of the literal text before the first `{` (0: too long), b: list of interpolated nodes */
  Format: 7,
  /** `None`, `True`, `False`, `...` or a number as written. a: name */
  Constant: 8,
  /** a: list */
  Tuple: 9,
  /** a: list */
  List: 10,
  /** a: list */
  Set: 11,
  /** a: list of key, value, key, value …; the key of `**x` is 0 */
  Dict: 12,
  /** `*x`. a: node */
  Starred: 13,
  /** `**x`. a: node */
  DoubleStarred: 14,
  /** `name=value` among arguments. a: name, b: node */
  Keyword: 15,
  /** `x if test else y`. a: list of test, x, y */
  Conditional: 16,
  /** `x and y`. a: left, b: right */
  And: 17,
  /** `x or y`. a: left, b: right */
  Or: 18,
  /** `not x`. a: node */
  Not: 19,
  /** `x | y`. a: left, b: right */
  Union: 20,
  /** a: scope */
  Lambda: 21,
  /** Any comprehension or generator expression; its `for` targets are bindings of its scope. a: scope, b: list of element (dict: key, value), then the conditions */
  Comprehension: 22,
  /** `(x := y)`; also a binding. a: target node, b: value node */
  Named: 23,
  /** `yield x`. a: node or 0 */
  Yield: 24,
  /** `yield from x`. a: node */
  YieldFrom: 25,
  /** `new X(…)` of TypeScript; fields as in Call. */
  New: 26,
  /** A comparison with one operator. a: list of left, right; b: name of the operator (`is`, `is not`, `==`, `in`, `instanceof` …) */
  Compare: 27,
  /** `value as T` of TypeScript. a: value node or 0, b: type node */
  Cast: 28,
  /** A class expression, or the shape `{ id: number }` as a type. a: scope */
  Class: 29,
  /** `typeof value` as a type. a: value node */
  TypeOf: 30,
} as const;
export type NodeKind = (typeof Node)[keyof typeof Node];

/** Longer string literals are kept as String nodes without text. */
export const MAX_STRING = 300;

/** Two bytes for each number where none is larger: files are small, and a project of thousands has millions of numbers. */
export type Numbers = Int32Array | Uint16Array;

/** Expression nodes, column by column; index 0 is unused. Children come before their parents. */
export interface Nodes {
  readonly count: number;
  readonly kind: Uint8Array;
  readonly start: Numbers;
  readonly end: Numbers;
  /** The block the expression stands in (a lambda's body and a comprehension's parts stand in the block of their own scope). */
  readonly block: Numbers;
  readonly a: Numbers;
  readonly b: Numbers;
}

/** `namespace`: a TypeScript namespace, whose names are seen from inside and reached as attributes from outside. */
export type ScopeKind = 'module' | 'class' | 'function' | 'lambda' | 'comprehension' | 'namespace';

/**
 * How a function of a class is reached where the syntax says it: through an instance, through the class (`static`), by
 * being read or by being assigned. Python says it with decorators, so that its functions are all `plain`.
 */
export type Access = 'plain' | 'class' | 'property' | 'setter';

/** Scope 0 is the module. */
export interface Scope {
  readonly kind: ScopeKind;
  /** '' for the module, lambdas and comprehensions. */
  readonly name: string;
  readonly parent: number;
  /** The block that holds the scope's own statements. */
  readonly block: number;
  /** The whole definition, decorators not included (starts at `async`, `def`, `class`). */
  readonly start: number;
  readonly end: number;
  /** The name's own range; both `start` where there is no name. */
  readonly nameStart: number;
  readonly nameEnd: number;
  readonly isAsync: boolean;
  /** Holds a `yield` of its own. */
  readonly isGenerator: boolean;
  readonly access: Access;
  /** Expression nodes after `@`, outermost first. */
  readonly decorators: readonly number[];
  /** A function directly in a class has its receiver first: `self`, or the `this` that TypeScript leaves unwritten. */
  readonly parameters: readonly Parameter[];
  /** Return annotation of a function, node or 0. */
  readonly returns: number;
  /** Arguments of a `class` statement: base expressions and Keyword nodes. */
  readonly bases: readonly number[];
  readonly typeParameters: readonly string[];
  /** What each of these extends, in TypeScript: node or 0. */
  readonly bounds: readonly number[];
}

export type ParameterKind = 'positional-only' | 'positional' | 'variadic' | 'keyword-only' | 'keywords';

export interface Parameter {
  readonly name: string;
  readonly kind: ParameterKind;
  readonly annotation: number;
  readonly default: number;
  /** The name's range. */
  readonly start: number;
  readonly end: number;
  /** Expression nodes after `@`, in TypeScript. */
  readonly decorators: readonly number[];
}

export type BlockKind =
  | 'module'
  | 'class'
  | 'function'
  | 'lambda'
  | 'comprehension'
  | 'if'
  | 'else'
  | 'loop'
  | 'with'
  | 'try'
  | 'except'
  | 'finally'
  | 'case'
  /** `{ … }` by itself, in TypeScript */
  | 'block';

/** A run of statements. Block 0 is the module's. Blocks nest; together with order they give a simple control flow. */
export interface Block {
  readonly kind: BlockKind;
  /** Enclosing block; −1 for the module's. */
  readonly parent: number;
  readonly scope: number;
  readonly start: number;
  readonly end: number;
  /** The same number for all branches of one statement: `if`/`elif`/`else`, `try`/`except`/`else`/`finally`, the cases of a `match`. */
  readonly statement: number;
  /** Condition of an `if`, `elif` or `while` block, iterable of a `for`, else 0. */
  readonly guard: number;
  /** The block always leaves: its last statement is return, raise, continue or break. */
  readonly exits: boolean;
}

export type BindingKind =
  | 'assign'
  | 'augmented'
  /** `x: T` without a value */
  | 'declare'
  | 'with'
  | 'for'
  | 'import'
  /** `def` or `class`; `scope` says which */
  | 'definition'
  | 'except'
  | 'named'
  | 'global'
  | 'nonlocal'
  /** name bound by a `match` pattern; no value known */
  | 'capture'
  /** `type X = …` */
  | 'type-alias';

/** An index, −1 for a rest, or the name of a property. */
export type PathPart = number | string;

/** One name, attribute or item that is given a value. `a, (b, c) = x` gives three bindings. Parameters are not bindings. */
export interface Binding {
  readonly kind: BindingKind;
  /** Bound name; '' where the target is an attribute or an item. */
  readonly name: string;
  /** Target node (Name, Attribute, Subscript); 0 for imports, definitions, except, global and nonlocal. */
  readonly target: number;
  readonly block: number;
  /**
   * The block whose variable it is, from which outwards the name is not seen: that of the scope in Python, the braces
   * around `let` and `const` in TypeScript, which may belong to a function further out than the binding.
   */
  readonly home: number;
  /** Offset from which the name holds the value: the end of the statement's value (so that `x = f(x)` reads the older x). */
  readonly at: number;
  /** Assigned expression, context expression of `with`, iterable of `for`, class of `except`; 0 for none. */
  readonly value: number;
  readonly annotation: number;
  /**
   * Place within the value: `[1]` for `b` in `a, b = x`, `['orders', 0]` for `b` in `{ orders: [b] } = x`; −1 in it for
   * a starred part; empty for a plain target.
   */
  readonly path: readonly PathPart[];
  /** `async with`, `async for`. */
  readonly isAsync: boolean;
  /** Scope of a definition, row of an import; −1 otherwise. */
  readonly row: number;
}

/** `with a as b, c:` gives two. */
export interface WithItem {
  readonly isAsync: boolean;
  readonly context: number;
  readonly target: number;
  readonly block: number;
  readonly body: number;
  readonly start: number;
}

export interface Import {
  /** `module`: `import a.b [as x]`; `from`: `from a import b [as x]`; `star`: `from a import *`. */
  readonly kind: 'module' | 'from' | 'star';
  /** Module as written, leading dots kept: `..models.base`. TypeScript: the specifier. */
  readonly module: string;
  /** Imported name; '' for `module` and `star`. TypeScript: `default` for a default import, `export=` for `require('x')` as a whole. */
  readonly name: string;
  /** Local name after `as`; '' where there is none. */
  readonly alias: string;
  readonly block: number;
  readonly start: number;
  readonly end: number;
}

/** Where a function hands a value out, and `assert`, which narrows. Yields are nodes. */
export interface Exit {
  readonly kind: 'return' | 'raise' | 'assert';
  readonly scope: number;
  readonly block: number;
  readonly value: number;
  readonly start: number;
}

/** A comment addressed to Awaited: `# awaited: exempt[reason]`. */
export interface Marker {
  readonly start: number;
  /** What follows `awaited:`, trimmed. */
  readonly text: string;
}

/** What could not be read, in words; everything around it was. */
export interface Problem {
  readonly message: string;
  readonly start: number;
  readonly end: number;
}

export interface FileFacts {
  readonly language: Language;
  /** Interned names, strings and operators; index 0 is ''. Identifiers are NFKC-normalized. */
  readonly names: readonly string[];
  /** Offset at which each line starts; line n (1-based) starts at `lineStarts[n - 1]`. */
  readonly lineStarts: Int32Array;
  readonly length: number;
  readonly nodes: Nodes;
  /** Lists of numbers: a length, then so many entries. Offset 0 is the empty list. */
  readonly lists: Int32Array;
  readonly scopes: readonly Scope[];
  readonly blocks: readonly Block[];
  readonly bindings: readonly Binding[];
  readonly withItems: readonly WithItem[];
  readonly imports: readonly Import[];
  readonly exits: readonly Exit[];
  /** Root nodes of expression statements, whose value nobody takes. */
  readonly effects: readonly number[];
  /** Names that other files may import; empty where all are, as in Python and CommonJS. */
  readonly exports: readonly string[];
  readonly markers: readonly Marker[];
  readonly problems: readonly Problem[];
}

/** The entries of a list, without a copy. */
export function listOf(facts: FileFacts, list: number): Int32Array {
  return facts.lists.subarray(list + 1, list + 1 + (facts.lists[list] ?? 0));
}

export interface Position {
  /** 1-based. */
  readonly line: number;
  /** 1-based, in UTF-16 code units. */
  readonly column: number;
}

export function positionOf(facts: FileFacts, offset: number): Position {
  const starts = facts.lineStarts;
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return { line: low + 1, column: offset - (starts[low] ?? 0) + 1 };
}
