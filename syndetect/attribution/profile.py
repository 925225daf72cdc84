"""What each member of a family says of itself, read once: dates, credits, leftovers, names, habits."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

from syndetect.attribution.agency_signs import abbreviated, own_signs, signs_in_common, signs_of
from syndetect.attribution.credit_lines import host_credit
from syndetect.attribution.credit_wording import Wording, WordingKey
from syndetect.attribution.credits import find_credits
from syndetect.attribution.declared import field_credits
from syndetect.attribution.document_words import DocumentWords, words_of
from syndetect.attribution.handouts import Mark, find_handout, is_about
from syndetect.attribution.house_lines import FEWEST, last_lines, shared_lines
from syndetect.attribution.introductions import NO_INTRODUCTIONS, Introductions, introductions
from syndetect.attribution.leftovers import Leftover, find_leftovers
from syndetect.attribution.mentions import Mention, find_mentions, same_outlet
from syndetect.attribution.phrases import Phrases
from syndetect.attribution.set_off import set_off
from syndetect.attribution.varieties import Habits, habits
from syndetect.boilerplate.repeats import repeated
from syndetect.faults import contained
from syndetect.model import Credit, Document, Fault, Span
from syndetect.spans import Union
from syndetect.text.publication_dates import Interval, published_between


@dataclass(frozen=True, slots=True)
class Profile:
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
    named: tuple[Mention, ...] = ()
    """Where it names other outlets, in whatever words: but for pictures, their staff and ordinary words."""

    @property
    def signs(self) -> tuple[str, ...]:
        """The short names that it is signed with, known or not."""
        return signs_of(self.document.text)

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

    @property
    def hearers(self) -> tuple[Credit, ...]:
        """The outlets that somebody told something, or that know it: each is credited with that."""
        return tuple(
            Credit("named", trace.name, trace.begin, trace.end)
            for trace in self.leftovers
            if trace.kind in {"told", "knows"} and trace.name is not None
        )

    def left_by(self, outlet: str | None) -> Leftover | None:
        """The first trace of that outlet, or None."""
        return next((trace for trace in self.leftovers if same_outlet(trace.name, outlet)), None)


def profiles_of(
    groups: Iterable[Sequence[str]],
    by_id: Mapping[str, Document],
    words: Wording,
    phrases: Phrases,
    later: Collection[str] = (),
    faults: list[Fault] | None = None,
) -> dict[str, Profile]:
    """The profiles of every member; a family's outlets are looked for in all its members' texts.

    To `faults` is added what could not be read of a text because of an error of ours.
    """
    return dict(Profiles(groups, by_id, words, phrases, later, faults))


class Profiles(Mapping[str, Profile]):
    """The same, each made when it is first asked for: of most members only the words are."""

    def __init__(
        self,
        groups: Iterable[Sequence[str]],
        by_id: Mapping[str, Document],
        words: Wording,
        phrases: Phrases,
        later: Collection[str] = (),
        faults: list[Fault] | None = None,
    ) -> None:
        groups = list(groups)
        self._by_id = by_id
        self._read = words_of(by_id[id].text for members in groups for id in members)
        given = _Given(by_id, words, phrases, later, self._read, [] if faults is None else faults)
        self._family = {
            id: family for members in groups for family in [_Family(members, given)] for id in members
        }
        self._found: dict[str, Profile] = {}

    def __getitem__(self, id: str) -> Profile:
        if id not in self._found:
            self._found[id] = self._family[id].profile(id)
        return self._found[id]

    def __iter__(self) -> Iterator[str]:
        return iter(self._family)

    def __len__(self) -> int:
        return len(self._family)

    def words(self, id: str) -> DocumentWords:
        """The words of a member's text, for which nothing else of it is read."""
        return self._read[self._by_id[id].text]


@dataclass(frozen=True, slots=True)
class _Given:
    """What is known of all members before any of them is read."""

    by_id: Mapping[str, Document]
    words: Wording
    phrases: Phrases
    later: Collection[str]
    read: Mapping[str, DocumentWords]
    faults: list[Fault]


class _Family:
    """The members of one family. Equal texts of one outlet are read once: a wire's forty prints are one."""

    def __init__(self, members: Sequence[str], given: _Given) -> None:
        self._members, self._given = members, given
        self._known: dict[tuple[str, str | None], tuple[tuple[Credit, ...], tuple[Leftover, ...]]] = {}
        self._said: dict[str, tuple[Introductions, Habits, tuple[Mark, ...], Union]] = {}

    @cached_property
    def _outlets(self) -> tuple[str, ...]:
        # One for all members: what was read is remembered by it.
        return tuple(sorted({outlet for id in self._members if (outlet := self._given.by_id[id].outlet)}))

    @cached_property
    def _press(self) -> frozenset[str]:
        """The words of the outlets' names. Nothing that grows with the family is made for each member."""
        return frozenset(word for outlet in self._outlets for word in outlet.split())

    @cached_property
    def _asked(self) -> tuple[str, ...]:
        """The names to look for: the outlets, and what these sign with."""
        by_id = self._given.by_id
        known_as = {outlet.casefold() for outlet in self._outlets}
        signs = {
            *signs_in_common((by_id[id].text, by_id[id].outlet) for id in self._members),
            *own_signs((by_id[id].text, by_id[id].outlet) for id in self._members),
        }
        return (*self._outlets, *sorted(sign for sign in signs if sign.casefold() not in known_as))

    @cached_property
    def _signed(self) -> Mapping[str, str]:
        """The outlets that sign with a short form of their name, by that form."""
        by_id = self._given.by_id
        return abbreviated(self._asked, ((by_id[id].text, by_id[id].outlet) for id in self._members))

    @cached_property
    def _first(self) -> dict[str, str]:
        """The first member with each text."""
        return {self._given.by_id[id].text: id for id in reversed(self._members)}

    @cached_property
    def _house(self) -> Mapping[str, tuple[Span, ...]]:
        """The lines of the house at the end of each member's text that has some."""
        if len(self._members) < FEWEST:
            return {}
        by_id = self._given.by_id
        lines: dict[str, tuple[Span, ...]] = {}
        for id in self._members:
            lines[id] = ()
            with contained(self._given.faults, "families", f"the last lines of {id}", (id,)):
                lines[id] = _last_lines(by_id[id].text)
        return shared_lines({id: by_id[id].text for id in self._members}, lines)

    def _credited(self, id: str) -> tuple[tuple[Credit, ...], tuple[Leftover, ...]]:
        given, document = self._given, self._given.by_id[id]
        key = document.text, document.outlet
        if key not in self._known:
            self._known[key] = (), ()
            with contained(given.faults, "families", f"the credits of {id}", (id,)):
                same = WordingKey(given.words)
                credits = tuple(map(self._by_outlet, _credits(*key, self._asked, same)))
                self._known[key] = credits, ()
                traces = _leftovers(*key, self._outlets, self._asked, same)
                traces = (*traces, *given.phrases.traces(document, given.read[document.text]))
                self._known[key] = credits, traces
        return self._known[key]

    def _by_outlet(self, credit: Credit) -> Credit:
        outlet = self._signed.get((credit.name or "").casefold())
        return replace(credit, name=outlet) if outlet is not None else credit

    def _told(self, text: str) -> tuple[Introductions, Habits, tuple[Mark, ...], Union]:
        if text not in self._said:
            id = self._first[text]
            credits, _ = self._credited(id)
            credited = {word for one in credits for word in (one.name or "").split()}
            self._said[text] = NO_INTRODUCTIONS, {}, (), ((), ())
            with contained(self._given.faults, "families", f"the names and habits of {id}", (id,)):
                introduced = _introduced(text).without(self._press).without(credited)
                self._said[text] = introduced, *_said(text)
        return self._said[text]

    def profile(self, id: str) -> Profile:
        """All that is read of a member."""
        given, document = self._given, self._given.by_id[id]
        credits, traces = self._credited(id)
        introduced, habits, marks, quoted = self._told(document.text)
        linked = published = None
        with contained(given.faults, "families", f"the date and the links of {id}", (id,)):
            published = published_between(document.published)
            linked = host_credit(document, self._outlets, given.words)
        credits = (*credits, *field_credits(document, self._outlets, given.words))
        return Profile(
            document,
            published,
            (*credits, linked) if linked is not None else credits,
            traces,
            introduced,
            habits,
            given.read[document.text],
            marks,
            quoted,
            (*self._house.get(id, ()), *(Span(*ends) for ends in repeated(document.text))),
            id in given.later,
            read=_is_read(document, given.words),
            named=self._named(id, traces),
        )

    def _named(self, id: str, traces: Sequence[Leftover]) -> tuple[Mention, ...]:
        document = self._given.by_id[id]
        with contained(self._given.faults, "families", f"the outlets that {id} names", (id,)):
            mentions = _mentions(document.text, self._asked, WordingKey(self._given.words))
            return tuple(_others(mentions, document.outlet, traces))
        return ()


def _others(mentions: Sequence[Mention], own: str | None, traces: Sequence[Leftover]) -> Iterator[Mention]:
    left = [(one.begin, one.end) for one in traces if one.kind in {"photo", "staff"}]
    for one in mentions:
        standing = any(begin < one.end and one.begin < end for begin, end in left)
        if not (one.common or standing or same_outlet(one.name, own)):
            yield one


def _is_read(document: Document, words: Wording) -> bool:
    """Whether its credits would be seen: in a language of the table, or, where that is open, in Latin.

    Of a masked article most words are not known, and a credit may be any of them.
    """
    if document.masked:
        return False
    if document.language:
        return document.language.casefold().replace("_", "-").split("-")[0] in words.read
    letters = [sign for sign in document.text[:_HEAD] if sign.isalpha()]
    return 2 * sum(sign < "\u0250" for sign in letters) >= len(letters)


_HEAD = 400
"""Characters of an article by which its script is seen."""


# An article is asked about several times: whether its family is one, in that family, as a guest of others.
_REMEMBERED = 4096


@lru_cache(maxsize=_REMEMBERED)
def _mentions(text: str, outlets: tuple[str, ...], same: WordingKey) -> tuple[Mention, ...]:
    return tuple(find_mentions(text, outlets, same.words))


@lru_cache(maxsize=_REMEMBERED)
def _credits(text: str, own: str | None, asked: tuple[str, ...], same: WordingKey) -> tuple[Credit, ...]:
    return find_credits(text, asked, own, same.words, _mentions(text, asked, same))


@lru_cache(maxsize=_REMEMBERED)
def _leftovers(
    text: str, own: str | None, outlets: tuple[str, ...], asked: tuple[str, ...], same: WordingKey
) -> tuple[Leftover, ...]:
    return find_leftovers(text, outlets, own, same.words, _mentions(text, asked, same))


@lru_cache(maxsize=_REMEMBERED)
def _introduced(text: str) -> Introductions:
    return introductions(text)


@lru_cache(maxsize=_REMEMBERED)
def _said(text: str) -> tuple[Habits, tuple[Mark, ...], Union]:
    return habits(text), find_handout(text), set_off(text)


_last_lines = lru_cache(maxsize=_REMEMBERED)(last_lines)


def forget() -> None:
    """Let go of what was read, once nobody will ask again."""
    for read in (_mentions, _credits, _leftovers, _introduced, _said, _last_lines):
        read.cache_clear()
