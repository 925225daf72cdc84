"""Parts of a very long document aligned in place of all of it, and what was found as of the whole."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace

from syndetect.model import Document, Evidence, Passage, Span

_BETWEEN = "\n\n0\n\n"
"""Stands between parts and is left out as furniture, so that no passage reaches from one to another."""


@dataclass(frozen=True, slots=True)
class Extract:
    """Where the parts of a text stand in it and in the text made of them; `length`: of the whole text."""

    begins: tuple[int, ...]
    places: tuple[int, ...]
    length: int
    taken: int

    @property
    def marks(self) -> tuple[int, ...]:
        """Where in the text made of parts the words between them begin."""
        return tuple(place - len(_BETWEEN) + _BETWEEN.index("0") for place in self.places[1:])

    def whole(self, span: Span) -> Span:
        """A stretch inside one part, in the whole text."""
        part = bisect_right(self.places, span.begin) - 1
        shift = self.begins[part] - self.places[part]
        return Span(span.begin + shift, span.end + shift)

    def words(self, count: int) -> int:
        """About how many words the whole has, when the parts have so many."""
        return round(count * self.length / max(1, self.taken))


def extract(document: Document, spans: Sequence[tuple[int, int]]) -> tuple[Document, Extract]:
    """The document with those stretches of its text only, and how to come back from them."""
    parts = [document.text[begin:end] for begin, end in spans]
    places, at = [], 0
    for part in parts:
        places.append(at)
        at += len(part) + len(_BETWEEN)
    taken = sum(map(len, parts))
    made = Extract(tuple(begin for begin, _ in spans), tuple(places), len(document.text), taken)
    return replace(document, text=_BETWEEN.join(parts)), made


@dataclass(frozen=True, slots=True)
class ExtractedPair:
    """The two sides of a pair as they were aligned: their words, and of which of them that is an extract."""

    counts: tuple[int, int]
    parts: tuple[Extract | None, Extract | None]

    @property
    def words(self) -> tuple[int, int]:
        """About how many words the whole texts have."""
        (left, right), (one, two) = self.counts, self.parts
        return one.words(left) if one else left, two.words(right) if two else right

    def evidence(self, found: Evidence) -> Evidence:
        """What was measured, as of the whole texts.

        What was left out is taken to share nothing: shares of that side get smaller, counts stay.
        """
        if self.parts == (None, None):
            return found
        sizes = self.words
        left, right = (count / max(1, size) for count, size in zip(self.counts, sizes, strict=True))
        common = found.resemblance * sum(self.counts) / (1 + found.resemblance)
        return replace(
            found,
            resemblance=common / max(1.0, sum(sizes) - common),
            containment_left=found.containment_left * left,
            containment_right=found.containment_right * right,
            coverage_left=found.coverage_left * left,
            coverage_right=found.coverage_right * right,
            aligned_left=found.aligned_left * left,
            aligned_right=found.aligned_right * right,
            carried_left=found.carried_left * left,
            carried_right=found.carried_right * right,
            narrative_left=found.narrative_left * left,
            narrative_right=found.narrative_right * right,
            trigrams_left=found.trigrams_left * left,
            trigrams_right=found.trigrams_right * right,
            # The squares of the weights add up, and the cosine divides by their root.
            topic=found.topic * math.sqrt(left * right),
            boilerplate_left=found.boilerplate_left - _marks(self.parts[0]),
            boilerplate_right=found.boilerplate_right - _marks(self.parts[1]),
        )

    def placed(self, passages: tuple[Passage, ...]) -> tuple[Passage, ...]:
        """The passages with their places in the whole texts."""
        left, right = self.parts
        if left is None and right is None:
            return passages
        return tuple(
            replace(
                passage,
                left=left.whole(passage.left) if left else passage.left,
                right=right.whole(passage.right) if right else passage.right,
            )
            for passage in passages
        )


def _marks(extract: Extract | None) -> int:
    return len(extract.marks) if extract else 0
