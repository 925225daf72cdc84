"""Families and outlets -> plain dicts and lists, keys in the order of the published format."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from functools import lru_cache
from typing import Any

from syndetect.model import Exchange, Family, Span
from syndetect.records.checks import KEYS
from syndetect.records.json_figures import figure

_FIRST: Mapping[Any, tuple[str, ...]] = {Family: ("id", "source", "same_story", "origins", "members")}


def family_record(family: Family) -> dict[str, Any]:
    """A family as a dict, with its source and its members."""
    return _record(family)


def outlet_record(exchange: Exchange) -> dict[str, Any]:
    """An exchange as a dict."""
    return _record(exchange)


def _keys_of(kind: Any) -> tuple[tuple[str, str], ...]:
    """The keys of a dataclass in the order of the format, each with its field; empty for any other type."""
    if not is_dataclass(kind):
        return ()
    names = [item.name for item in fields(kind)]
    first = _FIRST.get(kind, ())
    ordered = [*first, *(name for name in names if name not in first)]
    return tuple((KEYS.get((kind, name), name), name) for name in ordered)


_keys: Callable[[Any], tuple[tuple[str, str], ...]] = lru_cache(maxsize=64)(_keys_of)


def _record(value: Any) -> dict[str, Any]:
    return {key: _value(getattr(value, name)) for key, name in _keys(type(value))}


def _value(value: Any) -> Any:
    if value is None or isinstance(value, str | bool):
        return value
    if isinstance(value, Span):
        # Most of a report's records by far.
        return {"begin": int(value.begin), "end": int(value.end)}
    if isinstance(value, tuple):
        return [_value(item) for item in value]
    if isinstance(value, int):
        return int(value)
    return _record(value) if _keys(type(value)) else figure(value)
