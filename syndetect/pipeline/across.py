"""Pairs in two languages on their way through the verdict: sentences beside each other, passages of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from syndetect import plugins
from syndetect.classify import Verdict, judged_across, stays, with_event, with_stretch
from syndetect.columns import Prepared
from syndetect.crosslingual import (
    EventMeasures,
    KeyedText,
    Measures,
    SideBySide,
    beside,
    event_of,
    keyed_text,
    stretch_of,
)
from syndetect.crosslingual.glosses import Glosses, gathered, own, together
from syndetect.model import Document, Evidence, Passage, Span
from syndetect.text.publication_dates import days_between

_UNKNOWN = "und"


@lru_cache(maxsize=4)
def glosses_of(path: str) -> Glosses:
    """The package's own word list, with that of the user's file where one is named.

    Raises SettingsError, naming the file, when it is none.
    """
    if not path:
        return own()
    return together(own(), gathered(plugins.load_input("glossary")(path)))


class CrossLanguageChunk:
    """The articles of a chunk as they are held against those of other languages, each read once."""

    def __init__(self, articles: Prepared, documents: Sequence[Document], glossary: str = "") -> None:
        """`glossary`: the path of a word list of the user's, empty for none."""
        self._articles, self._documents, self._glossary = articles, documents, glossary
        self._sides: dict[int, KeyedText] = {}

    def _side(self, row: int) -> KeyedText:
        found = self._sides.get(row)
        if found is None:
            found = keyed_text(
                self._articles.tokens[row], self._documents[row].text, glosses_of(self._glossary)
            )
            self._sides[row] = found
        return found

    def judged(
        self, rows: NDArray[np.int64], verdicts: Sequence[Verdict], evidence: Sequence[Evidence]
    ) -> tuple[list[Verdict], dict[int, SideBySide], dict[int, TwoReports]]:
        """The verdicts, those in two languages anew, the pairs that are translations, and what others share.

        Whether these others tell one event depends on their dates as well.
        """
        languages, words = self._articles.tokens.languages, np.diff(self._articles.firsts).tolist()
        found, translated, reports = list(verdicts), dict[int, SideBySide](), dict[int, TwoReports]()
        for place, (left, right) in enumerate(rows.tolist()):
            spoken = languages[left], languages[right]
            if spoken[0] == spoken[1] or _UNKNOWN in spoken or stays(found[place], evidence[place]):
                continue
            pair = beside(self._side(left), self._side(right))
            sizes = words[left], words[right]
            found[place] = judged_across(found[place], pair.measures, evidence[place], sizes, spoken)
            if found[place].relation == "translation":
                translated[place] = pair
            elif not found[place].derives:
                reports[place] = TwoReports(event_of(pair), stretch_of(pair), spoken)
        return found, translated, reports


@dataclass(frozen=True, slots=True)
class TwoReports:
    """Two texts in two languages that are no translations: what they share, and their likest stretch."""

    shared: EventMeasures
    stretch: Measures
    languages: tuple[str, str]

    def judged(self, verdict: Verdict, left: Document, right: Document) -> Verdict:
        """The verdict on the two as articles: equal texts of other days tell other events."""
        days = days_between(left.published, right.published)
        return with_stretch(with_event(verdict, self.shared, days, self.languages), self.stretch)


def passages_across(pair: SideBySide) -> tuple[Passage, ...]:
    """The sentences that answer each other, a passage a bead."""
    left, right = pair.left, pair.right
    beads = pair.beads
    return tuple(
        Passage(
            Span(int(left.begins[a]), int(left.ends[b - 1])),
            Span(int(right.begins[c]), int(right.ends[d - 1])),
            "translated",
            round(min(1.0, float(alike)), 4),
        )
        for (a, b, c, d), alike in zip(
            beads.spans[pair.supported].tolist(), beads.likeness[pair.supported].tolist(), strict=True
        )
    )


def evidence_across(pair: SideBySide, measured: Evidence) -> Evidence:
    """Evidence with the shares of the sentences that answer each other; all else stays as it was measured."""
    spans = pair.beads.spans[pair.supported]
    inside = [np.zeros(len(side), np.bool_) for side in (pair.left, pair.right)]
    for a, b, c, d in spans.tolist():
        inside[0][a:b] = inside[1][c:d] = True
    counts = [int(side.words[one].sum()) for side, one in zip((pair.left, pair.right), inside, strict=True)]
    totals = [max(1, int(side.words.sum())) for side in (pair.left, pair.right)]
    shares = [count / total for count, total in zip(counts, totals, strict=True)]
    better = 0 if shares[0] >= shares[1] else 1
    side, kept = (pair.left, pair.right)[better], inside[better]
    quoted = float((side.words * side.quoted)[kept].sum()) / max(1, counts[better])
    return replace(
        measured,
        coverage_left=shares[0],
        coverage_right=shares[1],
        aligned_left=shares[0],
        aligned_right=shares[1],
        verbatim=0.0,
        edited=0.0,
        reworded=0.0,
        translated=1.0,
        quoted=quoted,
        order=1.0 - pair.measures.moved / max(1, len(spans)),
        passages=len(spans),
        steps=pair.measures.sentences,
        matched_words=counts[better],
        narrative_left=pair.measures.carried_left,
        narrative_right=pair.measures.carried_right,
        facts=pair.measures.facts,
    )
