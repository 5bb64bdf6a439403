import functools

@decorator
def plain(): pass

@first.second(1, key=2)
@(lambda f: f)
@table[0].x
async def everything(a, b: int, /, c: str = 'x', *args: int, d, e: float = 1.0, **kwargs: dict) -> Optional["Result"]:
    """Docstring."""
    return await something(a, b)

def bare_star(a, *, b=1, c): return a; 
def only_star(*, a): ...
def defaults(a=1, b=(2, 3), *, c=lambda x=1: x): yield a
def generator():
    x = yield
    y = yield x, 1
    z = yield from generator()
    await_ = [(yield)]
    return (yield z)

def nested():
    def inner():
        def innermost(): return 1
        return innermost
    class Local(Base, metaclass=Meta, **options):
        x: int
        y: str = 'y'
        def method(self): return self
        async def other(self, *args): pass
        @property
        def value(self): pass
    return inner, Local

class Empty: pass
class Parenthesized(): pass
class Generic(Base[T], other.Base): """Docstring."""

if True:
    def conditional(): pass
else:
    def conditional(): return 1
# A comment between a decorator and what it decorates.
@decorator

# comment
def spaced(): pass
def end(): pass  # no line break behind this