"""The kinds of credits, in one table: the weight of each, how much of a text it covers, and its words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

CreditKind = Literal["named", "wire", "source-line", "link", "vague", "none", "unread"]


@dataclass(frozen=True, slots=True)
class KindOfCredit:
    """A row of the table, which begins with the strongest kind.

    `words`: the kind in words, with {} for the name. `weight`: the row of ``data/provenance.json`` with its
    weight as evidence of direction. `notice`: of two credits that overlap, the one with the lower number
    stays. `names`: it contains a name. `whole`: it covers the whole text, wherever it is. `elsewhere`: it
    attributes the text to somebody else. `placed`: at the opening or the end it covers the whole text, in
    between only its paragraph. `mark`: an outlet can print its own mark. `given`: there is a credit.
    `verdict`: the verdict on it in a report without an audit.
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

STRENGTH: Mapping[CreditKind, int] = {kind: rank for rank, kind in enumerate(CREDIT_KINDS)}
"""The rank of each kind: 0 is the strongest."""
