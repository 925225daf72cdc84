"""One word for one thing: modules, rooms and public classes of the package that share a name.

``python -m tools.names`` prints those that do, and exits with 1 if there are any. A plug-in or a command is
named after the format or the command that users know, whatever else has that name.
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
    """The names that stand for several things, each with all that it stands for."""
    found: dict[str, list[str]] = defaultdict(list)
    for name, where in names:
        found[name].append(where)
    return {name: where for name, where in found.items() if len(where) > 1}


def _named_by_users(package: Path) -> frozenset[str]:
    """The modules that a table of plug-ins or of commands refers to."""
    told = [(package / name).read_text(encoding="utf-8") for name in ("plugins.py", "cli/app.py")]
    strings = {
        node.value.partition(":")[0].removeprefix("syndetect.")
        for text in told
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.Constant)
        if isinstance(node.value, str) and ":" in node.value
    }
    return frozenset(name for name in strings if name.startswith(_NAMED_BY_USERS))


def main() -> int:
    """Print what shares a name."""
    problems = [*shared(modules()).items(), *shared(classes()).items()]
    for name, where in problems:
        print(f"{name} is the name of {len(where)} things: {', '.join(where)}")  # noqa: T201
    return int(bool(problems))


if __name__ == "__main__":
    sys.exit(main())
