"""Words of telling by what they do in a sentence, from ``data/tellings.json``, and which language's apply."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache, reduce
from importlib.resources import files

from syndetect.attribution.credit_wording import phrase, tokens_of
from syndetect.text.lexicon import common_words

_SAMPLE = 1500
"""Characters around a name by which the language is told."""

_COMMON = 60
"""Commonest words of a language that are looked for."""

_NEARLY = 0.8
"""A language of that share of the best one's words may be meant as well: Spanish for Portuguese."""


@dataclass(frozen=True, slots=True)
class Terms:
    """Words, beginnings and endings of words, and wordings of several words, in lower case."""

    words: frozenset[str]
    beginnings: tuple[str, ...]
    endings: tuple[str, ...]
    wordings: Mapping[str, tuple[tuple[str, ...], ...]]
    """The wordings of several words by the first of them, longest first."""

    def at(self, tokens: Sequence[str], place: int) -> int:
        """How many tokens from `place` on are one of the terms; 0 for none."""
        token = tokens[place]
        for wording in self.wordings.get(token, ()):
            if tuple(tokens[place : place + len(wording)]) == wording:
                return len(wording)
        if token in self.words:
            return 1
        return int(
            token[:1].isalpha() and (token.startswith(self.beginnings) or token.endswith(self.endings))
        )

    def within(self, tokens: Sequence[str]) -> bool:
        """Whether one of the terms is among the tokens."""
        return any(self.at(tokens, place) for place in range(len(tokens)))

    def __or__(self, other: Terms) -> Terms:
        starts = self.wordings.keys() | other.wordings.keys()
        return Terms(
            self.words | other.words,
            self.beginnings + other.beginnings,
            self.endings + other.endings,
            {
                start: _longest_first((*self.wordings.get(start, ()), *other.wordings.get(start, ())))
                for start in starts
            },
        )


def _longest_first(wordings: Iterable[tuple[str, ...]]) -> tuple[tuple[str, ...], ...]:
    return tuple(sorted(wordings, key=lambda wording: (-len(wording), wording)))


LISTS = (
    "by", "to", "at", "of", "source", "via", "per", "tells", "speaks", "asks", "works", "media", "staff",
    "stems", "refers", "prints", "airs", "passives", "unlike", "denies", "denies_apart", "whats", "refuses",
    "nots", "unmakes", "foot", "between", "interviews", "relatives", "articles",
)  # fmt: skip

UNIONS = {
    "acts": ("tells", "asks", "speaks"), "speech": ("speaks", "tells"), "origins": ("tells", "stems"),
    "offices": ("media", "staff"), "follows": ("between", "tells", "speaks"),
}  # fmt: skip
"""Lists that are asked for together, by a name of their own."""

TellingWords = Mapping[str, Terms]
"""The terms of one language by list."""


@lru_cache(maxsize=1)
def telling_words() -> Mapping[str, TellingWords]:
    """The terms of each language, by its code."""
    data = json.loads(files("syndetect").joinpath("data/tellings.json").read_text("utf-8"))
    languages = {}
    for code, lists in data["languages"].items():
        terms = {name: _terms(lists.get(name, ())) for name in LISTS}
        unions = {name: reduce(Terms.__or__, map(terms.__getitem__, names)) for name, names in UNIONS.items()}
        languages[code] = {**terms, **unions}
    return languages


def _terms(spelled: Iterable[str]) -> Terms:
    whole = [text for text in spelled if "*" not in text]
    by_start: dict[str, list[tuple[str, ...]]] = {}
    for wording in (tuple(phrase(f"{text} ").split()) for text in whole if " " in text):
        by_start.setdefault(wording[0], []).append(wording)
    return Terms(
        frozenset(text for text in whole if " " not in text),
        tuple(text.removesuffix("*") for text in spelled if text.endswith("*")),
        tuple(text.removeprefix("*") for text in spelled if text.startswith("*")),
        {start: _longest_first(wordings) for start, wordings in by_start.items()},
    )


def is_interview(wording: str) -> bool:
    """Whether a wording says that the outlet held an interview: "im Gespräch mit dem Kurier"."""
    tokens = tokens_of(wording)
    return any(terms["interviews"].within(tokens) for terms in telling_words().values())


@lru_cache(maxsize=64)
def languages_at(text: str, place: int) -> tuple[str, ...]:
    """The languages whose commonest words stand around a place, most likely first."""
    near = text[max(0, place - _SAMPLE // 2) : place + _SAMPLE // 2].casefold().replace("’", "' ")
    standing = set(near.split())
    counts = Counter({code: len(standing & _commonest(code)) for code in telling_words()})
    best = max(counts.values())
    if not best:
        return ()
    return tuple(code for code, count in counts.most_common() if count >= _NEARLY * best)


@lru_cache(maxsize=16)
def _commonest(code: str) -> frozenset[str]:
    return frozenset(common_words()[code].split()[:_COMMON])
