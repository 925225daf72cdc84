"""Traces of another outlet that a taker of its text left standing: "told the BBC", "our correspondent"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from syndetect.attribution import credit_grammar
from syndetect.attribution.credit_wording import Terms, Wording, grouped, phrase, places, wording
from syndetect.attribution.mentions import Mention, find_mentions, name_set, same_outlet
from syndetect.attribution.tellings import telling_at

LeftoverKind = Literal["told", "knows", "staff", "photo", "nameless", "phrase"]


@dataclass(frozen=True, slots=True)
class Leftover:
    """A trace of the outlet `name` (None where the words name nobody, such as "our correspondent").

    `kind` is what the outlet does: it was `told`, it `knows` or tried to check, its `staff` appear, or it
    is credited with a `photo`; `nameless` is an outlet's way of speaking of itself; a `phrase` is
    wording that in the corpus only the outlet uses.
    """

    name: str | None
    begin: int
    end: int
    kind: LeftoverKind


def find_leftovers(
    text: str,
    outlets: Sequence[str] = (),
    own: str | None = None,
    words: Wording | None = None,
    mentions: Sequence[Mention] | None = None,
) -> tuple[Leftover, ...]:
    """Every trace in `text`, by place; those of `own`, the article's outlet, are left out.

    `outlets` are names to look for besides those known. Offsets are code points, the wording is inside.
    `mentions` are those in the text, where they were looked for before.
    """
    words = words or wording()
    asked = name_set(outlets)
    found = [
        leftover
        for mention in (find_mentions(text, outlets, words) if mentions is None else mentions)
        if not same_outlet(mention.name, own)
        and (
            leftover := _around(text, mention, words)
            or (_told(text, mention, words) if mention.name in asked else None)
        )
        is not None
    ]
    taken = {place for leftover in found for place in range(leftover.begin, leftover.end)}
    found += [
        Leftover(None, begin, end, "nameless")
        for _, begin, end in places(text, _nameless(words.spelled["nameless"]))
        if begin not in taken and end - 1 not in taken
    ]
    return tuple(sorted(found, key=lambda leftover: (leftover.begin, leftover.end)))


def _around(text: str, mention: Mention, words: Wording) -> Leftover | None:
    left, right = credit_grammar.before(text, mention.begin), credit_grammar.behind(text, mention.end)
    ahead = credit_grammar.lead(left.trimmed(":"), ("told", "photo"), words)
    if ahead is not None and _whole(right, words):
        kind: LeftoverKind = "photo" if ahead[0] == "photo" else "told"
        return Leftover(mention.name, ahead[1].begin, mention.end, kind)
    across = credit_grammar.wording_across(left, words)
    if across is not None and _whole(right, words):
        return Leftover(mention.name, across.begin, mention.end, "told")
    heard = credit_grammar.heard(left, right, words)
    if heard is not None:
        return Leftover(mention.name, mention.begin, heard, "told")
    at = credit_grammar.past_marks(right, words)
    for size in range(min(8, len(right.words) - at), 0, -1):
        if " ".join(right.words[at : at + size]) in words.lists["knows"]:
            return Leftover(mention.name, mention.begin, right.end(at + size - 1), "knows")
    if not mention.open and right.words[:1] and right.words[0] in words.lists["staff"]:
        return Leftover(mention.name, mention.begin, right.end(0), "staff")
    return None


def _told(text: str, mention: Mention, words: Wording) -> Leftover | None:
    """What somebody told an outlet that is known, in words that no list has."""
    telling = telling_at(text, mention, words)
    if telling is None or telling.kind != "told":
        return None
    return Leftover(mention.name, telling.begin, telling.end, "told")


def _whole(right: credit_grammar.NearbyTokens, words: Wording) -> bool:
    """Whether the name ends here: nobody speaks to "BBC Radio's new studio"."""
    return not (right.words and right.proper(0) and phrase(right.words[0]) not in words.press["months"])


@lru_cache(maxsize=4)
def _nameless(terms: tuple[str, ...]) -> Terms:
    # A wording inside a longer one ("our correspondent") would be found twice: the shorter stands for both.
    return grouped(
        tuple(term for term in terms if not any(other != term and other in term for other in terms))
    )
