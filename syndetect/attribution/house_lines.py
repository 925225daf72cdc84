"""Lines of the house below an article: where to read on, whom to ring, what else there is.

Who prints a wire sets them, all papers of a house the same. They are neither cut by those who do not have
them, nor do those who have them have the article from each other.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping

from syndetect.attribution.agency_signs import is_common
from syndetect.model import Span
from syndetect.text.longer_words import longer_words

_LINES = 3
"""Lines at the end that may be of the house."""

_LONGEST = 32
"""Words of such a line at most."""

_KNOWN = 0.12
"""Share of a line's longer words that stand in the article from which it speaks of what the article does."""

_STEM = 5
"""Letters by which forms of a word are told to be of one: replaced, replacement."""

_LEAST = 1
"""Longer words that a line must have to tell that."""

_PAPERS = 3
"""Articles that have a line, its figures apart, before it is called one of the house."""

FEWEST = _PAPERS + 1
"""Articles of which some may have a line that is one of the house: all but one, at most."""

_FIGURES = re.compile(r"[\W\d_]+")
_FIRST = re.compile(r"\A[^\W\d_]+")

_ARTICLE = 4
"""How many times as long as its house lines an article is, at least."""


def shared_lines(
    texts: Mapping[str, str], lines: Mapping[str, tuple[Span, ...]]
) -> dict[str, tuple[Span, ...]]:
    """Those of the lines of each article that several have and others lack, whatever figures stand in them.

    By article. What all have is the end of the article.
    """
    keys = {id: [_key(texts[id], span) for span in spans] for id, spans in lines.items() if spans}
    if not keys:
        return {}
    asked = {key for some in keys.values() for key in some}
    begun = {_begin(key) for key in asked}
    # Wherever it stands: what follows a line in one paper may be lacking in another.
    known = Counter(
        key
        for text in texts.values()
        for key in {_FIGURES.sub(" ", line) for line in text.casefold().split("\n") if _begin(line) in begun}
        & asked
    )
    found = {}
    for id, some in keys.items():
        kept = tuple(
            span for span, key in zip(lines[id], some, strict=True) if _PAPERS <= known[key] < len(texts)
        )
        if kept:
            found[id] = kept
    return found


def _begin(line: str) -> str:
    """The first letters of a line, up to its first figure or mark: lines of one key have the same."""
    match = _FIRST.match(line)
    return match[0] if match is not None else ""


def _key(text: str, span: Span) -> str:
    return _FIGURES.sub(" ", text[span.begin : span.end].casefold())


def last_lines(text: str) -> tuple[Span, ...]:
    """The lines at the end of a text that speak of nothing that the text before them speaks of."""
    found: list[Span] = []
    end = len(text.rstrip())
    for _ in range(_LINES):
        begin = text.rfind("\n", 0, end) + 1
        if begin == 0:
            break
        line = text[begin:end]
        words = longer_words(line)
        rest = text[:begin].rstrip()
        if (
            len(line.split()) > _LONGEST
            or (len(text) - begin) * _ARTICLE > len(rest)
            or not _foreign(words, rest)
        ):
            break
        found.append(Span(begin, end))
        end = len(rest)
    return tuple(reversed(found))


def _foreign(found: frozenset[str], article: str) -> bool:
    words = [word for word in found if not is_common(word)]
    if len(words) < _LEAST:
        return False
    said = article.casefold()
    return sum(word[:_STEM] in said for word in words) < _KNOWN * len(words)
