"""What two articles share because both quote it at length: a statute, a poem, a list, a statement in full.

Quotation marks are not all that tells it. A text is announced ("reads as follows:"), its clauses are
numbered, its lines are verses. Who announces a text has it from elsewhere, and so may whoever shares it with
that article.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from syndetect.attribution.profile import Profile
from syndetect.model import Span
from syndetect.spans import Union, covered, union

_GAP = 60
"""Code points between two passages of one quotation: the number of a clause, a line break."""

_NUMBER = 16
"""Code points that a number of a clause has at most: "Article 9. – I. "."""

_AHEAD = 300
"""Code points ahead of a passage in which it may be announced."""

_ANNOUNCED = re.compile(
    r"\b(?:as follows|following text|verbatim|word for word|in full|it (?:now )?reads|in these words"
    r"|wie folgt|im wortlaut|im volltext|lautet(?: so| nun)?|so heißt es|heißt es dort"
    r"|como sigue|dice así|reza así|textualmente|texto íntegro|lo siguiente|en estos términos"
    r"|comme suit|ainsi (?:rédigé|libellé|conçu)e?s?|in extenso|texte intégral|en ces termes|dit ceci"
    r"|come segue|recita così|testo integrale|como segue|na íntegra|nestes termos|după cum urmează"
    r"|som följer|som følger|als volgt)$",
    re.IGNORECASE,
)
_OPENED = "".join(chr(code) for code in range(0x3001) if chr(code).isspace()) + '*_>"“„«»'
"""What may stand between the announcement of a text and the text."""

_WORDING = 24
"""Code points at most of the wordings that announce a text, and of the sign before them."""

_CLAUSE = re.compile(
    r"(?:^|(?<=[.;:)–-] ))[^\S\n]*(?:§{1,2} ?\d|\(\d{1,2}[a-z]?\)|\d{1,2}[.)] |[IVX]{1,4}\. |[a-h]\) "
    r"|(?:art(?:icle|ículo|ikel|icolo|igo|\.)|section|sec\.|paragraph|absatz|abs\.|[-•*–]) ?\d{0,3}\b)",
    re.IGNORECASE | re.MULTILINE,
)
_CLAUSES = 3

_LETTER = re.compile(
    r"\b(?:open letter|offener brief|lettre ouverte|carta abierta|carta aberta|lettera aperta|open brief"
    r"|öppet brev|åbent brev|scrisoare deschisă|list otwarty)\b"
    r"|^(?:dear|madame|monsieur|sehr geehrte[rs]?|estimad[oa]s?|distinguid[oa]s?|excelentíssim[oa]"
    r"|gentile|egregi[oa]?|geachte)\b[^\n.]{2,60}[,:!]",
    re.IGNORECASE | re.MULTILINE,
)
_TOP = 200
"""Code points from the top in which a letter says that it is one, or addresses somebody."""

_VERSE, _VERSES = 55, 4
"""Code points of a line of verse at most, and how many such lines in a row are verse."""

_UNENDED = 0.4
"""Share of the lines of a poem that end in no full stop; of short paragraphs nearly all do."""


def announced(text: str, spans: Sequence[Span]) -> Union:
    """Those of the stretches that are announced as somebody else's text, and what follows them at once."""
    found: list[tuple[int, int]] = []
    last = -1
    for span in sorted(spans, key=lambda one: (one.begin, one.end)):
        goes_on = last >= 0 and span.begin - last < _GAP
        begin = _head(text, span.begin)
        if goes_on or _is_announced(text[max(0, begin - _AHEAD) : begin]):
            found.append((span.begin, span.end))
            last = span.end
        else:
            last = -1
    return union(found)


def _is_announced(ahead: str) -> bool:
    """Whether what stands ahead of a text says that it follows."""
    ahead = ahead.rstrip(_OPENED)
    return ahead.endswith(":") or _ANNOUNCED.search(ahead.rstrip("." + _OPENED)[-_WORDING:]) is not None


def quotes(side: Profile, spans: Sequence[Span]) -> float:
    """The share of stretches of a text that it has from elsewhere, by its marks, lines or announcements."""
    text = side.document.text
    shared = [(span.begin, span.end) for span in spans]
    length = covered(shared)
    if not length:
        return 0.0
    if _is_form_of_words(text, spans):
        return 1.0
    marked = list(zip(*side.set_off, strict=True))
    told = list(zip(*announced(text, spans), strict=True))
    own = covered([*marked, *told])
    both = own + length - covered([*marked, *told, *shared])
    return both / length


def is_letter(text: str) -> bool:
    """Whether a text is a letter that somebody wrote to somebody: papers print it, and wrote it not."""
    return _LETTER.search(text[:_TOP]) is not None


def _is_form_of_words(text: str, spans: Sequence[Span]) -> bool:
    """Whether stretches of a text are clauses or verses for the most part."""
    size = sum(span.end - span.begin for span in spans)
    found = 0
    for begin, end in _together(spans):
        part = text[_head(text, begin) : end]
        if sum(1 for _ in _CLAUSE.finditer(part)) >= _CLAUSES or _in_verse(part):
            found += end - begin
    return 2 * found > size


def _head(text: str, begin: int) -> int:
    """Where the line of a passage begins, if only a number or a mark stands ahead of it there."""
    head = text.rfind("\n", 0, begin) + 1
    return head if begin - head <= _NUMBER else begin


def _together(spans: Sequence[Span]) -> list[tuple[int, int]]:
    """Stretches, those that follow each other closely as one."""
    found: list[tuple[int, int]] = []
    for span in sorted(spans, key=lambda one: (one.begin, one.end)):
        if found and span.begin - found[-1][1] < _GAP:
            found[-1] = found[-1][0], max(found[-1][1], span.end)
        else:
            found.append((span.begin, span.end))
    return found


def _in_verse(part: str) -> bool:
    lines = [line.strip() for line in part.split("\n") if line.strip()]
    if len(lines) < _VERSES or max(map(len, lines)) > _VERSE:
        return False
    return sum(not line.endswith((".", "!", "?", "…")) for line in lines) >= _UNENDED * len(lines)
