"""What an article has from all its sources together: the share of its words, and how many they are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from syndetect.attribution.document_words import DocumentWords, words_of
from syndetect.model import Document, Family, Pair, Span
from syndetect.spans import union


@dataclass(frozen=True, slots=True)
class TakenText:
    """What a pair says of one of its sides: stretches inside passages, coverage, words of furniture."""

    spans: tuple[Span, ...]
    coverage: float
    furniture: int


def with_totals(
    documents: Sequence[Document], pairs: Sequence[Pair], families: Sequence[Family]
) -> list[Document]:
    """The documents with `total_coverage` and `total_derived_words`, over all that they were made from.

    A source is whatever the direction of a derived pair says, inside a family or not, and what `from` names
    where equal texts were never paired. Where a family's source is no member, what its members share is from
    there.
    """
    taken = _taken(pairs, families)
    unpaired = _unpaired(pairs, families)
    read = words_of(document.text for document in documents if document.id in taken)
    found = []
    for document in documents:
        if (share := unpaired.get(document.id)) is not None:
            words = round(share * document.words)
            found.append(replace(document, total_coverage=share, total_derived_words=words))
        elif (parts := taken.get(document.id)) is not None:
            words = _inside(read[document.text], [(s.begin, s.end) for part in parts for s in part.spans])
            share = _share(parts, words, document.words)
            found.append(replace(document, total_coverage=share, total_derived_words=words))
        else:
            found.append(document)
    return found


def words_inside(text: str, spans: Sequence[tuple[int, int]]) -> int:
    """How many words of a text begin inside the union of spans."""
    return _inside(words_of([text])[text], spans)


def _inside(read: DocumentWords, spans: Sequence[tuple[int, int]]) -> int:
    begins, ends = (np.searchsorted(read.begins, np.array(side, np.int64)) for side in union(spans))
    return int((ends - begins).sum())


def _share(parts: Sequence[TakenText], words: int, length: int) -> float:
    """The share of an article's words, furniture left out, that its sources have together.

    One source covers what its pair says. Several cover the union of their passages, no less than the one that
    covers most, and no more than all one after the other.
    """
    shares = [part.coverage for part in parts]
    together = words / max(1, length - min(part.furniture for part in parts))
    return min(1.0, max(*shares, min(sum(shares), together), 0.0))


def _taken(pairs: Sequence[Pair], families: Sequence[Family]) -> Mapping[str, list[TakenText]]:
    """For each document what its pairs with its sources say of it."""
    outside = {
        member.document
        for family in families
        if family.source.document is None and family.source.name is not None
        for member in family.members
    }
    found: dict[str, list[TakenText]] = defaultdict(list)
    for pair in pairs:
        if pair.derived:
            for id, part in _sides(pair, outside):
                found[id].append(part)
    return found


def _sides(pair: Pair, outside: set[str]) -> Iterator[tuple[str, TakenText]]:
    """The sides of a pair that were made from the other one, or with it from a source outside."""
    evidence = pair.evidence
    common = pair.direction == "common-source" and {pair.left, pair.right} <= outside
    if common or pair.direction == "left-from-right":
        spans = tuple(passage.left for passage in pair.passages)
        yield pair.left, TakenText(spans, evidence.coverage_left, evidence.boilerplate_left)
    if common or pair.direction == "right-from-left":
        spans = tuple(passage.right for passage in pair.passages)
        yield pair.right, TakenText(spans, evidence.coverage_right, evidence.boilerplate_right)


def _unpaired(pairs: Sequence[Pair], families: Sequence[Family]) -> Mapping[str, float]:
    """The coverage of members that were never paired with their source, since another has the same words."""
    known = {(pair.left, pair.right) for pair in pairs}
    return {
        member.document: member.coverage
        for family in families
        for member in family.members
        if member.source is not None
        and (member.document, member.source) not in known
        and (member.source, member.document) not in known
    }
