# python: 3.13
type Alias[T = int] = list[T]
class Generic[T = int, *Ts = *tuple[int, ...], **P = [int, str]]: pass
def f[T: str = str](x: T) -> T: pass
