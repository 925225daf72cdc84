"""What a text has beyond what it shares with another one: behind it, where editors cut, or ahead of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from syndetect.attribution.profile import Profile
from syndetect.model import Pair, Span

_LEAST = 80
"""Code points from which a stretch between passages counts: less is a by-line or a date."""

_ENDS = tuple('.!?…"”»“’)')
"""How a sentence ends; the slice of an empty line is none of these."""

_BEFORE = 0.04, 0.14
"""Share of a text ahead of all that is shared, from which on it counts, and from which on it counts whole.

Articles are cut from the end. A text that has something ahead has taken the shared part up into its own.
"""

_INTRODUCTION = 300
"""Code points ahead that say all they can: less may be the standfirst that another has left away."""

_ALONE = 0.6, 0.8
"""The same for all that is not shared: who prints less than a fifth of an article would hardly be called its
taker, and who builds a whole text into one five times as long is.
"""

_BETWEEN, _HOLES = (0.2, 0.35), 5
"""Share of a text in gaps between shared parts that are one in the other text, from which on it counts, and
counts whole; and how many such gaps there must be. Editors leave out few paragraphs in the middle; who
answers, checks or annotates a text adds something to each of its points."""

_HOLE = 40
"""Code points of such a gap: a short remark."""

_MARK, _LABEL = 3, 30
"""Code points that may stand behind the line ahead of a gap, and ahead of the text on the line behind it."""

_MOST_BEHIND = 0.5


@dataclass(frozen=True, slots=True)
class UnsharedShares:
    """Shares of a text, in code points, that no passage covers: ahead of all passages, and the rest.

    `unexplained` is what of the rest has no other explanation either, `length` the code points of the text.
    `between` is the share that stands in `holes`: gaps where the other text goes on without a break.
    """

    before: float
    behind: float
    unexplained: float
    length: int
    between: float = 0.0
    holes: int = 0

    @property
    def preceding(self) -> float:
        """How far the text looks to begin with words of its own, 0 to 1."""
        return _ramp(self.before, _BEFORE) * min(1.0, self.before * self.length / _INTRODUCTION)

    @property
    def surrounding(self) -> float:
        """How far it looks to have taken the shared part up into a text of its own, 0 to 1."""
        return max(self.preceding, _ramp(self.before + self.behind, _ALONE), self.interleaved)

    @property
    def interleaved(self) -> float:
        """How far it looks to comment the shared part bit by bit, 0 to 1."""
        return _ramp(self.between, _BETWEEN) if self.holes >= _HOLES else 0.0

    @property
    def cut(self) -> float:
        """The share that the other text would have cut, were it made from this one; .5 at most."""
        return min(_MOST_BEHIND, self.unexplained) * (1 - self.surrounding)


def surplus_of(text: str, spans: Sequence[Span], elsewhere: Sequence[Span] = ()) -> UnsharedShares:
    """What `text` has outside `spans`, of which there is at least one; `elsewhere` it has from others."""
    before, behind = _gaps(text, spans)
    rest = _gaps(text, [*spans, *elsewhere])[1] if elsewhere else behind
    length = max(1, len(text))
    return UnsharedShares(before / length, behind / length, min(rest, behind) / length, length)


def _gaps(text: str, spans: Sequence[Span]) -> tuple[int, int]:
    """Code points of prose ahead of all spans, and those in the other gaps."""
    before = behind = at = 0
    for span in sorted(spans, key=lambda one: (one.begin, one.end)):
        gap = span.begin - at
        if at == 0:
            prose_ahead = sum(len(line) for line in text[: span.begin].split("\n") if _is_prose(line))
            before = prose_ahead if prose_ahead >= _LEAST else 0
        elif gap >= _LEAST:
            behind += gap
        at = max(at, span.end)
    if len(text) - at >= _LEAST:
        behind += len(text) - at
    return before, behind


def _is_prose(line: str) -> bool:
    """Whether a line tells something: headlines, banners and datelines stand ahead of any text."""
    line = line.rstrip()
    return len(line) >= _LEAST or line[-1:] in _ENDS


def surpluses(pair: Pair, left: Profile, right: Profile) -> tuple[UnsharedShares, UnsharedShares]:
    """What each side of a pair has beyond its passages; nothing where there are none."""
    if not pair.passages:
        return UnsharedShares(0.0, 0.0, 0.0, 1), UnsharedShares(0.0, 0.0, 0.0, 1)
    shared = [passage.left for passage in pair.passages], [passage.right for passage in pair.passages]
    # Lines of the house are neither cut nor the text's own.
    first, second = (
        surplus_of(side.document.text, [*spans, *side.house], side.elsewhere)
        for side, spans in zip((left, right), shared, strict=True)
    )
    texts = left.document.text, right.document.text
    # What another article explains is no remark: it was blended in.
    blended = bool(left.elsewhere), bool(right.elsewhere)
    return (
        first if blended[0] else _with_holes(first, texts[0], *shared),
        second if blended[1] else _with_holes(second, texts[1], *shared[::-1]),
    )


def _with_holes(
    surplus: UnsharedShares, text: str, spans: Sequence[Span], others: Sequence[Span]
) -> UnsharedShares:
    """A surplus with the paragraphs between parts that follow each other at once in the other text."""
    order = sorted(range(len(spans)), key=lambda row: (spans[row].begin, spans[row].end))
    found = [
        gap
        for one, after in pairwise(order)
        if (gap := spans[after].begin - spans[one].end) >= _HOLE
        and abs(others[after].begin - others[one].end) < _HOLE
        and _is_paragraphs(text, spans[one].end, spans[after].begin)
    ]
    return replace(surplus, between=sum(found) / surplus.length, holes=len(found))


def _is_paragraphs(text: str, begin: int, end: int) -> bool:
    """Whether a gap is of whole lines, but for a mark behind the line ahead and a label on the line after."""
    first, last = text.find("\n", begin, end), text.rfind("\n", begin, end)
    return 0 <= first <= begin + _MARK and last >= end - _LABEL and last - first >= _HOLE // 2


def _ramp(share: float, limits: tuple[float, float]) -> float:
    low, high = limits
    return min(1.0, max(0.0, (share - low) / (high - low)))
