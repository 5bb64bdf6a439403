"""Docstring."""
plain = 'a', "b", '''c''', """d
e""", r'\d', b'bytes', rb'\x', Rb"x", BR'x', u'text', U'text'
joined = 'a' "b" 'c'
joined = ('a'
          "b"  # comment
          'c')
mixed = 'a' f'{b}' "c" f'd'
escapes = '\n\t\\\'\"\x41\u00e9\U0001F600\101\0 \d \
continued'
quotes = "it's", 'say "no"', "\"", '\'', "\\", '\\\\'
formats = f'{a}', f'{a!r}', f'{a:>10}', f'{a!r:>{width}.{precision}}', f'{{literal}} {a} {{', f'{a}{b}'
formats = f'no fields', f"{call(x)['key']} {await_}", F'{a}', fr'\d{a}', Rf'{a}\{b}'
formats = f'''{
a}
{ b }''', f"{a,b}", f"{a, *b}", f'{ {1: 2}[1] }', f'{(lambda x: x)(1)}', f"{x!r}" "tail" f"{y}"
formats = f'{a if b else c}', f'{a or b}', f'{x == y}', f'{x != y}', f'{x >= y}', f'{x:=^10}', f'{x=}', f'{x = !r:^20}'
formats = f'{yes}' if f'{no}' else f'{(n := 1)}', f'{x:{y}{z}}', f'{x:%H:%M}', f'{[i for i in xs]}'
'a bare string', 'and another'
'bare'; 'strings'
f'bare {field}'
'bare' % value
'bare'.method()
