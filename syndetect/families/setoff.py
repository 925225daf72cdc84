"""Text that is set off from the rest as somebody else's: in quotation marks, or as a block."""

from __future__ import annotations

import re

from syndetect.model import Pair, Span
from syndetect.spans import Union, held, union

_SET_OFF = re.compile(
    r"“[^“”\n]{2,1500}(?:”|(?=\n)|\Z)|„[^„“”\n]{2,1500}[“”]|«[^«»\n]{2,1500}»|»[^«»\n]{2,1500}«"
    r"|(?<!\w)\"[^\"\n]{2,1500}\"|「[^「」\n]{2,1500}」|『[^『』\n]{2,1500}』|(?<!\w)‹[^‹›\n]{2,1500}›"
    r"|^[ \t]*>[^\n]{2,4000}|^(?:\t| {4})[^\n]{2,4000}|^[*_](?![*_ ])[^*_\n]{8,3000}[*_]$",
    re.MULTILINE,
)
"""Every kind has its own end, and none reaches over a line: what a stray mark opens ends with its paragraph."""

_LEAST, _WHOLE = 0.3, 0.6
"""Share of what two texts share that one sets off and the other does not: from which it says something, and all."""


def set_off(text: str) -> Union:
    """What a text has in quotation marks, or in blocks that are indented, marked or in italics."""
    return union([match.span() for match in _SET_OFF.finditer(text)])


def quoting(pair: Pair, left: Union, right: Union) -> float:
    """How far the right text quotes what it shares with the left one, as that does not: 1 wholly, -1 the reverse."""
    passages = [passage for passage in pair.passages if passage.kind != "quote"] or list(pair.passages)
    one = _share([passage.left for passage in passages], left)
    other = _share([passage.right for passage in passages], right)
    more = min(1.0, max(0.0, (abs(other - one) - _LEAST) / (_WHOLE - _LEAST)))
    return more if other > one else -more


def _share(spans: list[Span], inside: Union) -> float:
    whole = sum(span.end - span.begin for span in spans)
    return sum(held(span, inside) * (span.end - span.begin) for span in spans) / max(1, whole)
