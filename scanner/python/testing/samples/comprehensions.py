a = [x for x in xs]
b = {x for x in xs if x if y}
c = {k: v for k, v in items.items() if v}
d = (x for x in xs for y in x.ys if y.z for z in y)
e = [[f(x, y) for y in g(x)] for x in h(xs)]
f = [lambda: x for x in xs]
g = [(lambda y: [z for z in y])(x) for x in xs]
h = sum(f(x) for x in xs if (y := x))
i = f(x for x in xs)(y for y in ys)
k = {**a, 'b': [x for x in xs]}
m = [x for x, in xs]
n = [x for (x, (y, *z)) in xs]
o = [x for x.y in xs]
p = [x for x in a or ys]
q = [x if x else y for x in xs]
r = [*a, *[x for x in xs]]
s = {f'{x}': f'{y}' for x, y in zs}
t = [i for i in range(5) if (j := i) for k in range(j)]
class A:
    y = [x for x in z]
    z = (lambda: [w for w in y])()
