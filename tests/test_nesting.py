"""How deep a text is nested, before a parser sees it."""

from __future__ import annotations

import json
import tomllib
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from syndetect.nesting import MAX_DEPTH, json_deeper, toml_deeper, yaml_deeper

_KEYS = st.text(st.sampled_from("ab[{]}\"'\\#: -"), min_size=1, max_size=5)
_VALUES = st.recursive(
    st.one_of(st.integers(0, 9), st.text(st.sampled_from("ab[{]}\"'\\#:,- \n"), max_size=8)),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(_KEYS, inner, max_size=3)),
    max_leaves=12,
)


def depth(value: Any) -> int:
    """How many lists and objects stand around the innermost value."""
    if not isinstance(value, (list, dict)):
        return 0
    return 1 + max(map(depth, value.values() if isinstance(value, dict) else value), default=0)


def in_toml(value: Any) -> str:
    """A value as TOML, strings and keys as JSON writes them, tables in a line."""
    if isinstance(value, list):
        return f"[{', '.join(map(in_toml, value))}]"
    if isinstance(value, dict):
        inner = ", ".join(f"{json.dumps(key)} = {in_toml(item)}" for key, item in value.items())
        return f"{{{inner}}}"
    return json.dumps(value)


@given(_VALUES, st.integers(0, 5))
def test_json_is_deeper_than_all_levels_that_it_does_not_have(value: Any, levels: int) -> None:
    """Brackets inside strings do not count, and those around values all do."""
    assert json_deeper(json.dumps(value), levels) == (depth(value) > levels)


@given(_VALUES, st.integers(0, 5))
def test_toml_is_deeper_than_all_levels_that_it_does_not_have(value: Any, levels: int) -> None:
    """The same for the values of TOML, with a comment of brackets behind."""
    text = f"value = {in_toml(value)} # [[[[[[{{{{{{\n"
    assert depth(tomllib.loads(text)["value"]) == depth(value)
    assert toml_deeper(text, levels) == (depth(value) > levels)


@given(_VALUES)
def test_yaml_of_few_levels_is_never_refused(value: Any) -> None:
    """What a user writes in either style is within the limit, whatever stands in its strings."""
    assert not yaml_deeper(yaml.safe_dump({"a": value}), MAX_DEPTH)
    assert not yaml_deeper(yaml.safe_dump({"a": value}, default_flow_style=True), MAX_DEPTH)


@pytest.mark.parametrize(
    "text",
    [
        "a: " + "[" * 65,
        "a: " + "{b: " * 65,
        "a: " + '["x", ' * 65,
        "- " * 66 + "x",
        "a:\n  " + "? " * 65 + "x",
        "".join(f"{' ' * level}a:\n" for level in range(66)),
    ],
)
def test_yaml_of_many_levels_is_refused_in_every_style(text: str) -> None:
    """Brackets, marks of lists and indents are all levels."""
    assert yaml_deeper(text, MAX_DEPTH)


def test_brackets_side_by_side_are_not_deep() -> None:
    """Many values of few levels are no nesting."""
    assert not json_deeper("[" + "[1]," * 1000 + "0]", 2)
    assert not toml_deeper("\n".join(f"[[t]]\na{at} = [1]" for at in range(1000)), 2)
    assert not yaml_deeper("\n".join(f"a{at}: [[1], 2]" for at in range(1000)), 2)
