"""Front matter in YAML or TOML: found, parsed without traps, and turned into values that JSON can hold."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from syndetect.nesting import MAX_DEPTH, toml_deeper, yaml_deeper
from syndetect.readers.record import FIELDS, is_iso8601
from syndetect.readers.values import plain
from syndetect.readers.yaml_traps import TOO_DEEP, trap

if TYPE_CHECKING:
    import yaml

MAX_CHARACTERS = 65_536

# Each line can be matched in one way only: with two, a block that is never closed takes for ever.
_BLOCK = re.compile(
    r"\s{0,200}?^---[ \t]*+\r?\n(?P<yaml>(?:[^\n]*+\n)*?)(?:---|\.\.\.)[ \t]*+(?:\r?\n|\Z)", re.MULTILINE
)
_TOML = re.compile(
    r"\s{0,200}?^\+\+\+[ \t]*+\r?\n(?P<toml>(?:[^\n]*+\n)*?)\+\+\+[ \t]*+(?:\r?\n|\Z)", re.MULTILINE
)
_KEY_FIRST = re.compile(r"(?:[ \t]*+(?:#[^\n]*+)?\r?\n)*+['\"]?[\w.-]++['\"]?[ \t]*+:(?:\s|\Z)")


class FrontMatter(NamedTuple):
    """The fields, where the text begins (code points), and what was wrong with the fields, if anything."""

    fields: dict[str, Any]
    begin: int
    problem: str | None = None


NONE = FrontMatter({}, 0)


def front_matter(text: str) -> FrontMatter:
    """What stands between an opening line of ``---`` or ``+++`` and the next one; `NONE` without any.

    Two rules with prose between them are not taken for it. Damaged front matter has no fields and a problem.
    Empty lines may stand above it.
    """
    start = text[:204].lstrip()[:3]
    if start == "+++":
        return _toml(text)
    if start != "---":
        return NONE
    block = _BLOCK.match(text)
    if block is None:
        return NONE
    source = block["yaml"]
    try:
        fields = _parse(source)
    except _ProblemError as error:
        return FrontMatter({}, block.end(), str(error)) if _KEY_FIRST.match(source) else NONE
    return NONE if fields is None else FrontMatter(fields, block.end())


def _toml(text: str) -> FrontMatter:
    """Front matter as Hugo writes it."""
    import tomllib

    block = _TOML.match(text)
    if block is None:
        return NONE
    source = block["toml"].replace("\r\n", "\n")
    if len(source) > MAX_CHARACTERS:
        return FrontMatter({}, block.end(), f"is longer than {MAX_CHARACTERS:,} characters")
    if toml_deeper(source, MAX_DEPTH):
        return FrontMatter({}, block.end(), TOO_DEEP)
    try:
        return FrontMatter(plain(tomllib.loads(source)), block.end())
    except (tomllib.TOMLDecodeError, ValueError):
        return FrontMatter({}, block.end(), "is not valid TOML") if "=" in source else NONE


_SIMPLE = re.compile(
    r"([A-Za-z_][\w-]{0,60}):[ ]++"
    r"(?:(?:\"([^\"\\\n]*+)\"|'([^'\n]*+)'|(\d{4}-\d\d-\d\d))[ ]*+|([^\W\d_][^\n]*+))"
)
"""A line of one name and one value in the forms that nearly all front matter has, which need no parser."""

_RESERVED = frozenset(["y", "n", "yes", "no", "true", "false", "on", "off", "null"])
"""Words that mean something else to a parser."""


def simple(source: str) -> dict[str, Any] | None:
    """The fields of front matter that holds nothing but names and plain values; None for any other.

    A parser, which takes longer than all else that is done for a text, would give the same.
    """
    fields: dict[str, Any] = {}
    for line in source.splitlines():
        found = _SIMPLE.fullmatch(line)
        if found is None or not line.isprintable():
            return None
        name, double, single, day, bare = found.groups()
        value = next(one for one in (double, single, day, bare) if one is not None)
        if bare is not None:
            value = value.rstrip()
            if value.lower() in _RESERVED or ": " in value or " #" in value or value.endswith(":"):
                return None
        if day is not None and not is_iso8601(day):
            return None
        fields[name] = value
    return fields or None


class _ProblemError(Exception):
    pass


def _parse(source: str) -> dict[str, Any] | None:
    if len(source) > MAX_CHARACTERS:
        raise _ProblemError(f"is longer than {MAX_CHARACTERS:,} characters")
    if (fields := simple(source)) is not None:
        return fields
    return parsed(source)


def parsed(source: str) -> dict[str, Any] | None:
    """What a parser makes of front matter; None for what is no mapping."""
    import yaml

    if yaml_deeper(source, MAX_DEPTH):
        raise _ProblemError(TOO_DEEP)
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        if (found := trap(source, loader)) is not None:
            raise _ProblemError(found)
        return _mapping(loader(source))
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        where = f" (line {mark.line + 2})" if mark else ""
        raise _ProblemError(f"is not valid YAML{where}") from None
    except (yaml.YAMLError, ValueError, TypeError, OverflowError):
        # Values that match a type's pattern and are none, such as a month 13, or a list as a key.
        raise _ProblemError("is not valid YAML") from None


def _mapping(loader: Any) -> dict[str, Any] | None:
    import yaml

    root = loader.get_single_node()
    if root is None:
        return {}
    if not isinstance(root, yaml.MappingNode):
        return None
    fields: dict[str, Any] = {}
    for key, value in root.value:
        name = key.value if isinstance(key, yaml.ScalarNode) else str(loader.construct_object(key, deep=True))
        fields[name] = _value(name, value, loader)
    return fields


def _value(name: str, node: yaml.Node, loader: Any) -> Any:
    import yaml

    # YAML would read an id of 007 as 7, a language of "no" as false and a title of 12:30 as 750.
    if (
        name in FIELDS
        and isinstance(node, yaml.ScalarNode)
        and not node.tag.endswith((":null", ":timestamp"))
    ):
        return node.value
    return plain(loader.construct_object(node, deep=True))
