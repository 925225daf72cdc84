"""What changed on the way: facts told otherwise in aligned passages, sentences cut and sentences added."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import islice

from syndetect.batching import batched
from syndetect.boilerplate.head_and_foot import edges
from syndetect.changes.facts import altered_facts
from syndetect.changes.quotations import altered_quotations
from syndetect.changes.tokens import tokens_of
from syndetect.faults import contained
from syndetect.model import Change, Changes, Document, Family, Fault, Member, Pair, Passage, Span
from syndetect.plugins import MapFunction
from syndetect.spans import meets, share_inside, union
from syndetect.text import lexicon
from syndetect.text.line_starts import lines
from syndetect.text.longer_words import longer_words, share_among
from syndetect.text.sentences import rough_sentences

__all__ = ["changes_between", "with_changes"]

_KEPT = 0.3
"""A sentence less than this far inside passages was cut, or is the taker's own."""

_TOLD = 0.15
"""A sentence inside a passage with less of its longer words in the other text was dropped, not retold."""

_LEAST_WORDS = 4
_HEADLINE_WORDS = 12
"""A line that ends without a stop and has fewer words is a headline or furniture, not a sentence."""

_MOST = 200
_LIKELY = 0.5
"""Passages less alike than this are too freely told for a word to answer a word."""

_BOOK, _TIMES = 300_000, 20
"""Characters, and times the length of its taker, from which on a source was no article to be shortened: what
it has besides is not listed, and only what stands near the passages is looked at."""

_NEAR = 5_000

_MORE_WORDS = 4
"""Words around a passage in which a change is looked for as well."""

_ALIKE_WORDS, _ALIKE_REACH = 24, 200
_ALIKE, _LEAST_ALIKE = 0.6, 3
"""The same, and the characters that they may take, where the rest of the sentence is alike on both sides:
this share of its words, and so many. Two changes close together, as in a first sentence, leave runs between
them that are too short for a passage."""

_STOPS = '.!?:;"”“»«–—-'
"""What ends a sentence, or a dateline."""

_WORD = re.compile(r"\S+")

_CHARACTERS = 200_000
"""Of the takers' texts that are compared at a time, here or in another process."""

Sides = list[tuple[Span, Span, Passage]]


@dataclass(frozen=True, slots=True)
class _Asked:
    """A member to be compared with its source; `others` are stretches from a further source."""

    source: Document
    target: Document
    sides: Sides
    others: Sequence[Span]


def with_changes(
    families: Sequence[Family],
    documents: Sequence[Document],
    pairs: Sequence[Pair],
    mapped: MapFunction = map,
    faults: list[Fault] | None = None,
) -> list[Family]:
    """The families, every member with a source compared with it; `mapped` does what `map` does.

    To `faults` is added what is missing because of an error of ours.
    """
    by_id = {document.id: document for document in documents}
    by_ids = {(pair.left, pair.right): pair for pair in pairs}
    asked = [
        _asked(member, by_id, by_ids)
        for family in families
        for member in family.members
        if member.source is not None
    ]
    compared: list[Changes | None] = []
    for some, missing in mapped(_changes, batched(asked, _CHARACTERS, lambda one: len(one.target.text))):
        compared += some
        if faults is not None:
            faults += missing
    found = iter(compared)
    return [
        replace(
            family,
            members=tuple(
                member if member.source is None else replace(member, changes=next(found))
                for member in family.members
            ),
        )
        for family in families
    ]


def _asked(member: Member, by_id: Mapping[str, Document], pairs: Mapping[tuple[str, str], Pair]) -> _Asked:
    source, target = by_id[member.source or ""], by_id[member.document]
    others = [span for second in member.also for _, span, _ in _sides(pairs, second.document, target.id)]
    return _Asked(source, target, _sides(pairs, source.id, target.id), others)


def _changes(batch: Sequence[_Asked]) -> tuple[list[Changes | None], list[Fault]]:
    found: list[Changes | None] = []
    faults: list[Fault] = []
    for one in batch:
        source, target = one.source.id, one.target.id
        changes = None
        with contained(faults, "changes", f"what changed from {source} to {target}", (source, target)):
            changes = _compared(one)
        found.append(changes)
    return found, faults


def _compared(asked: _Asked) -> Changes | None:
    if asked.source.masked or asked.target.masked:
        return None
    if asked.source.text == asked.target.text:
        return Changes(tuple(_headline(asked.source, asked.target)))
    if not asked.sides:
        return None
    return changes_between(asked.source, asked.target, asked.sides, asked.others)


def _sides(pairs: Mapping[tuple[str, str], Pair], source: str, target: str) -> Sides:
    """Passages as (source's span, target's span)."""
    if (pair := pairs.get((source, target))) is not None:
        return [(passage.left, passage.right, passage) for passage in pair.passages]
    pair = pairs.get((target, source))
    return [(passage.right, passage.left, passage) for passage in pair.passages] if pair is not None else []


def changes_between(source: Document, target: Document, sides: Sides, others: Sequence[Span] = ()) -> Changes:
    """What changed from `source` to `target`; `others` are stretches of the target from a further source."""
    translated = any(passage.kind == "translated" for _, _, passage in sides)
    # Between two languages no word can be held against a word.
    altered = [] if translated else [*_headline(source, target)]
    for left, right, passage in sides:
        # A first or last word that was changed stands just outside.
        wide = _widened(source.text, target.text, left, right)
        if translated or source.text[wide[0].begin : wide[0].end] == target.text[wide[1].begin : wide[1].end]:
            continue
        altered += altered_quotations(source.text, target.text, left, right)
        if passage.kind != "quote" and passage.similarity >= _LIKELY:
            altered += altered_facts(source.text, target.text, *wide)
    altered = list(dict.fromkeys(altered))
    altered = _outside_edges(_outside_quotations(altered), source, target)
    lefts, rights = [left for left, _, _ in sides], [right for _, right, _ in sides]
    book = len(source.text) >= _BOOK and len(source.text) >= _TIMES * len(target.text)
    alike = 0.0 if translated else _TOLD
    cut = [] if book else list(_outside(source.text, lefts, target.text, alike=alike))
    origin = _around(source.text, lefts) if book else source.text
    # What a second source explains is held by its passages alone.
    added = list(_outside(target.text, [*rights, *others], origin, others, alike=alike))
    return Changes(
        tuple(altered[:_MOST]),
        tuple(span for span, _ in cut),
        tuple(span for span, _ in added),
        sum(count for _, count in cut),
        sum(count for _, count in added),
    )


def _widened(source: str, target: str, left: Span, right: Span) -> tuple[Span, Span]:
    """Stretches that answer each other with words ahead and behind of the same sentence: a few, or all."""
    sides = (source, left), (target, right)
    begins = _alike(*(_ahead(text, span.begin) for text, span in sides))
    ends = _alike(*(_behind(text, span.end) for text, span in sides))
    first, second = (
        Span(
            min((word.start() for word in ahead), default=span.begin),
            max((word.end() for word in behind), default=span.end),
        )
        for (_, span), ahead, behind in zip(sides, begins, ends, strict=True)
    )
    return first, second


def _ahead(text: str, begin: int) -> list[re.Match[str]]:
    """The words ahead of a place that are of its sentence, the nearest first."""
    found: list[re.Match[str]] = []
    at = begin
    for word in reversed(list(_WORD.finditer(text, max(0, begin - _ALIKE_REACH), begin))[-_ALIKE_WORDS:]):
        if word[0][-1] in _STOPS or "\n" in text[word.end() : at]:
            break
        found.append(word)
        at = word.start()
    return found


def _behind(text: str, end: int) -> list[re.Match[str]]:
    """The words behind a place that are of its sentence, the nearest first."""
    found: list[re.Match[str]] = []
    at = end
    for word in islice(_WORD.finditer(text, end, end + _ALIKE_REACH), _ALIKE_WORDS):
        if text[at - 1 : at] in tuple(_STOPS) or "\n" in text[at : word.start()]:
            break
        found.append(word)
        at = word.end()
    return found


def _alike(one: list[re.Match[str]], other: list[re.Match[str]]) -> tuple[list[re.Match[str]], ...]:
    """All words of the two sides where they are alike, else the few nearest of each."""
    counts = [Counter(word[0].casefold() for word in side) for side in (one, other)]
    shared = (counts[0] & counts[1]).total()
    if shared >= _LEAST_ALIKE and shared >= _ALIKE * max(len(one), len(other)):
        return one, other
    return one[:_MORE_WORDS], other[:_MORE_WORDS]


def _outside_quotations(altered: Sequence[Change]) -> list[Change]:
    """The changes without the figures, names and other facts inside a quotation that is told as a whole."""
    quoted = [one for one in altered if one.kind == "quotation"]
    return [
        one
        for one in altered
        if one.kind in {"quotation", "headline"} or not any(_is_inside(one, other) for other in quoted)
    ]


def _outside_edges(altered: Sequence[Change], source: Document, target: Document) -> list[Change]:
    """The changes without those in the lines that name author, place and day: each article has its own."""
    if all(one.kind == "headline" for one in altered):
        return list(altered)
    inside = [union(_edges(one.text, lexicon.code(one.language or "") or _ANY)) for one in (source, target)]
    return [
        one
        for one in altered
        if not (
            isinstance(one.source, Span)
            and isinstance(one.target, Span)
            and all(map(meets, (one.source, one.target), inside))
        )
    ]


_ANY = "und"
"""The language of an article of which it is not known: lines of all languages are."""


def _is_inside(change: Change, quotation: Change) -> bool:
    """Whether a change stands on both sides inside a quotation, as far as it has a place there."""
    places = (change.source, quotation.source), (change.target, quotation.target)
    return all(
        own is None or (other is not None and other.begin <= own.begin and own.end <= other.end)
        for own, other in places
    )


# A source has several takers, and a taker may be a source.
_sentences = lru_cache(maxsize=16)(lambda text: tuple(rough_sentences(text)))
_words = lru_cache(maxsize=16)(longer_words)
_edges = lru_cache(maxsize=16)(lambda text, language: tuple(edges(text, lines(text), language)))
_tokens = lru_cache(maxsize=16)(lambda text: frozenset(text.split()))


def _around(text: str, spans: Sequence[Span]) -> str:
    """What stands inside spans and near them."""
    return "\n".join(text[max(0, span.begin - _NEAR) : span.end + _NEAR] for span in spans)


def _headline(source: Document, target: Document) -> Iterator[Change]:
    if not source.title or not target.title:
        return
    forms = [
        [token.form for token in tokens_of(title, Span(0, len(title)))]
        for title in (source.title, target.title)
    ]
    if forms[0] != forms[1]:
        yield Change("headline", source.title, target.title)


def _outside(
    text: str, spans: Sequence[Span], other: str, sure: Sequence[Span] = (), *, alike: float = _TOLD
) -> Iterator[tuple[Span, int]]:
    """Sentences that stand in no passage, or in one without being told in it; with their words.

    `other` is the text on the other side; stretches in `sure` are told in any case, and others
    where that text has this share, `alike`, of their longer words.
    """
    inside = union([(span.begin, span.end) for span in spans])
    kept = union([(span.begin, span.end) for span in sure])
    tokens = _tokens(other)
    for span in _sentences(text):
        sentence = text[span.begin : span.end]
        parts = sentence.split()
        # Words that stand inside a sentence stand whole where the sentence stands; most are nowhere.
        if tokens.issuperset(parts[1:-1]) and sentence in other:
            continue
        if share_inside(span, inside) >= _KEPT and (
            share_among(longer_words(sentence), _words(other)) >= alike or share_inside(span, kept) >= _KEPT
        ):
            continue
        stopped = sentence[-1] in ".!?…”\"»’')"
        if len(parts) >= (_LEAST_WORDS if stopped else _HEADLINE_WORDS):
            yield span, len(parts)
