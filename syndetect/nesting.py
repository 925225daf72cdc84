"""How deep a text is nested, measured before a parser reads it, because parsers have different limits.

The time of every check is linear in the length of the text, and short where there are few brackets.
"""

from __future__ import annotations

import re

MAX_DEPTH = 64
"""Levels of nesting in an input, at most; deeper ones could be read, but not written into a report."""

_JSON = re.compile(r'"(?:[^"\\]|\\.)*+(?:"|\Z)|[\[{]|[\]}]', re.DOTALL)
_TOML = re.compile(
    r'"""(?:[^"\\]|\\.|"(?!""))*+(?:"""|\Z)'
    r"|'''(?:[^']|'(?!''))*+(?:'''|\Z)"
    r"""|"(?:[^"\\\n]|\\.)*+"?|'[^'\n]*+'?|\#[^\n]*+|[\[{]|[\]}]""",
    re.DOTALL,
)
# In YAML a quotation mark or a bracket inside a word is a plain character.
_YAML = re.compile(
    r"""(?<![^\s\[{,:])(?:"(?:[^"\\\n]|\\.)*+"?|'[^'\n]*+'?|\#[^\n]*+|[\[{])|[\]}]""",
    re.DOTALL,
)
_INDENT = re.compile(r"^([ \t]*+)((?:[-?:][ \t]++)*+)(?=\S)", re.MULTILINE)


def json_deeper(text: str, levels: int) -> bool:
    """Whether the brackets of a JSON text are more than `levels` deep; the text need not be valid."""
    return _deeper(_JSON, text, levels)


def toml_deeper(text: str, levels: int) -> bool:
    """Whether the brackets of a TOML text are more than `levels` deep; the text need not be valid."""
    return _deeper(_TOML, text, levels)


def yaml_deeper(text: str, levels: int) -> bool:
    """Whether the brackets, or the indents and list marks, of a YAML text are more than `levels` deep."""
    return _deeper(_YAML, text, levels) or _indented_deeper(text, levels)


def _deeper(tokens: re.Pattern[str], text: str, levels: int) -> bool:
    if text.count("[") + text.count("{") <= levels:
        return False
    depth = 0
    for match in tokens.finditer(text):
        sign = match[0][0]
        if sign in "[{":
            depth += 1
            if depth > levels:
                return True
        elif sign in "]}":
            depth = max(0, depth - 1)
    return False


def _indented_deeper(text: str, levels: int) -> bool:
    around: list[int] = []
    for line in _INDENT.finditer(text):
        indent = len(line[1])
        while around and around[-1] >= indent:
            around.pop()
        around.append(indent)
        if len(around) + len(line[2].split()) > levels:
            return True
    return False
