# python: 3.12
type Alias = int
type Pair[T] = tuple[T, T]
type Complex[T: int, *Ts, **P] = Callable[P, T]
def generic[T: (int, str), *Ts, **P](x: T, *args: *Ts) -> T: return x
async def agen[T](x: T): yield x
class Generic[T: Base](Other[T], metaclass=Meta): pass
class Plain[T]: pass
formats = f"{x["key"]}", f'{f'{f'{deep}'}'}', f"{'\n'.join(xs)}", f"{
    x  # a comment
    + y
}", f"{x!r:{'>'}10}", f'{x:{'a' 'b'}}', f"{'}'}", f"{"{"}"
formats = f'\N{EM DASH}{x}', f'{x:\n}', f"a\{x}", f"{lambda_:1}", f'{(lambda: 1)()}', f"{x:=5}", f"{x=:>5}", f"{*a, *b}"
type = 1
type (x)
type[x] = 1
type.x = 2
