"""The Chinese texts of the code, as a reader meets them: literals and f-strings with something in every gap."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import product
from pathlib import Path

SOURCE = Path(__file__).parents[2] / "src" / "xiaoer"
HAN = re.compile(r"[\u4e00-\u9fff]")
GAP = "7"  # a figure passes every gap
ROOTS = {"ServiceError", "XiaoerError", "Refusal", "problem"}


@cache
def _tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"))


def trees(*rooms: str) -> dict[str, ast.Module]:
    """The modules under some rooms, by their path."""
    paths = (p for room in rooms for p in ([SOURCE / room] if room.endswith(".py") else (SOURCE / room).rglob("*.py")))
    return {p.relative_to(SOURCE).as_posix(): _tree(p) for p in sorted(paths)}


def forms(node: ast.AST) -> list[str]:
    """What an expression may say."""
    match node:
        case ast.Constant(value=str() as text):
            return [text]
        case ast.JoinedStr(values=parts):
            return ["".join(one) for one in product(*(forms(p) for p in parts))]
        case ast.FormattedValue(value=ast.IfExp() as choice):
            return forms(choice)
        case ast.IfExp(body=yes, orelse=no):
            return [*forms(yes), *forms(no)]
        case ast.BinOp(left=left, op=ast.Add(), right=right):
            return [a + b for a in forms(left) for b in forms(right)]
        case ast.BoolOp(op=ast.Or(), values=values):
            return [GAP, *forms(values[-1])]
    return [GAP]


def texts(node: ast.AST, *, skip: Iterable[ast.AST] = ()) -> Iterator[str]:
    """Every Chinese text below a node; the parts of an f-string only as the whole."""
    left = set(map(id, skip))

    def walk(at: ast.AST) -> Iterator[str]:
        if id(at) in left:
            return
        if isinstance(at, ast.JoinedStr | ast.Constant):
            yield from (t for t in forms(at) if HAN.search(t))
            if isinstance(at, ast.JoinedStr):
                for part in at.values:
                    if isinstance(part, ast.FormattedValue) and not isinstance(part.value, ast.IfExp):
                        yield from walk(part.value)
            return
        for child in ast.iter_child_nodes(at):
            yield from walk(child)

    yield from walk(node)


def literals(path: str) -> set[str]:
    """Every Chinese text of a module but its docstrings."""
    tree = trees(path)[path]
    docs = [n for n in ast.walk(tree) if isinstance(n, ast.Expr) and isinstance(n.value, ast.Constant)]
    return set(texts(tree, skip=docs))


def called(name: str, *rooms: str) -> set[str]:
    """What is handed to a class or function in some rooms."""
    calls = (c for tree in trees(*rooms).values() for c in ast.walk(tree) if isinstance(c, ast.Call))
    return {
        t for c in calls if _name(c.func) == name for a in [*c.args, *(k.value for k in c.keywords)] for t in texts(a)
    }


@cache
def refusals(*rooms: str) -> dict[str, str]:
    """What errors say in some rooms: the text, and where it stands."""
    found: dict[str, str] = {}
    known = trees(*rooms)
    names = _errors(known.values())
    for path, tree in known.items():
        for call in _calls(tree, names):
            for argument in [*call.args, *(k.value for k in call.keywords)]:
                for text in texts(argument):
                    found.setdefault(text, f"{path}:{call.lineno}")
    return found


def _errors(every: Iterable[ast.Module]) -> set[str]:
    classes = [n for tree in every for n in ast.walk(tree) if isinstance(n, ast.ClassDef)]
    names, before = set(ROOTS), 0
    while len(names) > before:
        before = len(names)
        names |= {c.name for c in classes if any(_name(b) in names for b in c.bases)}
    return names


def _name(node: ast.expr) -> str:
    return node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""


def _calls(tree: ast.AST, names: set[str]) -> Iterator[ast.Call]:
    """Errors that are made, and what a class of errors hands to its parent."""
    every = list(ast.walk(tree))
    inside = {id(n) for c in every if isinstance(c, ast.ClassDef) and c.name in names for n in ast.walk(c)}
    for node in every:
        if isinstance(node, ast.Call):
            name = _name(node.func)
            if name in names or (name == "__init__" and id(node) in inside):
                yield node
