"""Quotations that a taker gives otherwise than its source does."""

from __future__ import annotations

import re
from collections.abc import Iterator

from syndetect.changes.tokens import tokens_of
from syndetect.model import Change, Span

_QUOTED = re.compile(
    r"“([^“”\n]{10,600})”|„([^“„\n]{10,600})“|«([^«»\n]{10,600})»|»([^«»\n]{10,600})«|\"([^\"\n]{10,600})\""
)
_MARK = re.compile('[“„«»"]')
_LEAST = 4
_ALIKE = 0.6


def altered_quotations(source: str, target: str, left: Span, right: Span) -> Iterator[Change]:
    """Quotations of the target's stretch whose words are nearly those of one in the source's stretch.

    Words left out at either end change nothing: a quotation may be cut short.
    """
    if not _MARK.search(target, right.begin, right.end):
        return
    from rapidfuzz.distance import Indel

    given = [(span, [token.form for token in tokens_of(source, span)]) for span in _quotations(source, left)]
    for span in _quotations(target, right):
        words = [token.form for token in tokens_of(target, span)]
        if len(words) < _LEAST or not given:
            continue
        scores = [Indel.normalized_similarity(words, other) for _, other in given]
        at = max(range(len(given)), key=lambda row: (scores[row], -row))
        original, other = given[at]
        if scores[at] >= _ALIKE and not _part_of(words, other):
            yield Change(
                "quotation",
                source[original.begin : original.end],
                target[span.begin : span.end],
                original,
                span,
            )


def _quotations(text: str, span: Span) -> Iterator[Span]:
    # A passage may begin or end inside a quotation; what stands a little further out belongs to it.
    for match in _QUOTED.finditer(text, max(0, span.begin - 2), min(len(text), span.end + 2)):
        group = match.lastindex or 1
        yield Span(*match.span(group))


def _part_of(words: list[str], other: list[str]) -> bool:
    size = len(words)
    return any(other[at : at + size] == words for at in range(len(other) - size + 1))
