"""What CPython's own parser says of Python files, in the lines that describe-facts.ts writes of our facts.

    reference.py LIST        for each path in the file LIST (NUL between them): a digest of its lines
    reference.py --dump F    the lines themselves
    --exact                  places inside f-strings too (CPython tells them right from 3.12 on)
"""

import ast
import re
import sys
import tokenize
import warnings
import zlib

MAX_STRING = 300
MOST_CONSTANTS = 2000
LINE = re.compile(r"\r\n|\r|\n")
OPERATORS = {
    "Eq": "==", "NotEq": "!=", "Lt": "<", "LtE": "<=", "Gt": ">", "GtE": ">=",
    "Is": "is", "IsNot": "is not", "In": "in", "NotIn": "not in",
}
NAMED_CHARACTER = re.compile(rb"(?<!\\)(?:\\\\)*\\N\{")


class Describer(ast.NodeVisitor):
    def __init__(self, text, exact):
        self.lines = LINE.split(text)
        self.bytes = {}
        self.exact = exact
        self.out = []
        self.scopes = []
        self.blocks = ["module"]
        self.format = 0
        self.constants = 0

    # Places: 1-based line, 0-based column in UTF-16 code units.
    def column(self, line, column):
        text = self.lines[line - 1]
        if text.isascii():
            return column
        known = self.bytes.get(line)
        if known is None:
            known = self.bytes[line] = text.encode("utf-8")
        return len(known[:column].decode("utf-8").encode("utf-16-le")) // 2

    def start(self, node):
        if node is None:
            return "none"
        if self.format and not self.exact:
            return "format"
        return f"{node.lineno}:{self.column(node.lineno, node.col_offset)}"

    def range(self, node):
        if self.format and not self.exact:
            return "format"
        return f"{self.start(node)}-{node.end_lineno}:{self.column(node.end_lineno, node.end_col_offset)}"

    def add(self, *parts):
        self.out.append(" ".join(str(part) for part in parts))

    def where(self):
        return ".".join(self.scopes) + "|" + "/".join(self.blocks)

    # Expressions
    def visit_Name(self, node):
        self.add("Name", self.range(node), node.id, self.where())

    def visit_Attribute(self, node):
        self.visit(node.value)
        self.add("Attribute", self.range(node), node.attr)

    def visit_Call(self, node):
        self.generic_visit(node)
        names = ",".join(k.arg or "**" for k in node.keywords)
        for keyword in node.keywords:
            if keyword.arg:
                self.add("Keyword", self.start(keyword), keyword.arg, self.start(keyword.value))
        self.add("Call", self.range(node), chain(node.func), len(node.args), names, self.where())

    def visit_Await(self, node):
        self.generic_visit(node)
        self.add("Await", self.range(node), self.where())

    def visit_Subscript(self, node):
        self.generic_visit(node)
        self.add("Subscript", self.range(node))

    def visit_Constant(self, node):
        value = node.value
        if isinstance(value, str):
            self.constants += 1
            short = len(value.encode("utf-16-le", "surrogatepass")) // 2 <= MAX_STRING
            if not short or self.names_characters(node) or any(0xD800 <= ord(c) < 0xE000 for c in value):
                value = ""
            self.add("String", self.range(node), repr_text(value))
        elif isinstance(value, bytes):
            self.constants += 1
            self.add("String", self.range(node), "")
        elif value is None or value is True or value is False or value is ...:
            self.add("Constant", self.range(node), "..." if value is ... else value)
        else:
            self.constants += 1

    def names_characters(self, node):
        """Only Python knows what `\\N{DASH}` stands for."""
        if self.format:
            return any("\\N{" in line for line in self.lines[node.lineno - 1 : node.end_lineno])
        lines = [line.encode("utf-8") for line in self.lines[node.lineno - 1 : node.end_lineno]]
        lines[-1] = lines[-1][: node.end_col_offset]
        lines[0] = lines[0][node.col_offset :]
        source = b"\n".join(lines)
        return NAMED_CHARACTER.search(source) and b"r" not in source[: source.index(source[-1:])].lower()

    def visit_JoinedStr(self, node):
        if all(isinstance(v, ast.Constant) for v in node.values):
            text = "".join(v.value for v in node.values)
            self.constants += 1
            known = len(text) <= MAX_STRING and not self.names_characters(node)
            self.add("String", self.range(node), repr_text(text) if known else "")
            return
        self.add("Format", self.range(node))
        self.format += 1
        self.visit_fields(node)
        self.format -= 1

    visit_TemplateStr = visit_JoinedStr

    def visit_fields(self, node):
        for value in node.values:
            if not isinstance(value, ast.Constant):
                self.visit(value.value)
                if value.format_spec is not None:
                    self.visit_fields(value.format_spec)

    def visit_Tuple(self, node):
        self.generic_visit(node)
        self.add(type(node).__name__, self.range(node), len(node.elts))

    visit_List = visit_Set = visit_Tuple

    def visit_Dict(self, node):
        self.generic_visit(node)
        self.add("Dict", self.range(node), len(node.values), sum(k is None for k in node.keys))

    def visit_Starred(self, node):
        self.generic_visit(node)
        self.add("Starred", self.range(node))

    def visit_IfExp(self, node):
        self.generic_visit(node)
        self.add("Conditional", self.range(node))

    def visit_BoolOp(self, node):
        self.generic_visit(node)
        for _ in node.values[1:]:
            self.add(type(node.op).__name__, self.start(node))

    def visit_UnaryOp(self, node):
        self.generic_visit(node)
        if isinstance(node.op, ast.Not):
            self.add("Not", self.range(node))

    def visit_BinOp(self, node):
        # Chains of operators nest to the left, deeper than recursion reaches.
        chained = []
        while isinstance(node, ast.BinOp):
            chained.append(node)
            node = node.left
        self.visit(node)
        for operation in reversed(chained):
            self.visit(operation.right)
            if isinstance(operation.op, ast.BitOr):
                self.add("Union", self.range(operation))

    def visit_Compare(self, node):
        self.generic_visit(node)
        if len(node.ops) == 1:
            self.add("Compare", self.range(node), OPERATORS[type(node.ops[0]).__name__])

    def visit_NamedExpr(self, node):
        self.generic_visit(node)
        self.add("Named", self.range(node))
        self.bind("named", node.target, node.value)

    def visit_Yield(self, node):
        self.generic_visit(node)
        self.add("Yield" if isinstance(node, ast.Yield) else "YieldFrom", self.range(node))

    visit_YieldFrom = visit_Yield

    def visit_Lambda(self, node):
        parameters = self.parameters(node.args)
        self.scopes.append("<lambda>")
        self.blocks.append("lambda")
        self.visit(node.body)
        self.blocks.pop()
        self.scopes.pop()
        self.add("Lambda", self.range(node), parameters)

    def visit_comprehension_node(self, node):
        first = node.generators[0]
        self.visit(first.iter)
        self.scopes.append("<comprehension>")
        self.blocks.append("comprehension")
        for child in [node.key, node.value] if isinstance(node, ast.DictComp) else [node.elt]:
            self.visit(child)
        for clause in node.generators:
            self.visit(clause.target)
            if clause is not first:
                self.visit(clause.iter)
            for condition in clause.ifs:
                self.visit(condition)
            self.bind("for", clause.target, clause.iter, is_async=clause.is_async)
        self.blocks.pop()
        self.scopes.pop()
        conditions = sum(len(clause.ifs) for clause in node.generators)
        self.add("Comprehension", self.range(node), conditions + (2 if isinstance(node, ast.DictComp) else 1))

    visit_ListComp = visit_SetComp = visit_DictComp = visit_GeneratorExp = visit_comprehension_node

    # Statements
    def bind(self, kind, target, value=None, annotation=None, is_async=0, path=()):
        if isinstance(target, (ast.Tuple, ast.List)):
            for index, part in enumerate(target.elts):
                if isinstance(part, ast.Starred):
                    self.bind(kind, part.value, value, annotation, is_async, (*path, -1))
                else:
                    self.bind(kind, part, value, annotation, is_async, (*path, index))
            return
        name = target.id if isinstance(target, ast.Name) else ""
        steps = ",".join(map(str, path))
        self.add("bind", kind, name, self.range(target), self.start(value), self.start(annotation), steps, is_async)

    def visit_Assign(self, node):
        self.generic_visit(node)
        for target in node.targets:
            self.bind("assign", target, node.value)

    def visit_AugAssign(self, node):
        self.generic_visit(node)
        self.bind("augmented", node.target, node.value)

    def visit_AnnAssign(self, node):
        self.generic_visit(node)
        self.bind("assign" if node.value else "declare", node.target, node.value, node.annotation)

    def visit_TypeAlias(self, node):
        self.visit(node.name)
        self.type_parameters(node)
        self.visit(node.value)
        self.bind("type-alias", node.name, node.value)

    def visit_For(self, node):
        is_async = int(isinstance(node, ast.AsyncFor))
        self.visit(node.target)
        self.visit(node.iter)
        self.bind("for", node.target, node.iter, is_async=is_async)
        self.body("loop", node.body, node.iter)
        self.body("else", node.orelse)

    visit_AsyncFor = visit_For

    def visit_While(self, node):
        self.visit(node.test)
        self.body("loop", node.body, node.test)
        self.body("else", node.orelse)

    def visit_If(self, node):
        branches = ["if"]
        while True:
            self.visit(node.test)
            self.body("if", node.body, node.test)
            rest = node.orelse
            if len(rest) == 1 and isinstance(rest[0], ast.If) and self.is_elif(rest[0]):
                branches.append("if")
                node = rest[0]
                continue
            break
        if rest:
            branches.append("else")
            self.body("else", rest)
        self.add("branches", ",".join(branches))

    def is_elif(self, node):
        line = self.lines[node.lineno - 1].encode("utf-8")
        return line[node.col_offset :].startswith(b"elif")

    def visit_Try(self, node):
        branches = ["try"]
        self.body("try", node.body)
        for handler in node.handlers:
            branches.append("except")
            if handler.type:
                self.visit(handler.type)
            if handler.name:
                self.add("bind except", handler.name, self.start(handler.type))
            self.body("except", handler.body)
        for kind, body in (("else", node.orelse), ("finally", node.finalbody)):
            if body:
                branches.append(kind)
                self.body(kind, body)
        self.add("branches", ",".join(branches))

    visit_TryStar = visit_Try

    def visit_With(self, node):
        is_async = int(isinstance(node, ast.AsyncWith))
        for item in node.items:
            self.visit(item.context_expr)
            if item.optional_vars:
                self.visit(item.optional_vars)
                self.bind("with", item.optional_vars, item.context_expr, is_async=is_async)
            self.add("with", self.start(item.context_expr), self.start(item.optional_vars), is_async, self.where())
        self.body("with", node.body)

    visit_AsyncWith = visit_With

    def visit_Match(self, node):
        self.visit(node.subject)
        for case in node.cases:
            self.blocks.append("case")
            self.visit(case.pattern)
            if case.guard:
                self.visit(case.guard)
            self.blocks.pop()
            self.body("case", case.body)
        self.add("branches", ",".join("case" for _ in node.cases))

    def visit_MatchAs(self, node):
        self.generic_visit(node)
        if node.name:
            self.add("bind capture", node.name)
            # Its Name node, whose place CPython does not tell.
            self.add("capture", node.name, self.where())

    visit_MatchStar = visit_MatchAs

    def visit_MatchMapping(self, node):
        self.generic_visit(node)
        if node.rest:
            self.add("bind capture", node.rest)
            self.add("capture", node.rest, self.where())

    def visit_MatchSingleton(self, node):
        self.add("Constant", self.range(node), node.value)

    def visit_FunctionDef(self, node):
        for decorator in node.decorator_list:
            self.visit(decorator)
        parameters = self.parameters(node.args)
        if node.returns:
            self.visit(node.returns)
        is_async = int(isinstance(node, ast.AsyncFunctionDef))
        decorators = ",".join(self.start(d) for d in node.decorator_list)
        types = self.type_parameters(node)
        self.add(
            "function", self.range(node), node.name, parameters, is_async, decorators, self.start(node.returns),
            types, self.where(),
        )
        self.add("bind definition", node.name)
        self.scopes.append(node.name)
        self.body("function", node.body)
        self.scopes.pop()

    visit_AsyncFunctionDef = visit_FunctionDef

    def visit_ClassDef(self, node):
        for child in [*node.decorator_list, *node.bases, *(k.value for k in node.keywords)]:
            self.visit(child)
        for keyword in node.keywords:
            if keyword.arg:
                self.add("Keyword", self.start(keyword), keyword.arg, self.start(keyword.value))
        decorators = ",".join(self.start(d) for d in node.decorator_list)
        bases = len(node.bases) + len(node.keywords)
        types = self.type_parameters(node)
        self.add("class", self.range(node), node.name, bases, decorators, types, self.where())
        self.add("bind definition", node.name)
        self.scopes.append(node.name)
        self.body("class", node.body)
        self.scopes.pop()

    def parameters(self, arguments):
        out = []

        def one(kind, argument, default=None):
            if argument.annotation:
                self.visit(argument.annotation)
            if default:
                self.visit(default)
            out.append(f"{kind}:{argument.arg}:{self.start(argument.annotation)}:{self.start(default)}")

        plain = [("positional-only", a) for a in arguments.posonlyargs] + [("positional", a) for a in arguments.args]
        missing = len(plain) - len(arguments.defaults)
        for index, (kind, argument) in enumerate(plain):
            one(kind, argument, arguments.defaults[index - missing] if index >= missing else None)
        if arguments.vararg:
            one("variadic", arguments.vararg)
        for argument, default in zip(arguments.kwonlyargs, arguments.kw_defaults):
            one("keyword-only", argument, default)
        if arguments.kwarg:
            one("keywords", arguments.kwarg)
        return ",".join(out)

    def type_parameters(self, node):
        names = []
        for parameter in getattr(node, "type_params", []):
            names.append(parameter.name)
            for child in (getattr(parameter, "bound", None), getattr(parameter, "default_value", None)):
                if child is not None:
                    self.visit(child)
        return ",".join(names)

    def body(self, kind, statements, guard=None):
        if not statements:
            return
        exits = int(isinstance(statements[-1], (ast.Return, ast.Raise, ast.Break, ast.Continue)))
        self.blocks.append(kind)
        self.add("block", "/".join(self.blocks), self.start(guard), exits)
        for statement in statements:
            self.visit(statement)
        self.blocks.pop()

    def visit_Expr(self, node):
        if isinstance(node.value, ast.Constant) and isinstance(node.value.value, (str, bytes)):
            self.constants += 1
            return
        if isinstance(node.value, ast.JoinedStr) and all(isinstance(v, ast.Constant) for v in node.value.values):
            return
        self.visit(node.value)
        self.add("effect", self.start(node.value), self.where())

    def visit_Return(self, node):
        self.generic_visit(node)
        self.add("exit return", self.start(node), self.start(node.value), self.where())

    def visit_Raise(self, node):
        self.generic_visit(node)
        self.add("exit raise", self.start(node), self.start(node.exc), self.where())

    def visit_Assert(self, node):
        self.generic_visit(node)
        self.add("exit assert", self.start(node), self.start(node.test), self.where())

    def visit_Global(self, node):
        for name in node.names:
            self.add("bind", type(node).__name__.lower(), name)

    visit_Nonlocal = visit_Global

    def visit_Import(self, node):
        for alias in node.names:
            self.add("import", self.range(alias), alias.name, alias.asname or "", self.where())
            self.add("bind import", alias.asname or alias.name.split(".")[0])

    def visit_ImportFrom(self, node):
        module = "." * node.level + (node.module or "")
        for alias in node.names:
            self.add("from", self.range(alias), module, alias.name, alias.asname or "", self.where())
            if alias.name != "*":
                self.add("bind import", alias.asname or alias.name)


def repr_text(text):
    return text.replace("\\", "\\\\").replace("\n", "\\n")


def chain(node):
    parts = []
    while len(parts) < 200:
        if isinstance(node, ast.Name):
            return node.id + "".join(reversed(parts))
        if isinstance(node, ast.Attribute):
            parts.append("." + node.attr)
            node = node.value
        elif isinstance(node, ast.Call):
            parts.append("()")
            node = node.func
        elif isinstance(node, ast.Subscript):
            parts.append("[]")
            node = node.value
        else:
            break
    return "?" + "".join(reversed(parts))


def describe(path, exact):
    with open(path, "rb") as file:
        data = file.read()
    tree = ast.parse(data)
    with tokenize.open(path) as file:
        encoding = file.encoding
    text = data.decode(encoding).removeprefix("\ufeff")
    describer = Describer(text, exact)
    describer.scopes.append("")
    for statement in tree.body:
        describer.visit(statement)
    return describer


def digest(lines):
    return sum(zlib.crc32(line.encode("utf-8", "surrogatepass")) for line in lines) & 0xFFFFFFFF


def main():
    warnings.simplefilter("ignore")
    sys.setrecursionlimit(20000)
    sys.stdout.reconfigure(encoding="utf-8", errors="surrogatepass")
    options = [a for a in sys.argv[1:] if a.startswith("--")]
    (path,) = [a for a in sys.argv[1:] if not a.startswith("--")]
    exact = "--exact" in options
    if "--dump" in options:
        print("\n".join(sorted(describe(path, exact).out)))
        return
    with open(path, encoding="utf-8") as file:
        paths = file.read().split("\0")
    for path in paths:
        print(summary(path, exact))


def summary(path, exact):
    try:
        describer = describe(path, exact)
    except (SyntaxError, ValueError, RecursionError, LookupError, UnicodeError) as error:
        return f"unreadable {type(error).__name__}"
    many = describer.constants > MOST_CONSTANTS
    lines = [line for line in describer.out if not (many and line.startswith("String "))]
    return f"read {digest(lines)} {len(lines)} {int(many)}"


if __name__ == "__main__":
    main()
