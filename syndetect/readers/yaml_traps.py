"""What YAML is refused for before its values are built."""

from __future__ import annotations

from typing import Any

from syndetect.nesting import MAX_DEPTH

ALIAS = "uses a YAML alias, which is not supported"
TOO_DEEP = f"is nested more than {MAX_DEPTH} levels deep"


def trap(source: str, loader: Any) -> str | None:
    """ALIAS, which can make a short text endless, or TOO_DEEP, which only the parser sees; or None.

    Events are walked first: building nodes recurses in C, where too deep a nesting ends the process. Raises
    what the parser raises.
    """
    import yaml

    depth = 0
    for event in yaml.parse(source, loader):
        if isinstance(event, yaml.AliasEvent):
            return ALIAS
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            if depth > MAX_DEPTH:
                return TOO_DEEP
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
    return None
