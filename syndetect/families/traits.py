"""What each member of a family says of itself, read once: dates, credits, leftovers, names, habits."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from syndetect.families.clock import Interval, published_between
from syndetect.families.credits import find_credits
from syndetect.families.declared import field_credits
from syndetect.families.introductions import Introductions, introductions
from syndetect.families.leftovers import Leftover, find_leftovers
from syndetect.families.mentions import find_mentions, same_outlet
from syndetect.families.notices import host_credit
from syndetect.families.phrases import Phrases
from syndetect.families.varieties import Habits, habits
from syndetect.families.wording import Wording
from syndetect.families.words import Words, words_of
from syndetect.model import Credit, Document


@dataclass(frozen=True, slots=True)
class Traits:
    """A document and everything that speaks for or against its text being its own."""

    document: Document
    published: Interval | None
    credits: tuple[Credit, ...]
    leftovers: tuple[Leftover, ...]
    names: Introductions
    habits: Habits
    words: Words
    later: bool = False
    """Whether it was handed in to be held against the others."""

    @property
    def id(self) -> str:
        """The document's id."""
        return self.document.id

    @property
    def outlet(self) -> str | None:
        """The document's outlet."""
        return self.document.outlet

    def credits_outlet(self, outlet: str | None) -> Credit | None:
        """The first credit to that outlet, or None."""
        return next((credit for credit in self.credits if same_outlet(credit.name, outlet)), None)

    def left_by(self, outlet: str | None) -> Leftover | None:
        """The first trace of that outlet, or None."""
        return next((trace for trace in self.leftovers if same_outlet(trace.name, outlet)), None)


def traits_of(
    groups: Iterable[Sequence[str]],
    by_id: Mapping[str, Document],
    words: Wording,
    phrases: Phrases,
    later: Collection[str] = (),
) -> dict[str, Traits]:
    """The traits of every member; a family's outlets are looked for in all its members' texts."""
    found = {}
    groups = list(groups)
    read = words_of(by_id[id].text for members in groups for id in members)
    for members in groups:
        outlets = sorted({outlet for id in members if (outlet := by_id[id].outlet)})
        named = {word for name in outlets for word in name.split()}
        # Equal texts of one outlet are read once: a wire's forty prints are one reading.
        known: dict[tuple[str, str | None], tuple[tuple[Credit, ...], tuple[Leftover, ...]]] = {}
        said: dict[str, tuple[Introductions, Habits]] = {}
        for id in members:
            document = by_id[id]
            key = document.text, document.outlet
            if key not in known:
                mentions = list(find_mentions(document.text, outlets, words))
                credits = find_credits(document.text, outlets, document.outlet, words, mentions)
                traces = find_leftovers(document.text, outlets, document.outlet, words, mentions)
                known[key] = credits, (*traces, *phrases.traces(document, read[document.text]))
            credits, traces = known[key]
            if document.text not in said:
                press = named.union(*((one.name or "").split() for one in credits))
                said[document.text] = introductions(document.text, press), habits(document.text)
            linked = host_credit(document, outlets, words)
            credits = (*credits, *field_credits(document, outlets, words))
            found[id] = Traits(
                document,
                published_between(document.published),
                (*credits, linked) if linked is not None else credits,
                traces,
                *said[document.text],
                read[document.text],
                id in later,
            )
    return found
