"""Numbers in words and in digits: one notion of what they say, for all that hold figures side by side."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

from syndetect.kernels.code_points import folded

_TENS = (20, 30, 40, 50, 60, 70, 80, 90)
_SCORES = (60, 80)
"""Tens that French counts on from to nineteen."""

_TEN, _HUNDRED, _THOUSAND = 10, 100, 1000
_FOUR, _SEVEN = 4, 7

_FIRST = ("en", "de", "fr", "es", "it", "pt", "ro", "nl", "sv", "pl")
"""Languages whose word it is where two write different numbers alike and nobody knows which is spoken."""

_GROUPED = re.compile(r"\d{1,3}(?:[.,\u2019'\u00a0\u202f ]\d{3})+")
_DECIMAL = re.compile(r"(\d+)[.,](\d+)")
_MARKS = re.compile(r"\D")

_LONGEST = 48
"""Characters of a word that is taken apart."""


@dataclass(frozen=True, slots=True)
class NumberWords:
    """Words, folded to lower case, by which a language tells numbers.

    `words` stand by themselves, `scales` multiply what is before them, of `sets` an `article` counts one,
    `joints` stand between tens and ones, `joined` scales are written as one word with what is before and
    behind them, the largest first. `doubtful` words mean something else more often.
    """

    words: Mapping[str, float]
    scales: Mapping[str, int]
    sets: Mapping[str, int]
    articles: frozenset[str]
    joints: frozenset[str]
    doubtful: frozenset[str]
    joined: Mapping[str, int]

    def value(self, word: str) -> float | None:
        """What one word says, also one of parts (*dreihundertvierzig*); None where it is no number."""
        listed = self.words.get(word)
        if listed is not None:
            return listed
        if "-" in word and len(word) <= _LONGEST:
            return in_words(word.split("-"), self)
        return self._of_parts(word) if word.isalpha() and len(word) <= _LONGEST else None

    def _of_parts(self, word: str) -> float | None:
        for scale, times in self.joined.items():
            head, named, tail = word.partition(scale)
            if not named:
                continue
            many = 1.0 if not head or head in self.articles else self.value(head)
            more = self.value(tail) if tail else 0.0
            if many is not None and more is not None and many < _THOUSAND and more < times:
                return many * times + more
        return None


NONE = NumberWords({}, {}, {}, frozenset(), frozenset(), frozenset(), {})


@lru_cache(maxsize=1)
def _saved() -> Mapping[str, Any]:
    saved: Mapping[str, Any] = json.loads(files("syndetect").joinpath("data/numbers.json").read_text("utf-8"))
    return saved


@lru_cache(maxsize=64)
def number_words(language: str) -> NumberWords:
    """Those of one language."""
    data = _saved()["languages"].get(language)
    if data is None:
        return NONE
    doubtful = frozenset(_saved()["not_numbers"])
    words = {word: value for word, value in _composed(language, data).items() if word not in doubtful}
    return NumberWords(
        words,
        data["scales"],
        data["sets"],
        frozenset(data["articles"]),
        frozenset(data["joints"]),
        doubtful,
        _sorted(data["joined"]),
    )


def _sorted(scales: Mapping[str, int]) -> dict[str, int]:
    return dict(sorted(scales.items(), key=lambda item: (-item[1], item[0])))


@lru_cache(maxsize=64)
def folded_number_words(language: str) -> NumberWords:
    """The same with the letters that the tokeniser hashes: *zwolf*."""
    known = number_words(language)
    articles, joints, doubtful = (
        frozenset(map(folded, spellings)) for spellings in (known.articles, known.joints, known.doubtful)
    )
    return NumberWords(
        {folded(word): value for word, value in known.words.items()},
        {folded(word): value for word, value in known.scales.items()},
        {folded(word): value for word, value in known.sets.items()},
        articles,
        joints,
        doubtful,
        known.joined,
    )


def words_of_numbers(language: str) -> frozenset[str]:
    """Every word that may tell a number, those among them that more often mean something else."""
    data = _saved()["languages"].get(language, {})
    ones = {word for word, value in data.get("words", {}).items() if value == 1}
    return frozenset(word for word in data.get("words", ()) if word not in ones and "-" not in word)


@lru_cache(maxsize=1)
def all_number_words() -> NumberWords:
    """Those of all languages, for texts whose language is not known."""
    words: dict[str, float] = {}
    scales: dict[str, int] = {}
    sets: dict[str, int] = {}
    every = _saved()["languages"]
    order = [*_FIRST, *(language for language in every if language not in _FIRST)]
    known = [number_words(language) for language in order]
    for table in reversed(known):
        words |= table.words
        scales |= table.scales
        sets |= table.sets
    articles, joints = (
        frozenset().union(*(getattr(table, name) for table in known)) for name in ("articles", "joints")
    )
    joined = {scale: times for table in known for scale, times in table.joined.items()}
    return NumberWords(
        words, scales, sets, articles, joints, frozenset(_saved()["not_numbers"]), _sorted(joined)
    )


def _composed(language: str, data: Mapping[str, Any]) -> dict[str, float]:
    """The words of a language with twenty-one and einundzwanzig among them."""
    plain: Mapping[str, float] = data["words"]
    units = {word: int(value) for word, value in plain.items() if value <= 12 and value == int(value)}
    composed: dict[str, float] = {}
    for tens, value in plain.items():
        if value not in _TENS:
            continue
        for unit, small in units.items():
            if small < _TEN or (language == "fr" and value in _SCORES):
                composed[f"{tens}-{unit}"] = value + small
            if small < _TEN:
                composed |= dict.fromkeys(_joined(language, tens, unit, small), value + small)
    return composed | dict(plain)


def _joined(language: str, tens: str, unit: str, small: int) -> tuple[str, ...]:
    """How a language writes tens and a number below ten as one word, where it does."""
    if language == "de":
        return (f"{unit.removesuffix('s') if small == 1 else unit}und{tens}",)
    if language == "nl":
        return (f"{unit}{'ën' if unit.endswith('e') else 'en'}{tens}",)
    if language == "sv":
        return (f"{tens}{unit}", f"{tens}en") if small == 1 else (f"{tens}{unit}",)
    if language == "it":
        stem = tens[:-1] if unit[0] in "uo" else tens
        return (f"{stem}{unit}", f"{stem}tré") if small == 3 else (f"{stem}{unit}",)
    return ()


def digits_of(word: str) -> str:
    """Digits in one spelling: no thousands marked, a point before decimals, no zero behind them."""
    if _GROUPED.fullmatch(word):
        return _MARKS.sub("", word)
    decimal = _DECIMAL.fullmatch(word)
    if decimal is None:
        return word
    behind = decimal[2].rstrip("0")
    return f"{decimal[1]}.{behind}" if behind else decimal[1]


def spelled(value: float) -> str:
    """A number as `digits_of` spells it."""
    return f"{value:.0f}" if value == int(value) else f"{value:.10g}"


@dataclass(frozen=True, slots=True)
class Sum:
    """A number as far as it was read: `closed` thousands and millions, the `open` rest, the last `scale`."""

    closed: float
    open: float
    scale: float
    worded: bool

    @property
    def value(self) -> float:
        """What it says so far."""
        return self.closed + self.open

    def times(self, scale: int) -> Sum | None:
        """With a scale behind it; None where that would be another number."""
        if not self.open:
            # Mil millones, a thousand million.
            whole = bool(self.closed) and scale > _THOUSAND >= self.scale
            return Sum(self.closed * scale, 0.0, float(scale), self.worded) if whole else None
        if scale < _THOUSAND:
            return (
                Sum(self.closed, self.open * scale, self.scale, self.worded) if self.open < _HUNDRED else None
            )
        if self.closed and scale >= self.scale:
            return None
        return Sum(self.closed + self.open * scale, 0.0, float(scale), self.worded)

    def plus(self, small: float, *, joint: bool) -> Sum | None:
        """With a smaller number in words behind it, right behind or with an *and* between."""
        if not self.open:
            fits = bool(self.closed) and small < self.scale
        elif self.open % _HUNDRED == 0:
            fits = small < _HUNDRED
        else:
            last = self.open % _HUNDRED
            teens = last in _SCORES and small < _TEN * 2
            fits = (last in _TENS and small < _TEN) or teens
            if last == _TEN and not joint:
                fits = _SEVEN <= small < _TEN
        if not joint and self.open == _FOUR and small == _TENS[0]:
            return Sum(self.closed, 80.0, self.scale, self.worded)
        return Sum(self.closed, self.open + small, self.scale, self.worded) if fits and small > 0 else None


def begun(value: float, *, worded: bool) -> Sum:
    """A number that begins with a word or a figure of this value; `worded`: it is a word."""
    if worded and value >= _THOUSAND and value % _THOUSAND == 0:
        return Sum(value, 0.0, float(_THOUSAND), worded=True)
    return Sum(0.0, value, float("inf"), worded)


def in_words(words: Sequence[str], known: NumberWords) -> float | None:
    """What folded words say as one number; None where they are none, or more than one."""
    total: Sum | None = None
    joint = False
    for word in words:
        if total is None:
            value = known.value(word)
            value = known.scales.get(word) if value is None else value
            if value is None:
                return None
            total = begun(value, worded=True)
        elif word in known.joints and not joint:
            joint = True
        else:
            after = total.times(known.scales[word]) if word in known.scales and not joint else None
            if after is None and (small := known.value(word)) is not None:
                after = total.plus(small, joint=joint)
            if after is None:
                return None
            total, joint = after, False
    return total.value if total is not None and not joint else None
