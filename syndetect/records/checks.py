"""A checked converter for each type that the model's classes use, made from their annotations."""

from __future__ import annotations

import json
import sys
import types
from collections.abc import Callable, Mapping
from dataclasses import MISSING, fields, is_dataclass
from functools import cache
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from syndetect.model import Document, Member

Converter = Callable[[Any], Any]

KEYS: Mapping[Any, str] = {(Member, "source"): "from"}
"""Keys of the published format that differ from the name of the field."""

_DEFAULTS = {(Document, "text"): ""}
_UNBOUNDED = frozenset({"seconds", "bits", "stages", "cpu", "weight"})
"""Figures that can be greater than 1; any other float is a share from 0 to 1."""

_SIGNED = frozenset({"delay", "delay_low", "delay_high", "value", "coefficient", "adds"})
"""Figures that can be less than 0: the date of a member can be before that of its source."""

_NAMES = {str: "a string", bool: "true or false", int: "a whole number", Mapping: "an object", list: "a list"}


class BadValueError(Exception):
    """A value of a wrong type or range; `path` collects the keys that lead to it, the outermost first."""

    def __init__(self, problem: str, *path: str) -> None:
        super().__init__(problem)
        self.path = list(path)


@cache
def converter(kind: Any, name: str = "") -> Converter:
    """A function that turns a JSON value into a value of the type `kind`, or raises BadValueError.

    `name` is the name of the field, which decides the range of a figure.
    """
    origin, arguments = get_origin(kind), get_args(kind)
    if kind is Any:
        return lambda value: value
    if is_dataclass(kind):
        return _record(kind)
    if origin is Literal:
        return _choice(arguments)
    if origin in _WRAPPERS:
        # Of a Mapping's two arguments the values' type matters: JSON has no other keys than strings.
        return _WRAPPERS[origin](converter(arguments[origin is Mapping], name))
    if kind is float:
        high = sys.float_info.max if name in _UNBOUNDED | _SIGNED else 1.0
        return _number(-high if name in _SIGNED else 0.0, high)
    return _PLAIN.get(kind, _string)


def _record(kind: Any) -> Converter:
    hints = get_type_hints(kind)
    plan = []
    for item in fields(kind):
        default = _DEFAULTS.get((kind, item.name), item.default)
        if default is MISSING and item.default_factory is not MISSING:
            default = item.default_factory()
        key = KEYS.get((kind, item.name), item.name)
        plan.append((key, default, converter(hints[item.name], item.name)))

    def convert(value: Any) -> Any:
        if not isinstance(value, Mapping):
            raise _unlike(Mapping, value)
        values = []
        for key, default, convert_field in plan:
            try:
                values.append(convert_field(value[key]) if key in value else _given(default))
            except BadValueError as bad:
                bad.path.insert(0, f".{key}")
                raise
        return kind(*values)

    return convert


def _list(convert_item: Converter) -> Converter:
    def convert(value: Any) -> Any:
        if not isinstance(value, list):
            raise _unlike(list, value)
        items: list[Any] = []
        try:
            items.extend(map(convert_item, value))
        except BadValueError as bad:
            bad.path.insert(0, f"[{_first_bad(convert_item, value)}]")
            raise
        return tuple(items)

    return convert


def _first_bad(convert_item: Converter, value: list[Any]) -> int:
    # The number is searched for in a damaged list alone, so that a good one is read without counting.
    for number, item in enumerate(value):
        try:
            convert_item(item)
        except BadValueError:
            return number
    return len(value)


def _mapping(convert_item: Converter) -> Converter:
    def convert(value: Any) -> Any:
        if not isinstance(value, Mapping):
            raise _unlike(Mapping, value)
        converted = {}
        for key, item in value.items():
            try:
                converted[key] = convert_item(item)
            except BadValueError as bad:
                bad.path.insert(0, f".{key}")
                raise
        return converted

    return convert


def _optional(convert_item: Converter) -> Converter:
    return lambda value: None if value is None else convert_item(value)


_WRAPPERS: Mapping[Any, Callable[[Converter], Converter]] = {
    Union: _optional,
    types.UnionType: _optional,
    tuple: _list,
    Mapping: _mapping,
}


def _choice(choices: tuple[Any, ...]) -> Converter:
    def convert(value: Any) -> Any:
        if not isinstance(value, str) or value not in choices:
            raise BadValueError(f"is {_shown(value)}; valid are: {', '.join(choices)}")
        return value

    return convert


def _number(low: float, high: float) -> Converter:
    wanted = "from 0 to 1" if high == 1.0 else "0 or more" if low == 0 else "a finite number"

    def convert(value: Any) -> float:
        if isinstance(value, bool) or not isinstance(value, (int, float)):
            raise BadValueError(f"is {_shown(value)}, not a number")
        if not low <= value <= high:
            raise BadValueError(f"is {_shown(value)}; it must be {wanted}")
        return float(value)

    return convert


def _count(value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        raise _unlike(int, value)
    if value < 0:
        raise BadValueError(f"is {_shown(value)}; it must be 0 or more")
    return value


def _string(value: Any) -> str:
    if not isinstance(value, str):
        raise _unlike(str, value)
    return value


def _flag(value: Any) -> bool:
    if not isinstance(value, bool):
        raise _unlike(bool, value)
    return value


_PLAIN: Mapping[Any, Converter] = {int: _count, bool: _flag}


def _given(default: Any) -> Any:
    if default is MISSING:
        raise BadValueError("is missing")
    return default


def _unlike(kind: Any, value: Any) -> BadValueError:
    return BadValueError(f"is {_shown(value)}, not {_NAMES[kind]}")


def _shown(value: Any) -> str:
    if isinstance(value, Mapping | list):
        return "an object" if isinstance(value, Mapping) else "a list"
    shown = json.dumps(value) if value is None or isinstance(value, bool) else repr(value)
    return shown if len(shown) <= 40 else f"{shown[:40]}…"
