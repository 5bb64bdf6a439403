import { describe, expect, test } from 'vitest';
import { factsProblem } from '../testing/facts-problem';
import { extractPython } from './extract';
import { check } from './testing/check-facts';

describe('around what cannot be read', () => {
  test('a forgotten bracket ends where the next statement begins', () => {
    check(
      'total = price(order\ndef ship(order):\n    return pack(order)\n',
      `problem 1 The bracket is never closed.
       Call 1:8-1:19 price 1  |module
       Call 3:11-3:22 pack 1  .ship|module/function
       function 2:0-3:22 ship positional:order:none:none 0  none  |module`,
    );
  });

  test('a forgotten comma loses no argument', () => {
    check(
      'total = price(order tax(order), discount())\nship()\n',
      `problem 1 \`tax\` does not fit here.
       Call 1:8-1:43 price 3  |module
       Call 1:20-1:30 tax 1  |module
       Call 1:32-1:42 discount 0  |module
       Call 2:0-2:6 ship 0  |module`,
    );
  });

  test('a header without its colon, or with a bracket left open, still has a body', () => {
    check('if ready\n    ship()\n', 'problem 1 `:` is missing before the end of the line.\nblock module/if 1:3 0');
    check('def ship(order:\n    pack()\n', 'problem 1 The bracket is never closed.\nblock module/function none 0');
    check('class Order(Base:\n    pass\n', 'problem 1 The bracket is never closed.\nblock module/class none 0');
  });

  test('an unclosed string ends with its line', () => {
    check("name = 'order\nship()\n", 'problem 1 The string is not closed.\nCall 2:0-2:6 ship 0  |module');
  });

  test('a stray triple quote does not swallow the file', () => {
    check(
      'def first():\n    total = pr"""ice\n\ndef second():\n    """Ships."""\n    ship()\n',
      `problem 2 \`"""ice\` does not fit here.
       Call 6:4-6:10 ship 0  .second|module/function`,
    );
    check('x = """never closed\nship()\n', 'problem 1 The string is not closed.\nCall 2:0-2:6 ship 0  |module');
    check(
      'def first():\n    """Has """quotes inside.\n    """\n\ndef second():\n    """Ships."""\n    ship()\n',
      'problem 2 The string is closed too early.\nCall 7:4-7:10 ship 0  .second|module/function',
    );
  });

  test('indentation that slipped is told once and read through', () => {
    check('def a():\n    b()\n     c()\n    d()\n', `problem 3 Unexpected indentation.
      Call 2:4-2:7 b 0  .a|module/function
      Call 3:5-3:8 c 0  .a|module/function
      Call 4:4-4:7 d 0  .a|module/function`);
    check('def a():\n    b()\n   c()\n    d()\n', `problem 3 The indentation matches no block around it.
      Call 2:4-2:7 b 0  .a|module/function
      Call 3:3-3:6 c 0  .a|module/function
      Call 4:4-4:7 d 0  .a|module/function`);
  });

  test('Python 2', () => {
    check(
      'print "sold", order.total()\nexec code in scope()\ntry:\n    pass\nexcept Error, error:\n    raise Error, "x"\nx = `y`\nif a <> b: ship()\n',
      `problem 1 \`"sold"\` does not fit here.
       problem 2 \`code\` does not fit here.
       problem 6 \`,\` does not fit here.
       problem 7 An expression is missing here.
       Call 1:14-1:27 order.total 0  |module
       Call 2:13-2:20 scope 0  |module
       Call 8:11-8:17 ship 0  |module/if`,
    );
  });

  test('a branch whose beginning got lost keeps its body', () => {
    check('else:\n    ship()\n', 'problem 1 Nothing before belongs to `else`.\nCall 2:4-2:10 ship 0  |module/else');
  });

  test('f-strings', () => {
    check('x = f"{order.total("\nship()\n', 'problem 1 The string is not closed.\nCall 2:0-2:6 ship 0  |module\nCall 1:7-1:20 order.total 1  |module');
    check('x = f"{a b()} {c()}"\nship()\n', `problem 1 The expression in the f-string cannot be read.
      Call 1:15-1:18 c 0  |module
      Call 2:0-2:6 ship 0  |module`);
    check("x = f'{a'\nship()\n", "problem 1 The string is not closed.\nCall 2:0-2:6 ship 0  |module");
  });

  test('a file of rubbish tells a hundred problems at most', () => {
    expect(check('', '').problems).toEqual([]);
    const facts = check(')\n'.repeat(100), 'problem 1 `)` cannot begin a statement.\n'.concat(
      Array.from({ length: 99 }, (_, line) => `problem ${line + 2} \`)\` cannot begin a statement.`).join('\n'),
    ));
    expect(facts.problems).toHaveLength(100);
  });

  test('an empty bracket holds nothing of what was read before', () => {
    extractPython(new TextEncoder().encode('ship(order, price(order))\n'));
    // The `and` makes the rest of the line be read without grammar.
    const { nodes, names } = extractPython(new TextEncoder().encode('and orders[\n'));
    expect(nodes.count).toBe(3);
    expect([names[nodes.a[1] ?? 0], nodes.a[2], nodes.b[2]]).toEqual(['orders', 1, 0]);
  });

  test('a name comes once, also before and after a lone quote', () => {
    const { names } = extractPython(new TextEncoder().encode("subtotal = '\nsurcharge = subtotal\n"));
    expect(names.filter((name) => name === 'subtotal')).toHaveLength(1);
  });

  test('a string that is cut off within a character ends with an unknown one', () => {
    const { names } = extractPython(new TextEncoder().encode("ship order '''a𝄞'\nb'''\n"));
    expect(names).toContain('a\ufffd');
  });

  test('an index that cannot be read ends behind its beginning', () => {
    expect(factsProblem(extractPython(new TextEncoder().encode("orders[ @ first, second]\n")))).toBe(null);
  });
});
