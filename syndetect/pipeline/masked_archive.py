"""Pairs with articles of which an archive keeps no text, but where their words stand.

The article that is at hand is laid over the other: what this is known to share stands in a text of its
length, and in place of every other word one that nobody has. So passages are where they are, and what is not
known to be shared counts as not shared. Verdicts that rest on what articles do not share are not told.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

import numpy as np

from syndetect.archive.positions import HIDDEN, TextAtHand, Unknown, hidden, invented, laid_over
from syndetect.kernels.words import I64
from syndetect.model import Document, Pair, Skipped
from syndetect.pipeline.archives import Archive
from syndetect.pipeline.judging import judged
from syndetect.pipeline.run_log import RunLog
from syndetect.pipeline.submitted import Submitted
from syndetect.plugins import Executor
from syndetect.settings import Settings

REASON = (
    "the archive keeps no text of {id}: passages are where its fingerprints are those of the other text, "
    "and nothing that was reworded is found"
)
NOTE = (
    "keeps no texts: passages of its articles are told by their places, letters that are not known to be "
    f"shared stand as {HIDDEN}, and what was reworded or translated is not found; hold submissions against "
    "the articles themselves for that"
)


LEAST_RUN = 25
"""Words in a row that an excerpt of a text that is not known must have."""

_AT_HAND = 64
"""Texts whose words are held ready to be laid over others."""


def told_of(archive: Archive) -> Iterator[Skipped]:
    """What a report has to say of an archive without texts."""
    if archive.masked:
        yield Skipped(str(getattr(archive, "path", "the archive")), NOTE, note=True)


class Laid:
    """The articles of an archive without texts, with what those at hand are known to share with them."""

    def __init__(self, ours: Submitted) -> None:
        self._ours = ours
        self._sources: dict[int, TextAtHand] = {}

    def is_masked(self, place: int) -> bool:
        """Whether the text of an article is missing."""
        archive = self._ours.archive
        return place < len(archive) and archive.document(place).masked

    def over(self, place: int, others: Sequence[int], unknown: Callable[[Unknown], str]) -> str:
        """What stands in for the text at a place, as far as some others that are at hand tell it."""
        kept = self._ours.archive.positions(place)
        return laid_over(kept, [self._source(other) for other in others], unknown)

    def _source(self, place: int) -> TextAtHand:
        if place not in self._sources:
            if len(self._sources) >= _AT_HAND:
                self._sources.clear()
            self._sources[place] = TextAtHand(self._ours.document(place).text)
        return self._sources[place]


class _StandIns:
    """The articles of some pairs, each side of each with a place of its own where its text is missing."""

    def __init__(self, laid: Laid, ours: Submitted, pairs: I64, beside: Mapping[int, Sequence[int]]) -> None:
        """`beside`: the articles at hand that tell of those of which both sides are missing.

        Pairs of which nothing is at hand are left out; `pairs` are those that are left.
        """
        self._laid, self._ours = laid, ours
        self._stand_ins: list[tuple[int, tuple[int, ...]]] = []
        found = []
        sources: list[tuple[int, ...]]
        for pair in pairs.tolist():
            masked = [laid.is_masked(place) for place in pair]
            if not all(masked):
                sources = [(other,) for other in pair[::-1]]
            elif all(beside.get(place) for place in pair):
                sources = [tuple(beside[place]) for place in pair]
            else:
                continue
            found.append(
                [
                    self._placed(place, own) if missing else place
                    for place, own, missing in zip(pair, sources, masked, strict=True)
                ]
            )
        self.pairs: I64 = np.array(found, np.int64).reshape(-1, 2)

    def _placed(self, place: int, sources: tuple[int, ...]) -> int:
        self._stand_ins.append((place, sources))
        return len(self._ours) + len(self._stand_ins) - 1

    def __len__(self) -> int:
        return len(self._ours) + len(self._stand_ins)

    def document(self, place: int) -> Document:
        """The article at a place, with its text or what stands in for it."""
        if place < len(self._ours):
            return self._ours.document(place)
        masked, sources = self._stand_ins[place - len(self._ours)]
        return replace(self._ours.listed(masked), text=self._laid.over(masked, sources, invented))

    def sizes(self) -> I64:
        """About how many characters each article has, by place."""
        known = self._ours.sizes()
        return np.concatenate((known, known[[place for place, _ in self._stand_ins]]))


class JudgedBeside:
    """Pairs of places aligned, measured and judged, as far as texts are there."""

    def __init__(self, ours: Submitted, settings: Settings, executor: Executor, run: RunLog) -> None:
        self._ours, self._work = ours, (ours.corpus, settings, executor, run)
        self._laid = Laid(ours)
        own = range(len(ours.archive), len(ours))
        self._own = {ours.id(place): place for place in own} if ours.archive.masked else {}
        self._beside: dict[int, list[int]] = defaultdict(list)

    def _place(self, id: str) -> int:
        place = self._own.get(id, self._ours.archive.place_of(id))
        if place is None:
            raise KeyError(id)
        return place

    def __call__(self, places: I64) -> list[Pair]:
        """The pairs that are worth telling, in the order of the work."""
        if not self._ours.archive.masked:
            return list(judged(self._ours, places, *self._work))
        shelf = _StandIns(self._laid, self._ours, places, self._beside)
        found = []
        for pair in judged(shelf, shelf.pairs, *self._work):
            sides = [(id, self._place(id)) for id in (pair.left, pair.right)]
            missing = [id for id, place in sides if self._laid.is_masked(place)]
            if missing and not _is_sure(pair):
                continue
            found.append(replace(pair, reasons=(*pair.reasons, *(REASON.format(id=id) for id in missing))))
            for (_, place), (_, other) in (sides, sides[::-1]):
                if self._laid.is_masked(place) and not self._laid.is_masked(other):
                    self._beside[place].append(other)
        for others in self._beside.values():
            others.sort()
        return found

    def laid_open(
        self, documents: Sequence[Document]
    ) -> tuple[list[Document], Callable[[list[Document]], list[Document]]]:
        """The documents with all that is known of their texts, and what shows them with nothing invented."""
        found, shown = [], {}
        for one in documents:
            if one.masked and (sources := self._beside.get(self._place(one.id))):
                text, shown[one.id] = (
                    self._laid.over(self._place(one.id), sources, way) for way in (invented, hidden)
                )
                found.append(replace(one, text=text))
            else:
                found.append(one)
        return found, lambda some: [
            replace(one, text=shown[one.id]) if one.id in shown else one for one in some
        ]


def _is_sure(pair: Pair) -> bool:
    """Whether a verdict stands though most of a text is not known.

    That two tell of one thing independently, or in other words, says as much of what they do not share; and a
    short stretch that forms have in common is told from an excerpt by what these were filled in with.
    """
    if pair.relation == "copy":
        return True
    return pair.relation == "excerpt" and pair.evidence.longest_run >= LEAST_RUN
