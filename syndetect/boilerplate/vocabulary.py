"""The words and patterns of ``data/bylines.json`` for one language."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

from syndetect.text.any_of import AnyOf

_EVERYWHERE = "en"
"""English by-lines and buttons are on pages in any language."""

Phrases = Mapping[str, tuple[tuple[str, ...], ...]]
"""Phrases by their first word, the longest first."""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words of lines around an article, in lower case.

    `by` and `labels` open a by-line, `labels` with a colon only. `tail` and `titles` can follow a name; after
    `roles` and `press` it is the name of a journalist. `outlets` are agencies and other outlets. `labelling`
    words are no city, even in capitals. `months`, `weekdays`, `units`, `ago` and `stamps` are words of times,
    and `times` are all of these.
    """

    by: Phrases
    labels: Phrases
    joiners: frozenset[str]
    particles: frozenset[str]
    roles: frozenset[str]
    titles: frozenset[str]
    press: frozenset[str]
    labelling: frozenset[str]
    tail: frozenset[str]
    outlets: frozenset[str]
    sections: frozenset[str]
    months: frozenset[str]
    weekdays: frozenset[str]
    units: frozenset[str]
    ago: frozenset[str]
    stamps: frozenset[str]
    times: frozenset[str]
    language: str

    @property
    def lines(self) -> AnyOf:
        """Short lines of an outlet, in lower case."""
        return _lines(self.language)

    @property
    def notices(self) -> AnyOf:
        """Longer lines about the article, in lower case."""
        return _notices(self.language)

    @property
    def cased(self) -> AnyOf:
        """Lines that are recognised by their capitals."""
        return _cased()

    @property
    def datelines(self) -> re.Pattern[str]:
        """Datelines that have another form than those of `datelines.dateline`."""
        return _datelines()


@lru_cache(maxsize=64)
def vocabulary(language: str) -> Vocabulary:
    """The vocabulary of a language, with that of English; for an unknown language, that of English alone."""
    shared, entries = _data()["shared"], _parts(language)

    def words(*kinds: str) -> frozenset[str]:
        return frozenset(word for entry in entries for kind in kinds for word in entry[kind])

    return Vocabulary(
        by=_phrases(phrase for entry in entries for phrase in entry["by"]),
        labels=_phrases(phrase for entry in entries for phrase in entry["labels"]),
        joiners=words("joiners"),
        particles=frozenset(shared["particles"]),
        roles=words("roles"),
        titles=words("roles", "titles"),
        press=frozenset(shared["press"]),
        labelling=frozenset(shared["labelling"]),
        tail=words("tail", "joiners") | frozenset(shared["particles"]),
        outlets=_outlets(shared["wires"]),
        sections=words("sections"),
        months=words("months"),
        weekdays=words("weekdays"),
        units=words("units"),
        ago=words("ago"),
        stamps=words("stamps"),
        times=words("months", "weekdays", "units", "stamps", "fillers")
        | frozenset(word for phrase in words("ago") for word in phrase.split())
        | frozenset(shared["zones"]),
        language=language,
    )


def _parts(language: str) -> list[Mapping[str, Any]]:
    """The data of a language and of English."""
    languages = _data()["languages"]
    known = [languages[code] for code in dict.fromkeys((_EVERYWHERE, language)) if code in languages]
    return (
        known if language in languages else [*known, _words_of_dates() | _data()["signed"].get(language, {})]
    )


@lru_cache(maxsize=1)
def _words_of_dates() -> dict[str, Any]:
    """What texts in other languages may have: the words of dates in all that are known, and nothing else."""
    read = json.loads(files("syndetect").joinpath("data/months.json").read_text("utf-8"))
    empty: dict[str, Any] = dict.fromkeys(_data()["languages"][_EVERYWHERE], ())
    return empty | {
        "months": [name for month in read["months"] for name in month.split()],
        "weekdays": read["days"].split(),
        "stamps": [*read["published"].split(), *read["changed"].split()],
        "fillers": [*read["between"].split(), *read["around"].split()],
    }


# To build expressions takes longer than to read most texts: each is built when a line needs it.


@lru_cache(maxsize=64)
def _lines(language: str) -> AnyOf:
    lines = [line for entry in _parts(language) for line in entry["lines"]]
    return AnyOf([*_data()["shared"]["lines"], *lines])


@lru_cache(maxsize=64)
def _notices(language: str) -> AnyOf:
    kinds = ("syndicated", "notices")
    return AnyOf(line for entry in _parts(language) for kind in kinds for line in entry[kind])


@lru_cache(maxsize=1)
def _cased() -> AnyOf:
    return AnyOf(pattern.replace("{U}", f"[{_capitals()}]") for pattern in _data()["shared"]["cased"])


@lru_cache(maxsize=1)
def _datelines() -> re.Pattern[str]:
    shared = _data()["shared"]
    agencies = "|".join(re.escape(wire) for wire in sorted(shared["wires"], key=len, reverse=True))
    capitals = f"[{_capitals()}]"
    filled = (
        pattern.replace("{U}", capitals).replace("{wires}", agencies) for pattern in shared["datelines"]
    )
    return re.compile("|".join(f"(?:{pattern})" for pattern in filled))


@lru_cache(maxsize=1)
def openings() -> frozenset[str]:
    """The first one or two words of the phrases that open a by-line, in any language."""
    entries = [*_data()["languages"].values(), *_data()["signed"].values()]
    phrases = (phrase for entry in entries for kind in ("by", "labels") for phrase in entry[kind])
    return frozenset(" ".join(phrase.casefold().rstrip(".").split()[:2]) for phrase in phrases)


@lru_cache(maxsize=1)
def _data() -> Mapping[str, Any]:
    read: Mapping[str, Any] = json.loads(files("syndetect").joinpath("data/bylines.json").read_text("utf-8"))
    return read


def _outlets(wires: Iterable[str]) -> frozenset[str]:
    """Every spelling of the outlets in the table of credits, without those that are common words."""
    credits = json.loads(files("syndetect").joinpath("data/credits.json").read_text("utf-8"))
    named = [outlet for outlet in credits["outlets"] if not outlet.get("common")]
    spellings = (name for outlet in named for name in (outlet["name"], *outlet.get("aliases", ())))
    return frozenset(name.casefold() for name in (*wires, *spellings))


def _phrases(phrases: Iterable[str]) -> Phrases:
    phrases_of: dict[str, list[tuple[str, ...]]] = {}
    for phrase in dict.fromkeys(phrases):
        words = tuple(phrase.casefold().rstrip(".").split())
        phrases_of.setdefault(words[0], []).append(words)
    return {first: tuple(sorted(several, key=len, reverse=True)) for first, several in phrases_of.items()}


@lru_cache(maxsize=1)
def _capitals() -> str:
    """Every capital letter up to U+FFFF, for a class of a regular expression."""
    return "".join(chr(code) for code in range(0x10000) if chr(code).isupper())
