from __future__ import annotations
import a, b.c, d.e.f as g, h as i
from . import j
from .. import k as l
from ...m.n import (o, p as q,
                    r,)
from .... import deep
from s import *
from t.u import v, w as x
global_name = 1; other = 2
a = b = c, d = 1, 2
x: int; y: str = 'a'; self.z: List[int] = []; table[0]: int = 1; (w): int = 3
x += 1; self.y -= f(2); t[0] *= 3; u @= v; w //= 2; x **= 2; y >>= 1; z <<= 1; a &= b; a |= b; a ^= b; a %= b; a /= b
a, self.b, t[0], (c, [d, *e]), *f = values
[a, b] = c
(a) = 1
del a, b[0], c.d, (e, f)
assert x, 'message'
assert isinstance(x, int)

def control(items):
    global global_name, other
    for index, (key, value) in enumerate(items):
        if not key: continue
        elif value: break
        elif other():
            pass
        else:
            return
    else:
        raise ValueError('none') from None
    for x in *a, *b: pass
    for self.x in y: pass
    for x[0], y.z in pairs: pass
    while (line := read()):
        process(line)
    else:
        done()
    try:
        risky()
    except (A, B) as error:
        raise
    except C:
        raise D(error) from error
    except:
        pass
    else:
        return 1
    finally:
        close()
    try: x
    finally: y
    with open(a) as f, lock: pass
    with a.b() as (x, y), c as d[0], e as f.g: pass
    with (a): pass
    with (a, b): pass
    with (a, b) as c: pass
    with (a as b): pass
    with (a as b, c as d,): pass
    with (a), (b): pass
    with (a or b).c: pass
    with (yield): pass
    with (x for x in y): pass
    with (a := b): pass
    with (a, *b): pass
    with (open(a)
          as f): pass
    def inner():
        nonlocal items
        return
    if a:
        if b:
            x
        else:
            y
    else:
        if c:
            z
    return items

async def asynchronous():
    async with a as b, c: await d
    async for x in y:
        await x
    else:
        pass
    async with (a as b, c as d): pass
    result = [await x async for x in y if await z] + [x for x in await y]
    await (await a).b()
    return await asyncio.gather(*[f(x) for x in y])

match = 1; case = 2; type = 3; _ = 4; print = 5
match.x = case[0]; type(x).y = 1; match(x); match[x]; type (x); match * x; match, case; match: int; case: int = 1
print >> x, y
if x: pass
elif y: pass
if x:
  pass
# dedented comment
  pass
else: pass
