"""What each member of a family says of itself, read once: dates, credits, leftovers, names, habits."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from syndetect.attribution.agency_signs import signs_in_common
from syndetect.attribution.credit_lines import host_credit
from syndetect.attribution.credit_wording import Wording
from syndetect.attribution.credits import find_credits
from syndetect.attribution.declared import field_credits
from syndetect.attribution.document_words import DocumentWords, words_of
from syndetect.attribution.handouts import Mark, find_handout, is_about
from syndetect.attribution.house_lines import last_lines, shared_lines
from syndetect.attribution.introductions import NO_INTRODUCTIONS, Introductions, introductions
from syndetect.attribution.leftovers import Leftover, find_leftovers
from syndetect.attribution.mentions import Mention, Same, find_mentions, same_outlet
from syndetect.attribution.phrases import Phrases
from syndetect.attribution.set_off import set_off
from syndetect.attribution.varieties import Habits, habits
from syndetect.boilerplate.repeats import repeated
from syndetect.faults import contained
from syndetect.model import Credit, Document, Fault, Span
from syndetect.spans import Union
from syndetect.text.publication_dates import Interval, published_between


@dataclass(frozen=True, slots=True)
class Traits:
    """A document and everything that speaks for or against its text being its own."""

    document: Document
    published: Interval | None
    credits: tuple[Credit, ...]
    leftovers: tuple[Leftover, ...]
    names: Introductions
    habits: Habits
    words: DocumentWords
    handout: tuple[Mark, ...] = ()
    set_off: Union = ((), ())
    house: tuple[Span, ...] = ()
    """Lines of the house at its end, and what an extraction doubled: they say nothing of whom it is from."""
    later: bool = False
    """Whether it was handed in to be held against the others."""
    elsewhere: tuple[Span, ...] = ()
    """What of its text it shares with articles of other families, and so may have from there."""
    read: bool = True
    """Whether the wordings by which its language gives credits are known."""

    @property
    def hands_out(self) -> bool:
        """Whether its text is a hand-out about its own outlet."""
        return bool(self.handout) and is_about(self.document.text, self.outlet)

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
    faults: list[Fault] | None = None,
) -> dict[str, Traits]:
    """The traits of every member; a family's outlets are looked for in all its members' texts.

    To `faults` is added what could not be read of a text because of an error of ours.
    """
    faults = [] if faults is None else faults
    found = {}
    groups = list(groups)
    read = words_of(by_id[id].text for members in groups for id in members)
    for members in groups:
        outlets = sorted({outlet for id in members if (outlet := by_id[id].outlet)})
        known_as = {outlet.casefold() for outlet in outlets}
        signs = signs_in_common((by_id[id].text, by_id[id].outlet) for id in members)
        signs = [sign for sign in signs if sign.casefold() not in known_as]
        named = {word for name in outlets for word in name.split()}
        asked, same = (*outlets, *signs), Same(words)
        # Equal texts of one outlet are read once: a wire's forty prints are one reading.
        known: dict[tuple[str, str | None], tuple[tuple[Credit, ...], tuple[Leftover, ...]]] = {}
        said: dict[str, tuple[Introductions, Habits, tuple[Mark, ...], Union, tuple[Span, ...]]] = {}
        for id in members:
            document = by_id[id]
            key = document.text, document.outlet
            if key not in known:
                known[key] = (), ()
                with contained(faults, "families", f"the credits of {id}", (id,)):
                    credits = _credits(*key, asked, same)
                    known[key] = credits, ()
                    traces = _leftovers(*key, tuple(outlets), asked, same)
                    known[key] = credits, (*traces, *phrases.traces(document, read[document.text]))
            credits, traces = known[key]
            if document.text not in said:
                press = named.union(*((one.name or "").split() for one in credits))
                said[document.text] = NO_INTRODUCTIONS, {}, (), ((), ()), ()
                with contained(faults, "families", f"the names and habits of {id}", (id,)):
                    said[document.text] = _introduced(document.text, frozenset(press)), *_said(document.text)
            linked = published = None
            with contained(faults, "families", f"the date and the links of {id}", (id,)):
                published = published_between(document.published)
                linked = host_credit(document, outlets, words)
            credits = (*credits, *field_credits(document, outlets, words))
            introduced, habits, marks, quoted, house = said[document.text]
            found[id] = Traits(
                document,
                published,
                (*credits, linked) if linked is not None else credits,
                traces,
                introduced,
                habits,
                read[document.text],
                marks,
                quoted,
                house,
                id in later,
                read=_is_read(document, words),
            )
        lines = shared_lines({id: by_id[id].text for id in members}, {id: found[id].house for id in members})
        for id in members:
            again = tuple(Span(*ends) for ends in repeated(by_id[id].text))
            if found[id].house or again:
                found[id] = replace(found[id], house=(*lines.get(id, ()), *again))
    return found


def _is_read(document: Document, words: Wording) -> bool:
    """Whether its credits would be seen: in a language of the table, or, where that is open, in Latin."""
    if document.language:
        return document.language.casefold().replace("_", "-").split("-")[0] in words.read
    letters = [sign for sign in document.text[:_HEAD] if sign.isalpha()]
    return 2 * sum(sign < "\u0250" for sign in letters) >= len(letters)


_HEAD = 400
"""Characters of an article by which its script is seen."""


# An article is asked about several times: whether its family is one, in that family, as a guest of others.
_REMEMBERED = 4096


@lru_cache(maxsize=_REMEMBERED)
def _mentions(text: str, outlets: tuple[str, ...], same: Same) -> tuple[Mention, ...]:
    return tuple(find_mentions(text, outlets, same.words))


@lru_cache(maxsize=_REMEMBERED)
def _credits(text: str, own: str | None, asked: tuple[str, ...], same: Same) -> tuple[Credit, ...]:
    return find_credits(text, asked, own, same.words, _mentions(text, asked, same))


@lru_cache(maxsize=_REMEMBERED)
def _leftovers(
    text: str, own: str | None, outlets: tuple[str, ...], asked: tuple[str, ...], same: Same
) -> tuple[Leftover, ...]:
    return find_leftovers(text, outlets, own, same.words, _mentions(text, asked, same))


@lru_cache(maxsize=_REMEMBERED)
def _introduced(text: str, press: frozenset[str]) -> Introductions:
    return introductions(text, press)


@lru_cache(maxsize=_REMEMBERED)
def _said(text: str) -> tuple[Habits, tuple[Mark, ...], Union, tuple[Span, ...]]:
    return habits(text), find_handout(text), set_off(text), last_lines(text)


def forget() -> None:
    """Let go of what was read, once nobody will ask again."""
    for read in (_mentions, _credits, _leftovers, _introduced, _said):
        read.cache_clear()
