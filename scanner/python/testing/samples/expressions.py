# Operators, calls, chains and displays.
total = price * quantity + tax ** -rate // 2 @ matrix
flags = first | second | (third & fourth) ^ ~fifth << 2
either = ready and not done or (later and sooner) or None
both = a and b and c or d and e
chained = low <= value < high != limit
simple = value is not None, value is None, key not in table, key in table, left == right, left >= right
choice = left if test() else middle if other() else right
choice = (left if test else right)(argument)
nested = f(g(h(1)), *args, key=value, **options)(second)[0][1:2, ::3, ...].attribute.method()
spread = print(*a, *b, sep='', **c, **d)
generator = sum(x for x in xs)
generator = any((x for x in xs), )
argument_on_next_line = call(
    first,
    name
    = value,
    other=
        value,
)
walrus = (n := len(items)) + (m := 1)
call(n := 10, key=(m := 2))
subscripts = x[a], x[a, b], x[a,], x[:], x[1:], x[:1], x[::2], x[()], x[a:b, c], x[lambda: 1], x[y := 1]
starred = *a, *b, 1
empty = (), [], {}, ((),), [()]
displays = {1, 2}, {*a, *b}, {1: 2, **rest, 'a': [3]}, [*a, b], (*a,)
one = (1,)
numbers = 0x_ff, 0b1, 0o17, 1_000.5e-3j, .5, 5., 1e10, 1E+5, 10 if 1else 2
unary = -x, +x, ~x, - -x, -x ** -y, not x == y
functions = lambda: 0, lambda x, *a, y=1, **k: (x, y), lambda *, k: k, lambda x=lambda: 1: x, lambda a, /, b: a
parenthesized = ((a)), ((a).b), ((a)(b)), ((a)[b]), (a) + (b), (a) and (b)
attributes = a.b.c, a . b, (a
    .b
    .c()), 1 .real, 1.0.real, "".join
ellipsis = ..., Ellipsis, x[...]
conversion = not not x
long = (
    a  # comment
    + b

    - c
)
continued = a + \
    b
