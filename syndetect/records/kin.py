"""Families and outlets -> plain dicts and lists, keys in the order of the published format."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from typing import Any

from syndetect.model import Exchange, Family, Member
from syndetect.records.figures import figure

_FIRST = {Family: ("id", "source", "same_story", "origins", "members")}
_KEYS = {(Member, "source"): "from"}


def family_record(family: Family) -> dict[str, Any]:
    """A family with everything that its members say and are."""
    return _record(family)


def outlet_record(exchange: Exchange) -> dict[str, Any]:
    """What one outlet took from another."""
    return _record(exchange)


def _record(value: Any) -> dict[str, Any]:
    names = [item.name for item in fields(value)]
    first = _FIRST.get(type(value), ())
    ordered = [*first, *(name for name in names if name not in first)]
    return {_KEYS.get((type(value), name), name): _value(getattr(value, name)) for name in ordered}


def _value(value: Any) -> Any:
    if is_dataclass(value):
        return _record(value)
    if isinstance(value, tuple):
        return [_value(item) for item in value]
    if value is None or isinstance(value, str | bool):
        return value
    return int(value) if isinstance(value, int) else figure(value)
