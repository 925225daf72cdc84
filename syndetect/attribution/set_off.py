"""Text that is set off from the rest as somebody else's: in quotation marks, or as a block."""

from __future__ import annotations

import json
import re
from functools import lru_cache
from importlib.resources import files

from syndetect.spans import Union, union

_SET_OFF = re.compile(
    r"“[^“”\n]{2,1500}(?:”|(?=\n)|\Z)|„[^„“”\n]{2,1500}[“”]|«[^«»\n]{2,1500}»|»[^«»\n]{2,1500}«"
    r"|(?<!\w)\"[^\"\n]{2,1500}\"|「[^「」\n]{2,1500}」|『[^『』\n]{2,1500}』|(?<!\w)‹[^‹›\n]{2,1500}›"
    r"|^[ \t]*>[^\n]{2,4000}|^(?:\t| {4})[^\n]{2,4000}|^[*_](?![*_ ])[^*_\n]{8,3000}[*_]$",
    re.MULTILINE,
)
"""Every kind has its own end and none reaches over a line: a stray mark reaches no further than that."""


_MARK = re.compile(r"[“„«»\"「『‹]|^(?:[ \t]*>|\t| {4}|[*_])", re.MULTILINE)


_LEAST_CLAIMS = 2


@lru_cache(maxsize=1)
def _claims() -> re.Pattern[str]:
    """A sentence behind a label that says that it is a claim: "CLAIM: ..." before it, "Zitat 2" above it."""
    data = json.loads(files("syndetect").joinpath("data", "set_off.json").read_text("utf-8"))
    labels = "|".join(re.escape(label) for words in data["claims"].values() for label in words)
    return re.compile(
        rf"^(?:\d{{1,2}}[.)] )?[*_]{{0,2}}(?:{labels})(?: (?:no\. |nr\. )?\d{{1,2}})?[*_]{{0,2}}"
        r"(?: ?[:.–—-][*_]{0,2} |[:.]?[*_]{0,2}\n{1,2})[^\n]{8,3000}",
        re.MULTILINE | re.IGNORECASE,
    )


def set_off(text: str) -> Union:
    """What a text has in quotation marks, or in blocks that are indented, in italics or behind labels."""
    # Looking for a mark first is several times quicker than trying every kind at every place.
    found = []
    mark = _MARK.search(text)
    while mark is not None:
        match = _SET_OFF.match(text, mark.start())
        if match is not None:
            found.append(match.span())
        mark = _MARK.search(text, mark.start() + 1 if match is None else max(match.end(), mark.start() + 1))
    claims = [match.span() for match in _claims().finditer(text)]
    return union([*found, *claims] if len(claims) >= _LEAST_CLAIMS else found)
