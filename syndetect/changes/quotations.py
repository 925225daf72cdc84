"""Quotations that a taker gives otherwise than its source does."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

from syndetect.changes.figures import figures
from syndetect.changes.tokens import tokens_of
from syndetect.model import Change, Span

_QUOTED = re.compile(
    r"“([^“”\n]{10,600})”|„([^“”„\n]{10,600})[“”]|«([^«»\n]{10,600})»|»([^«»\n]{10,600})«"
    # Straight marks do not tell which way they look: the space beside them does.
    r"|(?:(?<=[\s(\[—–-])|(?<![\s\S]))\"(?=\S)([^\"\n]{10,600})(?<=\S)\"(?!\w)"
)
_MARK = re.compile('[“„«»"]')
_LEFT_OUT = re.compile(r"\[(?:…|\.\.\.)\]|\((?:…|\.\.\.)\)|…|\.\.\.|\. \. \.")
_INSERTED = re.compile(r"[\[(][^\[\]()\n]{1,60}[\])]")
_LEAST = 4
_ALIKE = 0.6
_FEW, _TRIED = 100, 10
"""Quotations of a stretch that are all held against each other; of more, as many are tried for each."""

_SHORT = {
    "n't": "not", "'re": "are", "'ve": "have", "'ll": "will", "'m": "am", "'s": "is", "'d": "would",
}  # fmt: skip
_SPELT = (
    (re.compile(r"(?<=[a-z]{3})our\b|(?<=[a-z]{3})our(?=(?:s|ed|ing|able|ite)\b)"), "or"),
    (re.compile(r"(?<=[a-z]{3})is(?=(?:e|es|ed|ing|ation|ations)\b)"), "iz"),
    (re.compile(r"ll(?=(?:ed|ing|er|ers)\b)"), "l"),
    (re.compile(r"(?<=[a-z]{2}t)re\b"), "er"),
)
"""British spellings as American ones; it only matters that both become one."""


def altered_quotations(source: str, target: str, left: Span, right: Span) -> Iterator[Change]:
    """Quotations of the target's stretch whose words are nearly those of one in the source's stretch.

    Words left out change nothing, at either end or where an ellipsis says so: a quotation may be cut short.
    Nor do words put in between brackets, spelling, short forms, or a figure told in words.
    """
    if not _MARK.search(target, right.begin, right.end):
        return
    from rapidfuzz.distance import Indel

    given = [(span, quoted_words(source, span)) for span in _quotations(source, left)]
    if not given:
        return
    # One quotation may be told in two halves, with the speaker between them, on either side.
    spoken = [word for _, words in given for word in words]
    places: dict[str, list[int]] = defaultdict(list)
    for place, word in enumerate(spoken):
        places[word].append(place)
    holding = _holding([words for _, words in given])
    for span in _quotations(target, right):
        words = quoted_words(target, span)
        if len(words) < _LEAST or all(
            any(spoken[at : at + len(piece)] == piece for at in places[piece[0]])
            for piece in _pieces(target, span)
        ):
            continue
        rows = _likely(words, holding, len(given))
        if not rows:
            continue
        scores = {row: Indel.normalized_similarity(words, given[row][1]) for row in rows}
        at = max(rows, key=lambda row: (scores[row], -row))
        original, other = given[at]
        if scores[at] >= _ALIKE and not _part_of(other, words):
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


def quoted_words(text: str, span: Span) -> list[str]:
    """The words of a quotation in one spelling, brackets left out."""
    return [word for piece in _pieces(text, span) for word in piece]


def _pieces(text: str, span: Span) -> list[list[str]]:
    """The words of a quotation, cut where an ellipsis or a bracket stands for words of the original."""
    plain = text[span.begin : span.end]
    return [
        found
        for part in _LEFT_OUT.split(plain)
        for piece in _INSERTED.split(part)
        if (found := _words(piece))
    ]


def _words(text: str) -> list[str]:
    tokens = tokens_of(text, Span(0, len(text)))
    figure_at = {figure.first: figure for figure in figures(text, tokens)}
    found: list[str] = []
    at = 0
    while at < len(tokens):
        figure = figure_at.get(at)
        if figure is not None:
            found.append(min(figure.keys))
            at = figure.last + 1
        else:
            found += _spelt(tokens[at].form)
            at += 1
    return found


def _spelt(form: str) -> list[str]:
    form = form.replace("’", "'")
    for short, whole in _SHORT.items():
        if form.endswith(short) and len(form) > len(short):
            return [form.removesuffix(short), whole]
    if form == "cannot":
        return ["ca", "not"]
    for pattern, other in _SPELT:
        form = pattern.sub(other, form)
    return form.split("-")


def _quotations(text: str, span: Span) -> Iterator[Span]:
    # A passage may begin or end inside a quotation; what stands a little further out belongs to it.
    for match in _QUOTED.finditer(text, max(0, span.begin - 2), min(len(text), span.end + 2)):
        group = match.lastindex or 1
        yield Span(*match.span(group))


def _part_of(words: Sequence[str], other: Sequence[str]) -> bool:
    size = len(words)
    return any(list(other[at : at + size]) == list(words) for at in range(len(other) - size + 1))
