"""What stands between quotation marks."""

from __future__ import annotations

import re

# Straight marks count as a pair only where they cling to what they enclose: inches and strays do not.
_MARK = re.compile('[“«„「『”»"‘‚‹＂]')
_QUOTATION = re.compile(
    r"“[^“”\n]{2,1200}(?:[”\n]|\Z)|«[^«»\n]{2,1200}»|„[^„“”\"\n]{2,1200}[“”\"]|「[^「」\n]{2,800}」"
    r"|”(?=\S)[^“”\n]{2,1200}(?<=\S)”|»(?=\S)[^«»\n]{2,1200}(?<=\S)[«»]"
    r"|(?<!\w)\"(?=\S)[^\"\n]{2,1200}(?<=\S)\"|(?<!\w)\" [^\"\n]{2,1200} \"(?!\w)"
    r"|(?<!\w)‘[^‘’\n]{2,20}[^‘\n]{0,600}?[,.!?]’(?!\w)"
    r"|(?<!\w)‘[^‘’\n]{20,600}’(?=[,.;:!?])|‚[^‚‘\n]{2,600}‘|『[^『』\n]{2,800}』|‹[^‹›\n]{2,600}›|＂[^＂\n]{2,800}＂"
)


def quotations(text: str) -> list[tuple[int, int]]:
    """Begin and end of every quotation, its marks included."""
    # Looking for a mark first is several times quicker than trying every kind of quotation at every place.
    spans = []
    mark = _MARK.search(text)
    while mark is not None:
        match = _QUOTATION.match(text, mark.start())
        if match is not None:
            spans.append(match.span())
        mark = _MARK.search(text, mark.end() if match is None else match.end())
    return spans
