"""The words by which facts are told, read once."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from syndetect.text.lexicon import common_words
from syndetect.text.numbers import NumberWords, all_number_words

_COMMONEST = 80
"""Of each language; further down stand names."""


@dataclass(frozen=True, slots=True)
class WordLists:
    """Words folded to lower case; `clock` has the parts of a time of day told in words."""

    figures: NumberWords
    ordinals: Mapping[str, str]
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
    ratios: frozenset[str]
    """Words between the two figures of a share: four out of ten."""
    rounding: frozenset[str]
    """Words that say that the figure after them is rounded."""
    answers: frozenset[str]
    """Words that stand where a negation stood in a sentence that says the same: or, few, hardly."""
    frequent: frozenset[str]
    """The commonest words of all languages that are known, more of them: none opens a sentence as a name."""
    common: frozenset[str]
    """The commonest words of all languages that are known: whatever their capital, they name nobody."""


def _folded(words: Iterable[str]) -> frozenset[str]:
    """Words as those of texts are compared: a sharp s is two (mutmaßlich)."""
    return frozenset(word.casefold() for word in words)


@lru_cache(maxsize=1)
def lists() -> WordLists:
    """All of them."""
    data = json.loads(files("syndetect").joinpath("data/changes.json").read_text("utf-8"))
    plain = {name: _folded(data[name]) for name in ("days", "months", "negations", "hedges")}
    return WordLists(
        figures=all_number_words(),
        ordinals={word.casefold(): str(value) for word, value in data["ordinals"].items()},
        **plain,
        units={word: number for number, group in enumerate(data["units"]) for word in _folded(group)},
        measures={word: number for number, group in enumerate(data["measures"]) for word in _folded(group)},
        clock={part: _folded(words) for part, words in data["clock"].items()},
        titles=_folded(data["titles"]),
        short_names=frozenset(map(frozenset, data["short_names"])),
        ratios=_folded(data["ratios"]),
        rounding=_folded(data["rounding"]),
        answers=_folded(data["answers"]),
        frequent=frozenset(" ".join(common_words().values()).split()),
        common=frozenset(word for words in common_words().values() for word in words.split()[:_COMMONEST]),
    )
