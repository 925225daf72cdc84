"""The reference of docs/python.md: the public names of the package, from their signatures and docstrings."""

from __future__ import annotations

import ast
import inspect
import re
import textwrap
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any

import syndetect

_FUNCTIONS = ("scan", "check", "compare", "compare_pairs", "why", "doctor", "read", "render", "load_report")
_SECTION = re.compile(r"^(Args|Returns|Raises|Yields):$")


def reference() -> str:
    """Functions, values and errors, in this order."""
    classes = [name for name in syndetect.__all__ if inspect.isclass(getattr(syndetect, name))]
    results = [name for name in classes if not issubclass(getattr(syndetect, name), Exception)]
    errors = [name for name in classes if name not in results]
    results.sort(key=lambda name: name != "Report")
    parts = ["## Functions", *(part for name in _FUNCTIONS for part in _function(name))]
    parts += ["## Values", *(part for name in results for part in _class(name))]
    return "\n\n".join([*parts, "## Errors", "\n".join(map(_error, errors))])


def _function(name: str) -> Iterator[str]:
    function = getattr(syndetect, name)
    yield f"### {name}"
    yield f"```python\n{_signature(name, function)}\n```"
    yield from _blocks(inspect.getdoc(function) or "")


def _signature(name: str, function: Any) -> str:
    signature = inspect.signature(function)
    shown = []
    for parameter in signature.parameters.values():
        if parameter.name == "self":
            continue
        kind = {parameter.VAR_POSITIONAL: "*", parameter.VAR_KEYWORD: "**"}.get(parameter.kind, "")
        default = "" if parameter.default is parameter.empty else f" = {parameter.default!r}"
        shown.append(f"{kind}{parameter.name}: {parameter.annotation}{default}")
    lines = "".join(f"    {one},\n" for one in shown)
    inside = f"\n{lines}" if len(", ".join(shown)) > 80 else ", ".join(shown)
    return f"{name}({inside}) -> {signature.return_annotation}"


def _blocks(text: str) -> Iterator[str]:
    """A docstring's paragraphs, its sections as lists and its examples as code."""
    for block in re.split(r"\n{2,}", text):
        head, _, rest = block.partition("\n")
        if _SECTION.match(head):
            yield f"**{head[:-1]}**\n\n{_listed(textwrap.dedent(rest), named=head in ('Args:', 'Raises:'))}"
        elif block.startswith(">>>"):
            yield f"```pycon\n{block}\n```"
        else:
            yield _marked(block)


def _listed(text: str, *, named: bool) -> str:
    entries = re.split(r"\n(?! )", text)
    joined = [" ".join(entry.split()) for entry in entries]
    if not named:
        return _marked(" ".join(joined))
    rows = []
    for entry in joined:
        names, _, meaning = entry.partition(": ")
        rows.append(f"- {', '.join(f'`{name}`' for name in names.split(', '))}: {_marked(meaning)}")
    return "\n".join(rows)


def _class(name: str) -> Iterator[str]:
    kind = getattr(syndetect, name)
    yield f"### {name}"
    yield from _blocks(inspect.getdoc(kind) or "")
    if name == "Settings":
        yield "Its fields are the [settings](settings.md), all of them keywords."
    elif is_dataclass(kind):
        said = _said(kind)
        rows = [
            f"| `{item.name}` | `{_type(item.type)}` | {_cell(said.get(item.name, ''))} |"
            for item in fields(kind)
        ]
        yield "\n".join(["| field | type | meaning |", "|---|---|---|", *rows])
    for method, function in vars(kind).items():
        if not method.startswith("_") and callable(getattr(kind, method)) and inspect.getdoc(function):
            target = getattr(kind, method)
            yield f"#### {name}.{method}"
            yield f"```python\n{_signature(method, target)}\n```"
            yield from _blocks(inspect.getdoc(target) or "")


def _said(kind: Any) -> dict[str, str]:
    """What stands under the fields of a class in its source, by field."""
    (tree,) = ast.parse(textwrap.dedent(inspect.getsource(kind))).body
    found: dict[str, str] = {}
    last = ""
    for node in tree.body if isinstance(tree, ast.ClassDef) else ():
        if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            last = node.target.id
        elif isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and last:
            found[last] = " ".join(str(node.value.value).split())
            last = ""
        else:
            last = ""
    return found


def _error(name: str) -> str:
    return f"- `{name}`: {_marked(inspect.getdoc(getattr(syndetect, name)) or '')}"


def _type(kind: Any) -> str:
    return str(kind).replace("|", "\\|")


def _cell(text: str) -> str:
    return _marked(text).replace("|", "\\|")


def _marked(text: str) -> str:
    """Markdown from a docstring: ``code`` becomes `code`."""
    return text.replace("``", "`")
