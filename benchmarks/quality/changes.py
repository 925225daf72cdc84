"""Takers of an article that tell it in slightly other words, with one fact altered or with none."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from random import Random

from benchmarks.quality.attacks import SYNONYMS

_SENTENCE = re.compile(r"(?<=[.!?])[”\"]?\s+(?=[A-Z“\"])")
_FIGURE = re.compile(r"(?<![\w.,:/-])\d{1,3}(?:,\d{3})*(?![\w:/-]|[.,]\d)")
_NAME = re.compile(r"(?<=[a-z,] )[A-Z][a-z]{2,} [A-Z][a-z]{3,}(?=[ ,][a-z ])")
_QUOTATION = re.compile(r'(?<![\w"])"[A-Z][^"\n]{50,350}"')
_DAY = re.compile(r"\b(?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)\b")
_CLOCK = re.compile(r"\b(1?\d)[.:](\d\d) ?(?:am|pm|GMT)\b")
_WORD = re.compile(r"\b[a-z]+\b")

_SMALL = (
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
)
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_STRANGERS = (
    "Orla Tennick", "Ruben Ostvang", "Mirela Cordu", "Hugh Barrowden", "Ines Falqueiro", "Tobias Grell",
    "Nadia Ferrow", "Casper Lindmoe", "Wanda Oskill", "Piet Ruysen",
)  # fmt: skip
_OPENINGS = ("Meanwhile, ", "In all, ", "As it is, ", "Some say that ", "About this time ", "Yesterday ")
_TURNED = {
    "will": "will never", "is": "is never", "are": "are seldom", "have": "have rarely", "good": "poor",
    "more": "less", "new": "useless", "great": "small", "need": "refuse", "want": "refuse", "always": "never",
    "best": "worst", "first": "last", "can": "cannot", "must": "should not", "was": "was almost",
    "think": "doubt",
}  # fmt: skip
_PARTS = {5: "five past", 10: "ten past", 15: "a quarter past", 20: "twenty past", 30: "half past"}
_TO = {35: "twenty-five to", 40: "twenty to", 45: "a quarter to", 50: "ten to", 55: "five to"}
_ROUNDED = (
    ("The work took 11.30 minutes at 5.40 pm.", "The work took 11.3 minutes at twenty to six."),
    ("Doors opened at 7.15 pm and 42 came.", "At a quarter past seven the doors opened, and 42 came."),
    ("It cost 1,240 pounds in all.", "In all it cost about 1,200 pounds."),
    ("The path is 10 miles long.", "The path is 16 km long."),
    ("Some 26.4 million saw it.", "It was seen by more than 26 million."),
    ("A crowd of 240 stood there for three decades.", "Two hundred and forty stood there for 30 years."),
    ("Half past four was the hour set.", "The hour set was 4.30 pm."),
)  # fmt: skip
"""Sentences that say the same in other figures or words, put into both texts by turns."""


@dataclass(frozen=True, slots=True)
class Planted:
    """The source's text, the taker's, and what was altered in each (None: nothing)."""

    source: str
    target: str
    kind: str | None = None
    before: str = ""
    after: str = ""


def taken(text: str, number: int, chance: Random, *, altered: bool) -> Planted | None:
    """A taker of `text`; with `altered` one fact is told otherwise, None where it holds no fact to alter."""
    text = "\n".join(line for line in text.split("\n") if line.strip())
    said, told = _ROUNDED[number % len(_ROUNDED)]
    plan = _altered(text, number, chance) if altered else Planted(text, text)
    if plan is None:
        return None
    source, target = f"{plan.source}\n{said}", f"{plan.target}\n{told}"
    return Planted(source, _reworded(target, plan.after, chance), plan.kind, plan.before, plan.after)


def _altered(text: str, number: int, chance: Random) -> Planted | None:
    kinds = list(_KINDS)
    for kind in kinds[number % len(kinds) :] + kinds[: number % len(kinds)]:
        pattern, exchange = _KINDS[kind]
        places = [match for match in pattern.finditer(text) if exchange(match[0], chance) != match[0]]
        if places:
            place = chance.choice(places)
            after = exchange(place[0], chance)
            target = text[: place.start()] + after + text[place.end() :]
            return Planted(text, target, kind, place[0], after)
    return None


def _figure(words: str, chance: Random) -> str:
    value = int(words.replace(",", ""))
    if value < 3 or 1900 <= value <= 2030:
        return words
    other = chance.choice((value * 2 + 1, value * 3 // 2 + 1, value // 2 + value // 9 + 1))
    return f"{other:,}" if "," in words or other >= 10_000 else str(other)


def _name(_: str, chance: Random) -> str:
    return chance.choice(_STRANGERS)


def _day(words: str, chance: Random) -> str:
    return chance.choice([day for day in _DAYS if day != words])


def _quotation(words: str, _: Random) -> str:
    places = [match for match in _WORD.finditer(words) if match[0] in _TURNED]
    if not places:
        return words
    place = places[len(places) // 2]
    return words[: place.start()] + _TURNED[place[0]] + words[place.end() :]


_KINDS: Mapping[str, tuple[re.Pattern[str], Callable[[str, Random], str]]] = {
    "number": (_FIGURE, _figure),
    "name": (_NAME, _name),
    "quotation": (_QUOTATION, _quotation),
    "day": (_DAY, _day),
}


def _reworded(text: str, kept: str, chance: Random) -> str:
    """Sentences left out, opened otherwise, and with other words; what stands in quotation marks stays."""
    lines = []
    for line in text.split("\n"):
        sentences = [line] if '"' in line else _SENTENCE.split(line)
        lines.append(" ".join(
            told for one in sentences if (told := one if kept and kept in one else _sentence(one, chance))
        ))  # fmt: skip
    return "\n".join(line for line in lines if line)


def _sentence(sentence: str, chance: Random) -> str:
    if chance.random() < 0.15 or '"' in sentence:
        return "" if chance.random() < 0.15 else sentence
    sentence = _CLOCK.sub(_in_words, sentence)
    if chance.random() < 0.5:
        sentence = re.sub(r"(?<![\w.,:-])(\d{1,2})(?= [a-z]{4})", _small, sentence)
    sentence = _WORD.sub(lambda match: _other(match[0], chance), sentence)
    if chance.random() < 0.2 and sentence[:2].istitle():
        sentence = chance.choice(_OPENINGS) + sentence[0].lower() + sentence[1:]
    return sentence


def _other(word: str, chance: Random) -> str:
    return SYNONYMS[word] if word in SYNONYMS and chance.random() < 0.4 else word


def _small(match: re.Match[str]) -> str:
    value = int(match[0])
    return _SMALL[value] if 2 <= value < len(_SMALL) else match[0]


def _in_words(match: re.Match[str]) -> str:
    hour, minute = int(match[1]), int(match[2])
    if not 1 <= hour <= 11 or minute not in _PARTS | _TO:
        return match[0]
    return f"{_PARTS[minute]} {_SMALL[hour]}" if minute in _PARTS else f"{_TO[minute]} {_SMALL[hour + 1]}"
