/** What the comparison with CPython does not cover: fields of the facts that no syntax tree has. */
import { describe, expect, test } from 'vitest';
import { listOf, Node } from '../facts';
import { check } from './testing/check-facts';
import { extractExpression, extractPython } from './extract';

function factsOf(source: string) {
  return extractPython(new TextEncoder().encode(source));
}

describe('bindings', () => {
  test('hold from the end of their value, so that `x = f(x)` reads the older x', () => {
    const source = 'x = f(x)\n';
    expect(factsOf(source).bindings[0]?.at).toBe(source.length - 1);
  });

  test('of a comprehension hold from its start, before the element', () => {
    expect(factsOf('y = [x for x in z]\n').bindings[0]).toMatchObject({ kind: 'for', name: 'x', at: 4 });
  });

  test('of `:=` lie outside of the comprehensions around it', () => {
    const { bindings } = factsOf('def f():\n    return [y for x in z if [y := w(x) for v in x]]\n');
    expect(bindings.find(({ kind }) => kind === 'named')).toMatchObject({ kind: 'named', name: 'y', block: 1 });
  });

  test('name their definition or import by row', () => {
    const facts = factsOf('import a.b, c as d\nfrom e import f as g\ndef h(): pass\nclass I: pass\n');
    expect(facts.bindings.map(({ kind, name, row }) => [kind, name, row])).toEqual([
      ['import', 'a', 0],
      ['import', 'd', 1],
      ['import', 'g', 2],
      ['definition', 'h', 1],
      ['definition', 'I', 2],
    ]);
  });

  test('of `except` and of patterns lie in their branch', () => {
    const facts = factsOf('try: pass\nexcept E as e: pass\nmatch x:\n    case [y]: pass\n');
    expect(facts.bindings.map(({ name, block }) => [name, facts.blocks[block]?.kind])).toEqual([
      ['e', 'except'],
      ['y', 'case'],
    ]);
  });
});

describe('scopes', () => {
  test('know whether they yield and where their name stands', () => {
    const facts = factsOf('def f():\n    x = lambda: (yield)\ndef g():\n    yield 1\n');
    expect(facts.scopes.map(({ kind, isGenerator }) => [kind, isGenerator])).toEqual([
      ['module', false],
      ['function', false],
      ['lambda', true],
      ['function', true],
    ]);
    expect(facts.scopes[1]).toMatchObject({ nameStart: 4, nameEnd: 5, start: 0 });
  });

  test('a lambda returns its body', () => {
    const facts = factsOf('f = lambda x: g(x)\n');
    expect(facts.exits).toMatchObject([{ kind: 'return', scope: 1, block: 1 }]);
    expect(facts.nodes.kind[facts.exits[0]?.value ?? 0]).toBe(Node.Call);
  });

  test('the first iterable of a comprehension stands outside, all else inside', () => {
    check('x = [f(y) for y in g(z) if h(y)]\n', `Call 1:5-1:9 f 1  .<comprehension>|module/comprehension
      Call 1:19-1:23 g 1  |module
      Call 1:27-1:31 h 1  .<comprehension>|module/comprehension`);
  });

  test('scopes within an element move into the comprehension', () => {
    const facts = factsOf('x = [lambda: [a for a in b] for c in d]\n');
    expect(facts.scopes.map(({ kind, parent }) => [kind, parent])).toEqual([
      ['module', 0],
      ['lambda', 3],
      ['comprehension', 1],
      ['comprehension', 0],
    ]);
  });
});

describe('texts', () => {
  test('of strings are decoded, of f-strings kept up to the first field', () => {
    const facts = factsOf(String.raw`x = 'a\tb' "c", f"sqlite:///{path}" "z", b'c', 'é', r'\d', '\N{DASH}'` + '\n');
    const texts = [...facts.nodes.kind].flatMap((kind, node) =>
      kind === Node.String || kind === Node.Format ? [facts.names[facts.nodes.a[node] ?? 0]] : [],
    );
    expect(texts).toEqual(['a\tbc', 'sqlite:///', '', 'é', String.raw`\d`, '']);
  });

  test('of long strings are left out', () => {
    const facts = factsOf(`x = '${'a'.repeat(300)}', '${'b'.repeat(301)}'\n`);
    expect(facts.names.filter((name) => name.length >= 300)).toEqual(['a'.repeat(300)]);
  });

  test('markers', () => {
    const facts = factsOf('x = 1  # awaited: exempt[legacy, on purpose]\n#awaited:ignore\n# not awaited: x\n# awaited\n"# awaited: no"\n');
    expect(facts.markers).toEqual([
      { start: 7, text: 'exempt[legacy, on purpose]' },
      { start: 45, text: 'ignore' },
    ]);
  });
});

test('imports keep their dots', () => {
  const facts = factsOf('from . import a\nfrom ...b.c import *\nimport d.e\n');
  expect(facts.imports.map(({ kind, module, name }) => [kind, module, name])).toEqual([
    ['from', '.', 'a'],
    ['star', '...b.c', ''],
    ['module', 'd.e', ''],
  ]);
});

test('a dict of very many constants shares their nodes, and keeps its length', () => {
  const facts = factsOf(`x = {${'"key": 1, '.repeat(50_000)}}\n`);
  expect(facts.nodes.count).toBeLessThan(5000);
  const dict = facts.nodes.kind.indexOf(Node.Dict);
  expect(listOf(facts, facts.nodes.a[dict] ?? 0)).toHaveLength(100_000);
});

describe('the text of an annotation', () => {
  test('gives one expression', () => {
    const facts = extractExpression(' list["Foo"] |\n None ');
    expect(facts.effects).toHaveLength(1);
    expect(facts.nodes.kind[facts.effects[0] ?? 0]).toBe(Node.Union);
    expect(facts.problems).toEqual([]);
  });

  test('that is no expression gives a problem', () => {
    expect(extractExpression('').effects).toEqual([]);
    expect(extractExpression('a b').problems).toHaveLength(1);
    expect(extractExpression('a)').problems).toHaveLength(1);
    expect(extractExpression('Session').effects).toHaveLength(1);
  });
});
