"""The words by which articles credit one another, from ``data/credits.json`` or a file of the user's."""

from __future__ import annotations

import json
import pickle
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from syndetect.errors import SettingsError

ANY = "*"
"""In `after`: any word that starts in lower case may follow the name."""

LISTS = (
    "articles", "nouns", "before", "before_end", "works", "made", "made_how", "agents", "quoting", "verbs",
    "inverted", "auxiliaries", "participles", "compounds", "before_compound", "newsroom", "leads", "fillers",
    "after", "blockers", "bodies", "own", "affairs", "labels", "republished", "contributed", "by", "vague",
    "vague_only_before", "vague_whole", "vague_verbs", "told", "knows", "staff", "photo", "nameless",
    "desks", "tongues", "conjunctions", "subordinators", "contractions", "speech", "departments",
    "byline_ends", "told_first", "who", "by_whom", "printed_in",
)  # fmt: skip
PRESS_LISTS = (
    "last", "first", "alone", "suffixes", "not", "joiners", "skip_line", "not_wire", "months", "dead_paths",
    "inflected", "agency_endings", "press_endings",
)  # fmt: skip

TOKEN = re.compile(r"[^\W\d_]+['’](?=\w|$)|\w+(?:-\w+)*|[^\w\s]")


def tokens_of(text: str) -> list[str]:
    """Words (an elided article stands alone: ``l'``) and marks, in lower case, apostrophes made straight."""
    return [token.casefold().replace("’", "'") for token in TOKEN.findall(text)]


def phrase(text: str) -> str:
    """A wording as its tokens, one space between."""
    return " ".join(tokens_of(text))


@dataclass(frozen=True, slots=True)
class Outlet:
    """A row of the table.

    The spellings in `quoted` count in quotation marks only, those in `marks` in datelines and by-lines only.
    """

    name: str
    aliases: tuple[str, ...] = ()
    quoted: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()
    hosts: tuple[str, ...] = ()
    agency: bool = False
    common: bool = False
    surname: bool = False


@dataclass(frozen=True, slots=True)
class Guard:
    """What unmakes a credit after a verb: a word soon after it, or words directly after it."""

    near: frozenset[str]
    next: frozenset[str]


Heads = tuple[frozenset[str], frozenset[str]]
"""Phrases that stand before an agent ("by") in one language, and what may follow the name after it."""


@dataclass(frozen=True, slots=True)
class Wording:
    """Every list of the data file, over all languages, as phrases of lower-case tokens.

    `ahead`: by agent, what with it makes a phrase that leads up to a name.
    """

    outlets: tuple[Outlet, ...]
    press: Mapping[str, tuple[str, ...]]
    lists: Mapping[str, frozenset[str]]
    spelled: Mapping[str, tuple[str, ...]]
    after: Mapping[str, frozenset[str]]
    guards: Mapping[str, Guard]
    ahead: Mapping[str, Sequence[Heads]]
    read: frozenset[str] = frozenset()
    """Languages of which the wordings are known well enough to say that an article has none of them."""

    def has(self, name: str, text: str) -> bool:
        """Whether a phrase is on a list; "ahead" is that of a head and an agent, "a story" and "by"."""
        return any(self._joined(text)) if name == "ahead" else text in self.lists[name]

    def follows(self, text: str) -> frozenset[str]:
        """Words that may follow a name which the phrase leads up to."""
        return self.after.get(text, frozenset()).union(*(allowed for heads, allowed in self._joined(text)))

    def _joined(self, text: str) -> Iterator[Heads]:
        """The languages in which a phrase is made of a head and an agent: twenty thousand phrases are."""
        at = text.find(" ")
        while at > 0:
            for heads, allowed in self.ahead.get(text[at + 1 :], ()):
                if text[:at] in heads:
                    yield heads, allowed
            at = text.find(" ", at + 1)

    def __reduce__(self) -> tuple[Callable[..., Wording], tuple[Any, ...]]:
        # What is made of a wording is kept by the object it is: in another process it must be one as well.
        if self is wording():
            return wording, ()
        return _again, (pickle.dumps([getattr(self, item.name) for item in fields(self)]),)


class WordingKey:
    """A wording as a cache key: by identity, since comparing its content would cost more than it saves."""

    def __init__(self, words: Wording) -> None:
        self.words = words

    def __hash__(self) -> int:
        return id(self.words)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, WordingKey) and other.words is self.words


@lru_cache(maxsize=4)
def _again(values: bytes) -> Wording:
    return Wording(*pickle.loads(values))  # noqa: S301 - pickled by ourselves


@lru_cache(maxsize=1)
def wording() -> Wording:
    """What ships with the package."""
    return _wording(json.loads(files("syndetect").joinpath("data/credits.json").read_text("utf-8")))


def load_wording(path: str | Path) -> Wording:
    """What ships with the package and, added to it, a file of the same shape (every part optional).

    Raises SettingsError, naming the file, for what cannot be read or has an unknown list.
    """
    base = json.loads(files("syndetect").joinpath("data/credits.json").read_text("utf-8"))
    try:
        more = json.loads(Path(path).read_text("utf-8"))
        return _wording(_added(base, more))
    except (OSError, ValueError, TypeError, KeyError, AttributeError) as error:
        raise SettingsError(
            f"{path}: not a list of credit wordings ({error}); see docs/credits.md for its shape"
        ) from error


def with_outlets(words: Wording, spellings: Sequence[Sequence[str]]) -> Wording:
    """The wording with outlets of the caller's, each given by its name and further spellings."""
    if not spellings:
        return words
    # In front of the table's own, so that a name that both know is the caller's.
    more = tuple(Outlet(names[0], aliases=tuple(names[1:])) for names in spellings if names)
    return replace(words, outlets=(*more, *words.outlets))


def _added(base: dict[str, Any], more: dict[str, Any]) -> dict[str, Any]:
    unknown = sorted(set(more) - {"about", "outlets", "press", "languages", "read"})
    unknown += sorted(set(more.get("press", {})) - set(PRESS_LISTS))
    for lists in more.get("languages", {}).values():
        unknown += sorted(set(lists) - set(LISTS) - {"guards"})
    if unknown:
        raise ValueError(f"unknown list {unknown[0]!r}")
    press = {name: [*words, *more.get("press", {}).get(name, ())] for name, words in base["press"].items()}
    languages = {**base["languages"]}
    for code, lists in more.get("languages", {}).items():
        old = languages.get(code, {})
        joined = {name: [*old.get(name, ()), *lists.get(name, ())] for name in LISTS}
        languages[code] = {**joined, "guards": {**old.get("guards", {}), **lists.get("guards", {})}}
    # Who adds wordings of a language has it read: but for marks such as "Source:", which say little.
    added = [code for code, lists in more.get("languages", {}).items() if set(lists) - _SPARSE]
    return {
        "outlets": [*base["outlets"], *more.get("outlets", ())],
        "press": press,
        "languages": languages,
        "read": [*base["read"], *added, *more.get("read", ())],
    }


_SPARSE = frozenset({"labels", "desks"})


def _wording(data: dict[str, Any]) -> Wording:
    languages = [_in_all_tongues(one) for one in data["languages"].values()]
    spelled = {name: _unique(word for one in languages for word in one.get(name, ())) for name in LISTS}
    after: dict[str, frozenset[str]] = {}
    ahead: dict[str, list[Heads]] = {}
    guards: dict[str, Guard] = {}
    for one in languages:
        allowed = frozenset(one.get("after", ()))
        for word in (*one.get("before", ()), *one.get("inverted", ()), *one.get("republished", ())):
            after[phrase(word)] = after.get(phrase(word), frozenset()) | allowed
        heads = _heads(one)
        for agent in map(phrase, one.get("agents", ())):
            ahead.setdefault(agent, []).append((heads, allowed))
        for verb, guard in one.get("guards", {}).items():
            old = guards.get(phrase(verb), Guard(frozenset(), frozenset()))
            guards[phrase(verb)] = Guard(
                old.near | set(map(phrase, guard.get("near", ()))),
                old.next | set(map(phrase, guard.get("next", ()))),
            )
    outlets = tuple(_outlet(row) for row in data["outlets"])
    lists = {name: frozenset(map(phrase, words)) for name, words in spelled.items()}
    press = {name: _unique(words) for name, words in data["press"].items()}
    return Wording(outlets, press, lists, spelled, after, guards, ahead, frozenset(data["read"]))


_TONGUE = "{tongue}"
"""In `republished`: any of the language's `tongues`, as in "originally published in Dutch by"."""


def _in_all_tongues(lists: dict[str, Any]) -> dict[str, Any]:
    """The lists of a language, each note on a translation once for every language that it may name."""
    notes = lists.get("republished", ())
    named = [
        note.replace(_TONGUE, tongue)
        for note in notes
        for tongue in (lists.get("tongues", ()) if _TONGUE in note else ("",))
    ]
    return {**lists, "republished": named}


def _heads(lists: Mapping[str, Any]) -> frozenset[str]:
    """What stands before an agent in a language: "a story" as in "a story by"."""
    # With a space behind, as an apostrophe at the very end would be taken for an elision.
    works, made = ([phrase(f"{text} ") for text in lists.get(name, ())] for name in ("works", "made"))
    manners = [phrase(f"{text} ") for text in lists.get("made_how", ())]
    return frozenset([*works, *made, *(f"{word} {manner}" for word in made for manner in manners)])


def _outlet(row: dict[str, Any]) -> Outlet:
    values: dict[str, Any] = {
        key: tuple(value) if isinstance(value, list) else value for key, value in row.items()
    }
    return Outlet(**values)


def _unique(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(words))


Terms = tuple[tuple[str, tuple[tuple[str, int], ...]], ...]
"""Terms by five letters that each of a group has, and where in it: a text without the letters has none."""


@lru_cache(maxsize=64)
def grouped(terms: tuple[str, ...]) -> Terms:
    """The terms, also with a capital in front, under as few groups of letters as may be; longest first."""
    # The first letter is left out of the letters: it may be a capital in the text.
    parts = {term: {term[at : at + 5] for at in range(1, max(2, len(term) - 4))} for term in terms}
    groups = []
    while parts:
        counts = Counter(part for found in parts.values() for part in found)
        core = min(counts, key=lambda part: (-counts[part], part))
        inside = sorted((term for term in parts if core in parts[term]), key=lambda term: (-len(term), term))
        forms = dict.fromkeys(form for term in inside for form in (term, term[:1].upper() + term[1:]))
        groups.append((core, tuple((form, form.index(core, 1)) for form in forms)))
        parts = {term: found for term, found in parts.items() if core not in found}
    return tuple(groups)


def places(text: str, groups: Terms) -> Iterator[tuple[str, int, int]]:
    """Each whole-word place of a term in `text`: the term, begin, end."""
    for core, terms in groups:
        found: list[tuple[int, int]] = []
        at = text.find(core)
        while at >= 0:
            found += [
                (rank, at - offset)
                for rank, (term, offset) in enumerate(terms)
                if at >= offset and text.startswith(term, at - offset)
            ]
            at = text.find(core, at + 1)
        last, reach = -1, 0
        for rank, begin in sorted(found):
            if rank == last and begin < reach:
                continue
            term = terms[rank][0]
            last, reach = rank, begin + len(term)
            if not (begin and text[begin - 1].isalnum()) and not text[reach : reach + 1].isalnum():
                yield term, begin, reach
