"""Part of two texts in two languages, held beside each other as if it were all that there is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from syndetect.crosslingual.alignment import Beads, supported
from syndetect.crosslingual.keyed_texts import KeyedText, places_of

FEWEST_BEADS = 4
"""Sentences answered one after the other that make a stretch; fewer are in any two reports of an event."""

_APART = 1
"""Sentences at most on either side that may stand unanswered in between."""


def longest_stretch(beads: Beads) -> tuple[int, int, int, int] | None:
    """Where the stretch with the most beads begins and ends, in sentences; None where none has enough."""
    runs = list(_runs(beads.spans[supported(beads)].tolist()))
    longest = max(runs, key=len, default=[])
    if len(longest) < FEWEST_BEADS:
        return None
    return longest[0][0], longest[-1][1], longest[0][2], longest[-1][3]


def _runs(spans: Sequence[list[int]]) -> Iterator[list[list[int]]]:
    run: list[list[int]] = []
    for span in sorted(spans):
        if run and not (span[0] - run[-1][1] <= _APART and 0 <= span[2] - run[-1][3] <= _APART):
            yield run
            run = []
        run.append(span)
    if run:
        yield run


def some_sentences(side: KeyedText, begin: int, end: int) -> KeyedText:
    """Some of the sentences of a text, as a text."""
    rows = np.flatnonzero((side.units >= begin) & (side.units < end))
    keys = tuple(side.keys[row] for row in rows.tolist())
    return KeyedText(
        language=side.language,
        keys=keys,
        units=side.units[rows] - begin,
        weights=side.weights[rows],
        facts=side.facts[rows],
        begins=side.begins[begin:end],
        ends=side.ends[begin:end],
        words=side.words[begin:end],
        quoted=side.quoted[begin:end],
        glossed=side.glossed,
        places=places_of(keys),
    )
