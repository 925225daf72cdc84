"""Every regular expression of the package, found by walking it, and texts that are hard on each of them."""

from __future__ import annotations

import ast
import importlib
import inspect
import pkgutil
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields, is_dataclass
from functools import lru_cache
from re import _constants as codes  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from types import ModuleType
from typing import Any

import syndetect
from syndetect.text.any_of import AnyOf

SIGNS = " \t\n\r\"'0A a.-–—,()[]{}<>:;/\\#@1zÉ中*_%&’“"
"""What texts and attributes have in long runs: blanks, quotes, zeros, brackets, capitals, dots, hyphens."""

_ONE = (codes.LITERAL, codes.NOT_LITERAL, codes.ANY, codes.IN)
_REPEATS = (codes.MAX_REPEAT, codes.MIN_REPEAT, codes.POSSESSIVE_REPEAT)
_MANY = 64


@dataclass(frozen=True, slots=True)
class Found:
    """A pattern, the place where it stands, and the methods by which it is used if that is known."""

    where: str
    pattern: re.Pattern[Any]
    methods: frozenset[str]


@lru_cache(maxsize=1)
def everything() -> tuple[Found, ...]:
    """All patterns: in globals, classes, containers, calls of ``re``, and what cached builders return."""
    found: dict[tuple[Any, int], Found] = {}
    loaded = [
        importlib.import_module(info.name)
        for info in pkgutil.walk_packages(syndetect.__path__, "syndetect.")
        if not info.name.endswith("__main__")
    ]
    for module in loaded:
        tree = ast.parse(inspect.getsource(module))
        used = _methods(tree)
        for name, value in vars(module).items():
            of_a_module = inspect.isclass(value) or hasattr(value, "cache_info")
            # What a module imports is met where it stands.
            if of_a_module and value.__module__ != module.__name__:
                continue
            for where, pattern in _inside(f"{module.__name__}.{name}", value, 3):
                methods = used.get(name, frozenset()) if isinstance(value, re.Pattern) else frozenset()
                _keep(found, where, pattern, methods)
        for where, pattern, method in _calls(module, tree):
            _keep(found, where, pattern, frozenset({method} - {"compile"}))
    return tuple(found.values())


def _keep(
    found: dict[tuple[Any, int], Found], where: str, pattern: re.Pattern[Any], methods: frozenset[str]
) -> None:
    key = pattern.pattern, pattern.flags
    before = found.get(key)
    found[key] = (
        Found(where, pattern, methods)
        if before is None
        else Found(
            before.where, pattern, before.methods | methods if before.methods and methods else frozenset()
        )
    )


def _methods(tree: ast.AST) -> dict[str, frozenset[str]]:
    """By which methods each name is used in a module; a name that is handed on has none that is known."""
    used: dict[str, set[str]] = {}
    attributes = [
        node
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name)
    ]
    for node in attributes:
        used.setdefault(node.value.id, set()).add(node.attr)  # type: ignore[attr-defined]
    own = {id(node.value) for node in attributes}
    handed = {
        node.id
        for node in ast.walk(tree)
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load) and id(node) not in own
    }
    return {name: frozenset(methods) for name, methods in used.items() if name not in handed}


def _calls(module: ModuleType, tree: ast.AST) -> Iterator[tuple[str, re.Pattern[Any], str]]:
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and node.args
            and isinstance(node.func.value, ast.Name)
            and node.func.value.id == "re"
            and isinstance(node.args[0], ast.Constant)
            and node.func.attr != "escape"
        ):
            method = "search" if node.func.attr == "compile" else node.func.attr
            if node.func.attr != "compile":
                yield f"{module.__name__}:{node.lineno}", re.compile(node.args[0].value), method  # type: ignore[arg-type]


def _inside(  # noqa: C901 (one branch for each kind of holder)
    where: str, value: Any, levels: int
) -> Iterator[tuple[str, re.Pattern[Any]]]:
    if isinstance(value, re.Pattern):
        yield where, value
    elif isinstance(value, AnyOf):
        for pattern in value.expressions():
            yield where, pattern
    elif levels and isinstance(value, (tuple, list, set, frozenset)):
        for place, item in enumerate(value):
            yield from _inside(f"{where}[{place}]", item, levels - 1)
    elif levels and isinstance(value, dict):
        for key, item in value.items():
            yield from _inside(f"{where}[{key!r}]", item, levels - 1)
    elif levels == 3 and inspect.isclass(value):
        for name, item in vars(value).items():
            yield from _inside(f"{where}.{name}", item, 1)
    elif levels and is_dataclass(value) and not isinstance(value, type):
        for item in fields(value):
            yield from _inside(f"{where}.{item.name}", getattr(value, item.name), levels - 1)
    elif levels == 3 and hasattr(value, "cache_info"):
        yield from _built(where, value)


def _built(where: str, build: Any) -> Iterator[tuple[str, re.Pattern[Any]]]:
    """What a cached function returns that needs no arguments."""
    wanted = inspect.signature(build).parameters.values()
    if all(item.default is not item.empty for item in wanted):
        yield from _inside(f"{where}()", build(), 2)


def hard_texts(pattern: re.Pattern[Any], length: int) -> Iterator[str | bytes]:
    """For every repeat: what leads to it, a long run of what it repeats, and what may not follow."""
    tree = parser.parse(pattern.pattern, pattern.flags & ~re.DEBUG)
    for before, run in list(dict.fromkeys(_runs(tree, "")))[:_MANY]:
        for text in (before + run * (length // len(run)), (before + run) * (length // len(before + run))):
            for front, end in (("", ""), ("", "§a"), ("a", "§a"), ("", ".")):
                made = front + text + end
                yield made.encode() if isinstance(pattern.pattern, bytes) else made


def _runs(items: Iterable[Any], before: str) -> Iterator[tuple[str, str]]:
    for code, value in items:
        if code in _REPEATS:
            least, most, item = value
            yield from _runs(item, before)
            if most >= _MANY:
                yield from ((before, run) for run in _bodies(item) if run)
            before += _example(item) * least
        elif code in (codes.ASSERT, codes.ASSERT_NOT):
            yield from _runs(value[1], before)
        elif code is codes.BRANCH:
            for branch in value[1]:
                yield from _runs(branch, before)
            before += _example(value[1][0])
        elif code in (codes.SUBPATTERN, codes.ATOMIC_GROUP):
            inner = value[3] if code is codes.SUBPATTERN else value
            yield from _runs(inner, before)
            before += _example(inner)
        else:
            before += _one(code, value)


def _bodies(item: Any) -> Iterator[str]:
    if len(item) == 1 and item[0][0] in _ONE:
        yield from _matched(*item[0])
        return
    yield _example(item)
    for code, value in item:
        if code is codes.BRANCH:
            yield from map(_example, value[1][:6])
        elif code is codes.SUBPATTERN and len(item) == 1:
            yield from _bodies(value[3])


def _example(items: Iterable[Any]) -> str:
    """A shortest text of a pattern, or nearly."""
    return "".join(_one(code, value) for code, value in items)


def _one(code: Any, value: Any) -> str:
    if code in _ONE:
        return next(iter(_matched(code, value)), "")
    if code is codes.SUBPATTERN:
        return _example(value[3])
    if code is codes.ATOMIC_GROUP:
        return _example(value)
    if code is codes.BRANCH:
        return _example(value[1][0])
    return _example(value[2]) * value[0] if code in _REPEATS else ""


def _matched(code: Any, value: Any) -> list[str]:
    """The signs that a single place of a pattern takes, of those that are tried."""
    if code is codes.LITERAL:
        return [chr(value)]
    if code is codes.IN:
        own = [
            chr(item if kind is codes.LITERAL else item[0])
            for kind, item in value
            if kind in (codes.LITERAL, codes.RANGE)
        ]
        return [sign for sign in dict.fromkeys([*SIGNS, *own]) if _in(sign, value)]
    return [sign for sign in SIGNS if sign != ("\n" if code is codes.ANY else chr(value))]


def _in(sign: str, items: Iterable[Any]) -> bool:
    negated = hit = False
    for kind, item in items:
        if kind is codes.NEGATE:
            negated = True
        elif kind is codes.LITERAL:
            hit |= ord(sign) == item
        elif kind is codes.RANGE:
            hit |= item[0] <= ord(sign) <= item[1]
        else:
            name = str(item)
            is_one = {"DIGIT": sign.isdigit(), "SPACE": sign.isspace(), "WORD": sign.isalnum() or sign == "_"}
            hit |= is_one[name.rpartition("_")[2]] != ("_NOT_" in name)
    return hit != negated
