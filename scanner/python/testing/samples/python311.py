# python: 3.11
try:
    x
except* A as group:
    y
except* (B, C):
    z
def f(*args: *Ts): pass
a[*b]
a[*b, c]
a[b, *c]
