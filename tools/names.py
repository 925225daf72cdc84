"""One word for one thing: modules, rooms and public classes that share a name; variables with an empty one.

``python -m tools.names`` prints them, and exits with 1 if there are any. A plug-in or a command is named
after the format or the command that users know, whatever else has that name.
"""

from __future__ import annotations

import ast
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "syndetect"

_NAMED_BY_USERS = ("readers", "reporters", "cli.commands")
"""Rooms whose modules are called what users call a format or a command, if a table of plug-ins names them."""

EMPTY_NAMES = frozenset({"found", "one", "part"})
"""Names of variables and arguments that do not say what they hold; a noun of the glossary does."""

_OPEN_ROOMS = frozenset(
    {"align", "archive", "attribution", "candidates", "changes", "classify", "crosslingual", "families",
     "normalise", "pipeline", "provenance", "readers", "spark"}
)  # fmt: skip
"""Rooms that still have such names; a room leaves this list when it has none."""


def modules(package: Path = PACKAGE) -> Iterator[tuple[str, str]]:
    """Every module and room: its last name, and its whole name below the package."""
    named = _named_by_users(package)
    for path in sorted(package.rglob("*.py")):
        name = ".".join(path.relative_to(package).with_suffix("").parts).removesuffix("__init__").rstrip(".")
        if name and name not in named and not name.endswith("__main__"):
            yield name.rpartition(".")[2], name


def classes(package: Path = PACKAGE) -> Iterator[tuple[str, str]]:
    """Every public class: its name, and the module that makes it."""
    for path in sorted(package.rglob("*.py")):
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                yield node.name, path.relative_to(package).as_posix()


def shared(names: Iterable[tuple[str, str]]) -> Mapping[str, list[str]]:
    """The names that several things have, each with all of these things."""
    holders: dict[str, list[str]] = defaultdict(list)
    for name, where in names:
        holders[name].append(where)
    return {name: where for name, where in holders.items() if len(where) > 1}


def empty_names(package: Path = PACKAGE) -> Iterator[str]:
    """Every variable and argument of a module, outside the open rooms, that has one of EMPTY_NAMES."""
    for path in sorted(package.rglob("*.py")):
        where = path.relative_to(package)
        if where.parts[0] not in _OPEN_ROOMS:
            tree = ast.parse(path.read_text(encoding="utf-8"))
            yield from (f"{where.as_posix()}:{line}: {name}" for line, name in sorted(_variables(tree)))


def _variables(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Line and name of each variable and argument with an empty name; fields of a class are none."""
    fields = {
        id(statement.target)
        for node in ast.walk(tree)
        if isinstance(node, ast.ClassDef)
        for statement in node.body
        if isinstance(statement, ast.AnnAssign)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.arg):
            line, name = node.lineno, node.arg
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store) and id(node) not in fields:
            line, name = node.lineno, node.id
        else:
            continue
        if name in EMPTY_NAMES:
            yield line, name


def _named_by_users(package: Path) -> frozenset[str]:
    """The modules that a table of plug-ins or of commands refers to."""
    texts = [(package / name).read_text(encoding="utf-8") for name in ("plugins.py", "cli/app.py")]
    strings = {
        node.value.partition(":")[0].removeprefix("syndetect.")
        for text in texts
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.Constant)
        if isinstance(node.value, str) and ":" in node.value
    }
    return frozenset(name for name in strings if name.startswith(_NAMED_BY_USERS))


def main() -> int:
    """Print what shares a name, and variables with an empty one."""
    problems = [*shared(modules()).items(), *shared(classes()).items()]
    for name, where in problems:
        print(f"{name} is the name of {len(where)} things: {', '.join(where)}")  # noqa: T201
    empty = list(empty_names())
    for variable in empty:
        print(f"{variable} does not say what it holds; give it the noun")  # noqa: T201
    return int(bool(problems or empty))


if __name__ == "__main__":
    sys.exit(main())
