"""Quotations that a taker gives otherwise than its source does."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from syndetect.changes.tokens import tokens_of
from syndetect.model import Change, Span

_QUOTED = re.compile(
    r"“([^“”\n]{10,600})”|„([^“„\n]{10,600})“|«([^«»\n]{10,600})»|»([^«»\n]{10,600})«|\"([^\"\n]{10,600})\""
)
_MARK = re.compile('[“„«»"]')
_LEAST = 4
_ALIKE = 0.6
_FEW, _TRIED = 100, 10
"""Quotations of a stretch that are all held against each other; of more, as many are tried for each."""


def altered_quotations(source: str, target: str, left: Span, right: Span) -> Iterator[Change]:
    """Quotations of the target's stretch whose words are nearly those of one in the source's stretch.

    Words left out at either end change nothing: a quotation may be cut short.
    """
    if not _MARK.search(target, right.begin, right.end):
        return
    from rapidfuzz.distance import Indel

    given = [(span, [token.form for token in tokens_of(source, span)]) for span in _quotations(source, left)]
    holding = _holding([words for _, words in given])
    for span in _quotations(target, right):
        words = [token.form for token in tokens_of(target, span)]
        rows = _likely(words, holding, len(given)) if len(words) >= _LEAST else ()
        if not rows:
            continue
        scores = {row: Indel.normalized_similarity(words, given[row][1]) for row in rows}
        at = max(rows, key=lambda row: (scores[row], -row))
        original, other = given[at]
        if scores[at] >= _ALIKE and not _part_of(words, other):
            yield Change(
                "quotation",
                source[original.begin : original.end],
                target[span.begin : span.end],
                original,
                span,
            )


def _holding(given: Sequence[Sequence[str]]) -> dict[str, list[int]]:
    """The quotations that hold each word, ascending."""
    holding: dict[str, list[int]] = {}
    for row, words in enumerate(given):
        for word in dict.fromkeys(words):
            holding.setdefault(word, []).append(row)
    return holding


def _likely(words: Sequence[str], holding: Mapping[str, list[int]], total: int) -> Sequence[int]:
    """The quotations that may be meant: all of a few, else those that share the most of their rarer words."""
    if total <= _FEW:
        return range(total)
    rows = (holding.get(word, ()) for word in dict.fromkeys(words))
    shared = Counter(row for found in rows if len(found) <= _FEW for row in found)
    return sorted(shared, key=lambda row: (-shared[row], row))[:_TRIED]


def _quotations(text: str, span: Span) -> Iterator[Span]:
    # A passage may begin or end inside a quotation; what stands a little further out belongs to it.
    for match in _QUOTED.finditer(text, max(0, span.begin - 2), min(len(text), span.end + 2)):
        group = match.lastindex or 1
        yield Span(*match.span(group))


def _part_of(words: list[str], other: list[str]) -> bool:
    size = len(words)
    return any(other[at : at + size] == words for at in range(len(other) - size + 1))
