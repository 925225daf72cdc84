"""Text that is set off from the rest as somebody else's: in quotation marks, or as a block."""

from __future__ import annotations

import re

from syndetect.spans import Union, union

_SET_OFF = re.compile(
    r"“[^“”\n]{2,1500}(?:”|(?=\n)|\Z)|„[^„“”\n]{2,1500}[“”]|«[^«»\n]{2,1500}»|»[^«»\n]{2,1500}«"
    r"|(?<!\w)\"[^\"\n]{2,1500}\"|「[^「」\n]{2,1500}」|『[^『』\n]{2,1500}』|(?<!\w)‹[^‹›\n]{2,1500}›"
    r"|^[ \t]*>[^\n]{2,4000}|^(?:\t| {4})[^\n]{2,4000}|^[*_](?![*_ ])[^*_\n]{8,3000}[*_]$",
    re.MULTILINE,
)
"""Every kind has its own end and none reaches over a line: a stray mark reaches no further than that."""


def set_off(text: str) -> Union:
    """What a text has in quotation marks, or in blocks that are indented, marked or in italics."""
    return union([match.span() for match in _SET_OFF.finditer(text)])
