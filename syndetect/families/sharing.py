"""How much of each member's wording each other member has: the sets that sources are weighed by."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from syndetect.families.nodes import Nodes
from syndetect.families.words import Words
from syndetect.kernels.members import among
from syndetect.kernels.text import I32, U64, mix
from syndetect.spans import covered

_RUN = 3


@dataclass(frozen=True, slots=True)
class Wordings:
    """Runs of three words of one text: their hashes, sorted and distinct, with where each first stands.

    `begins`, `ends`: int32, code points.
    """

    runs: U64
    begins: I32
    ends: I32

    def __len__(self) -> int:
        return len(self.runs)

    def shared(self, other: Wordings) -> int:
        """How many runs both texts have."""
        short, long = sorted((self.runs, other.runs), key=len)
        return int(np.count_nonzero(among(short, long)))


def wordings_of(nodes: Nodes) -> list[Wordings]:
    """The runs of each place's text."""
    return [runs_of(side.lead.words) for side in nodes.sides]


def runs_of(read: Words) -> Wordings:
    """The runs of a text's words."""
    hashes, begins, ends = read.hashes, read.begins, read.ends
    size = max(0, len(hashes) - _RUN + 1)
    joined = hashes[:size].copy()
    for step in range(1, _RUN):
        joined = mix(joined) + hashes[step : size + step]
    values, first = np.unique(joined, return_index=True)
    return Wordings(values, begins[first], ends[first + _RUN - 1] if size else ends[:0])


def inside_share(nodes: Nodes) -> list[float]:
    """The share of each place's text, in code points, that stands inside a passage with any other place."""
    return [
        min(1.0, covered(found) / max(1, len(side.lead.document.text)))
        for found, side in zip(_inside(nodes), nodes.sides, strict=True)
    ]


def elsewhere_share(nodes: Nodes) -> list[float]:
    """The share of each place's text that stands in none, and in passages with other families' articles."""
    found = []
    for spans, side in zip(_inside(nodes), nodes.sides, strict=True):
        others = [(span.begin, span.end) for span in side.lead.elsewhere]
        length = max(1, len(side.lead.document.text))
        found.append((covered([*spans, *others]) - covered(spans)) / length if others else 0.0)
    return found


def _inside(nodes: Nodes) -> list[list[tuple[int, int]]]:
    """The stretches of each place's text inside passages."""
    spans: list[list[tuple[int, int]]] = [[] for _ in nodes.sides]
    for (left, right), pair in nodes.ties.items():
        spans[left].extend((passage.left.begin, passage.left.end) for passage in pair.passages)
        spans[right].extend((passage.right.begin, passage.right.end) for passage in pair.passages)
    return spans
