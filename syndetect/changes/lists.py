"""The words by which facts are told, read once."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

from syndetect.text.lexicon import common_words

_COMMONEST = 80
"""Of each language; further down stand names."""

_TENS = (20, 30, 40, 50, 60, 70, 80, 90)


@dataclass(frozen=True, slots=True)
class WordLists:
    """Words folded to lower case; `clock` has the parts of a time of day told in words."""

    numbers: Mapping[str, str]
    ordinals: Mapping[str, str]
    scales: Mapping[str, int]
    days: frozenset[str]
    months: frozenset[str]
    negations: frozenset[str]
    hedges: frozenset[str]
    units: Mapping[str, int]
    """A unit, and the number of the group whose members measure the same thing."""
    measures: Mapping[str, int]
    """A unit or a currency, and the number of those words and signs that mean it."""
    clock: Mapping[str, frozenset[str]]
    titles: frozenset[str]
    short_names: frozenset[frozenset[str]]
    """First names with the short forms of them that begin otherwise."""
    rounding: frozenset[str]
    """Words that say that the figure after them is rounded."""
    answers: frozenset[str]
    """Words that stand where a negation stood in a sentence that says the same: or, few, hardly."""
    frequent: frozenset[str]
    """The commonest words of all languages that are known, more of them: none opens a sentence as a name."""
    common: frozenset[str]
    """The commonest words of all languages that are known: whatever their capital, they name nobody."""


@lru_cache(maxsize=1)
def lists() -> WordLists:
    """All of them."""
    data = json.loads(files("syndetect").joinpath("data/changes.json").read_text("utf-8"))
    plain = {name: frozenset(data[name]) for name in ("days", "months", "negations", "hedges")}
    return WordLists(
        numbers=_numbers(data),
        ordinals={word: str(value) for word, value in data["ordinals"].items()},
        scales=data["scales"],
        **plain,
        units={word: number for number, group in enumerate(data["units"]) for word in group},
        measures={word: number for number, group in enumerate(data["measures"]) for word in group},
        clock={part: frozenset(words) for part, words in data["clock"].items()},
        titles=frozenset(data["titles"]),
        short_names=frozenset(map(frozenset, data["short_names"])),
        rounding=frozenset(data["rounding"]),
        answers=frozenset(data["answers"]),
        frequent=frozenset(" ".join(common_words().values()).split()),
        common=frozenset(word for words in common_words().values() for word in words.split()[:_COMMONEST]),
    )


def _numbers(data: Mapping[str, Any]) -> dict[str, str]:
    """Number words and the figures they stand for, twenty-one, einundzwanzig and zweihundert among them."""
    found: dict[str, int] = {}
    for language, words in data["numbers"].items():
        units = {word: value for value, word in enumerate(words, 1)}
        others = data["tens"].get(language, {})
        # Tens and units are written as one word by many, with a hyphen by some.
        for word, value in others.items():
            if value not in _TENS:
                continue
            for one, small in units.items():
                if small < 10 or (language == "fr" and value in (60, 80)):
                    found[f"{word}-{one}"] = value + small
                if small < 10:
                    found |= dict.fromkeys(_joined(language, word, one, small), value + small)
        for scale, times in data["joined"].get(language, {}).items():
            found |= {f"{word}{scale}": value * times for word, value in (*units.items(), *others.items())}
        found |= units | others
    barred = set(data["not_numbers"])
    return {word: str(value) for word, value in found.items() if word not in barred}


def _joined(language: str, tens: str, one: str, small: int) -> tuple[str, ...]:
    """How a language writes tens and a number below ten as one word, where it does."""
    if language == "de":
        return (f"{one.removesuffix('s') if small == 1 else one}und{tens}",)
    if language == "nl":
        return (f"{one}{'ën' if one.endswith('e') else 'en'}{tens}",)
    if language == "sv":
        return (f"{tens}{one}", f"{tens}en") if small == 1 else (f"{tens}{one}",)
    if language == "it":
        stem = tens[:-1] if one[0] in "uo" else tens
        return (f"{stem}{one}", f"{stem}tré") if small == 3 else (f"{stem}{one}",)
    return ()
