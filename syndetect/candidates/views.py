"""The views that find pairs by features which few texts have: one table, over which all else goes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol, TypeVar

T_co = TypeVar("T_co", covariant=True)


@dataclass(frozen=True, slots=True)
class RareView:
    """What a text is found by in one view, what that weighs, and how it is said.

    `noun`: what its features are, in figures; `called`: the same in a sentence, with names of settings. Each
    feature that two texts share adds `share` to the number that is asked for, and `strength` to how much it
    is; of one that is popular, and so counts for less, `popular` is left beside what its class leaves.
    """

    noun: str
    called: str
    share: float
    strength: float
    popular: float


RARE_VIEWS = (
    RareView("runs", "common runs of {rare_words} words", share=1.0, strength=1.0, popular=1.0),
    # A pair of content words is found more easily, and words in any order are soon popular by chance.
    RareView("pairs", "common pairs of content words", share=0.5, strength=0.75, popular=0.5),
)
"""The rare-wording and the rare-content view, in the order of their postings and of their tags."""


class HasViews(Protocol[T_co]):
    """What holds something for each view: the postings of a batch, of a corpus, of an archive."""

    @property
    def rare(self) -> T_co:
        """Of the rare-wording view."""
        ...

    @property
    def content(self) -> T_co:
        """Of the rare-content view."""
        ...


def by_view(held: HasViews[T_co]) -> tuple[T_co, ...]:
    """What is held for each view, in the order of the table."""
    return held.rare, held.content
