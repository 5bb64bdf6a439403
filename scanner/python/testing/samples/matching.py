match command.split():
    case [action]:
        pass
    case [action, obj] | (action, obj, _):
        act(action)
    case Point(x=0, y=yy) as point if point.ok():
        return_ = point
    case module.Class(a, b.c, key=[1, *rest]):
        pass
    case {'key': value, 1: other, module.CONST: third, **rest}:
        pass
    case {}: pass
    case []: pass
    case (): pass
    case (single,): pass
    case (grouped): pass
    case 1 | -1 | 1.5 | 1 + 2j | -3 - 4j: pass
    case 'a' | "b" 'c' | b'd': pass
    case None | True | False: pass
    case str() | int(): pass
    case first, *_: pass
    case *all_, last: pass
    case a.b.c: pass
    case _: pass
match x, y:
    case 1, 2: pass
match *a, b:
    case _: pass
match (x):
    case 1: pass
match [x]:
    case 1: pass
match -x:
    case 1: pass
match not x:
    case 1: pass
match x if y else z:
    case 1: pass
match await_:
    case match: pass
    case case: pass
match match:
    case case if case: pass
match {'a': 1}:
    case {'a': a}: pass
def f():
    match x:
        case 1:
            return 1
        case 2:
            match y:
                case 3: raise E
                case _: break_
    return 2
