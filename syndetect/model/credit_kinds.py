"""The kinds of credits, in one table: what each is worth, what it speaks for, and how it is said."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

CreditKind = Literal["named", "wire", "source-line", "link", "vague", "none", "unread"]


@dataclass(frozen=True, slots=True)
class KindOfCredit:
    """A row, the strongest kind first.

    `words`: how it is said, with a place for the name. `weight`: what it weighs as evidence of direction, a
    row of ``data/provenance.json``. `notice`: of two that overlap the one with the lower number stays: a
    notice says more than the words in it. `whole`: it speaks for all of a text, wherever it is;
    `elsewhere`: it gives the text as somebody else's; `placed`: at the opening or the end it speaks for all
    of the text, and in between for its paragraph. `mark`: an outlet may bear its own; `given`: there is one.
    `verdict`: what a report without an audit makes of it.
    """

    words: str
    verdict: Literal["full", "vague", "uncredited", "unread"]
    notice: int
    weight: str = "credited"
    names: bool = True
    whole: bool = False
    elsewhere: bool = False
    placed: bool = True
    mark: bool = False
    given: bool = True


CREDIT_KINDS: Mapping[CreditKind, KindOfCredit] = {
    "named": KindOfCredit("credits {}", "full", 2),
    "wire": KindOfCredit(
        "carries the mark of {}", "full", 0, weight="marked", whole=True, elsewhere=True, mark=True
    ),
    "source-line": KindOfCredit("names {} in its source line", "full", 1, whole=True, elsewhere=True),
    "link": KindOfCredit("links to {}", "full", 3, elsewhere=True, placed=False),
    "vague": KindOfCredit("credits a source without a name", "vague", 4, names=False),
    "none": KindOfCredit("no credit", "uncredited", 5, names=False, given=False),
    "unread": KindOfCredit(
        "credits not fully looked for in this language", "unread", 6, names=False, given=False
    ),
}

STRENGTH: Mapping[CreditKind, int] = {kind: place for place, kind in enumerate(CREDIT_KINDS)}
"""The place of each kind in the table: 0 is the strongest."""
