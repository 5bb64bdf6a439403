# python: 3.14
try:
    x
except A, B:
    y
except C, D, E:
    z
try:
    x
except* A, B:
    y
template = t"hello {name!r:>{width}}", T'{x}', rt'\d{x}', tr"{x}", t'{t'{x}'}', t'no fields'
joined = t'{a}' t'{b}'
