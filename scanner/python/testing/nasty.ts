/** Inputs made to hurt the parser, for tests and for the benchmark. */

type Source = (n: number) => string;

/** Each with how many calls are to be found among `n`. */
export const NASTY: Readonly<Record<string, readonly [Source, (n: number) => number]>> = {
  parentheses: [(n) => `x = ${'('.repeat(n)}f()${')'.repeat(n)}`, () => 1],
  lists: [(n) => `x = ${'['.repeat(n)}f()${']'.repeat(n)}`, () => 1],
  dicts: [(n) => `x = ${'{1:'.repeat(n)}f()${'}'.repeat(n)}`, () => 1],
  calls: [(n) => `x = ${'f('.repeat(n)}${')'.repeat(n)}`, (n) => n],
  'open parentheses': [(n) => `x = ${'('.repeat(n)}`, () => 0],
  'closing parentheses': [(n) => ')'.repeat(n), () => 0],
  attributes: [(n) => `x${'.a'.repeat(n)}`, () => 0],
  'chained calls': [(n) => `x${'.a()'.repeat(n)}`, (n) => n],
  sums: [(n) => `x = y${'+f()'.repeat(n)}`, (n) => n],
  powers: [(n) => `x = y${'**f()'.repeat(n)}`, (n) => n],
  conjunctions: [(n) => `x = y${' and f()'.repeat(n)}`, (n) => n],
  unions: [(n) => `x = y${'|f()'.repeat(n)}`, (n) => n],
  comparisons: [(n) => `x = y${'<f()'.repeat(n)}`, (n) => n],
  conditionals: [(n) => `x = ${'a if f() else '.repeat(n)}b`, (n) => n],
  negations: [(n) => `x = ${'not '.repeat(n)}f()`, () => 1],
  signs: [(n) => `x = ${'-'.repeat(n)}f()`, () => 1],
  awaits: [(n) => `x = ${'await '.repeat(n)}f()`, () => 1],
  lambdas: [(n) => `x = ${'lambda: '.repeat(n)}f()`, () => 1],
  assignments: [(n) => `${'x = '.repeat(n)}f()`, () => 1],
  elifs: [(n) => `if f():\n  f()\n${'elif f():\n  f()\n'.repeat(n)}`, (n) => 2 * n + 2],
  indentation: [(n) => Array.from({ length: n / 10 }, (_, i) => `${' '.repeat(i)}if f():`).join('\n'), (n) => n / 10],
  'f-strings': [(n) => `x = ${'f"{'.repeat(n)}x${'}"'.repeat(n)}`, () => 0],
  fields: [(n) => `x = f'${'{f()}'.repeat(n)}'`, (n) => n],
  comprehensions: [(n) => `x = ${'['.repeat(n)}f()${' for x in f()]'.repeat(n)}`, (n) => n + 1],
  decorators: [(n) => `${'@f()\n'.repeat(n)}class A: pass`, (n) => n],
  patterns: [(n) => `match x:\n case ${'['.repeat(n)}a${']'.repeat(n)}:\n  pass`, () => 0],
  'never closed calls': [(n) => 'x = f(a\n'.repeat(n), (n) => n],
  'stray quotes': [(n) => `${"x = f('''\n".repeat(n)}\\`, (n) => n / 2],
  'a long name': [(n) => `x = ${'a'.repeat(n)}()`, () => 1],
  'a long number': [(n) => `x = f(${'1'.repeat(n)})`, () => 1],
  'a long string': [(n) => `x = f("${'a'.repeat(n)}")`, () => 1],
  'a huge list': [(n) => `x = [${'f(), '.repeat(n)}]`, (n) => n],
  'a huge dictionary': [(n) => `x = {${'"a": f(), '.repeat(n)}}`, (n) => n],
  'strings that never end': [(n) => 'x = f("a\n'.repeat(n), (n) => n / 2],
  'indentation that goes in and out': [(n) => `if f():\n a()\n${'    '.repeat(20)}b()\n`.repeat(n), (n) => n],
  slashes: [(n) => `def g(${'a, /, '.repeat(n)}): pass`, () => 0],
};

