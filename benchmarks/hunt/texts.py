"""Invented sentences in several scripts, and stories, forms and events made of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

SPACES = tuple(chr(code) for code in range(0x3001) if chr(code).isspace())
ENDS = ("\n", "\r\n", "\r", "\n\n", "\n\n\n", "\v", "\f", "\x85", "\u2028", "\u2029")
MARKS = (
    "\x00", "\x1b[31m", "\u202e", "\u2066", "\u200b", "\ufeff", "\u00ad", "\ud800", "\U0001f9a6", "e\u0301",
    "\u0130", "ß", "ﬁ", "№", "½", "١٢٣", "１２", "°", "€", "…", "–", "—", "'", "’", "“", "”", "„", "«", "»",
    "「", "」", '"', "(", ")", "[", "]", "<b>", "&amp;", "{{", "}}", "%s", "\\", "|", "*", "_", "#", "@x", "-- ",
    "http://x.example/a", "www.bbc.co.uk/news/1", "a@b.example", "x" * 400, "1,234.5", "3.5%", "10:30", "$7m",
)  # fmt: skip

_DEEDS = (
    "closed",
    "opened",
    "doubled",
    "was sold",
    "has been repaired",
    "never arrived",
    "burned",
    "{word}ed",
)
_TIMES = ("on Tuesday", "last winter", "at noon", "in March", "before dawn", "for 12 days", "since 1931")
_MORE = (
    "and nobody was hurt", "which cost {n} crowns", "said {name}", "after {n} hours of {word}", "as {name} had {word}ed",
    "“for the first time in {n} {word}s”, {name} said", "while {n} {word}s waited in {place}", "but not in {place}",
    "which {name} did not expect", "may have been {word}ed",
)  # fmt: skip
_SCRIPTS: Sequence[tuple[str, str, str, str, int]] = (
    ("abcdefghiklmnoprstuvwzäöüß", " ", ".", "Der die das und in der mit", 7),
    ("abcdefgilmnopqrstuvéèàçô", " ", ".", "Le la les des et dans une", 6),
    ("абвгдежзиклмнопрстуфхцчшя", " ", ".", "и в на не что он с", 7),
    ("ابتثجحخدذرزسشصضطظعغفقكلمنهوي", " ", ".", "في من على إلى أن", 5),
    ("渡轮议会大桥港口旅客船长下雨今天明日山水火木金土田中国家市民海风", "", "。", "的 了 在 是", 2),
    ("フェリー市議会橋火曜日港再船長雨山田はがをにでのともきしたいるん", "", "。", "は が を に", 3),
    ("여객선시의회다리화요일폐쇄항구다시선장바람산물", " ", ".", "은 는 이 가", 3),
    ("กขคงจชซดตทนบปผพมยรลวสหอะาิี", "", " ", "ที่ และ ใน", 4),
    ("अआइकखगघचजटडतथदधनपबमयरलवसह", " ", "।", "और में है की", 5),
    ("אבגדהוזחטיכלמנסעפצקרשת", " ", ".", "של את על לא", 5),
)  # fmt: skip
_FORMS = (
    "A magnitude {n} earthquake struck {place} {time}. No damage was reported to the {word} office.",
    "The {word} index closed at {n} points {time}, {n} more than the day before, {name} reported.",
    "{place}: {n} degrees, wind from the west at {n} km/h, visibility {n} metres.",
)


@dataclass(frozen=True, slots=True)
class Words:
    """What a corpus speaks of: words that no other corpus has."""

    things: Sequence[str]
    names: Sequence[str]
    places: Sequence[str]
    foreign: Sequence[str]
    between: str
    end: str


def words_of(source: Random) -> Words:
    """Words that no other corpus has."""
    things = [_word(source) for _ in range(24)]
    names = [f"{_word(source).title()} {_word(source).title()}" for _ in range(4)] + ["O'Neil", "A. Reed"]
    places = [_word(source).title() for _ in range(4)] + [_word(source).upper()]
    letters, between, end, common, length = source.choice(_SCRIPTS)
    foreign = ["".join(source.choices(letters, k=source.randint(1, 2 * length))) for _ in range(30)]
    return Words(things, names, places, [*foreign, *common.split(" ")], between, end)


def _word(source: Random) -> str:
    pairs = (source.choice("bdfgklmnprstvz") + source.choice("aeiou") for _ in range(source.randint(2, 4)))
    return "".join(pairs) + source.choice(("", "n", "r", "st"))


def story(source: Random, words: Words, *, foreign: bool, most: int = 14) -> list[str]:
    """A text as a list of sentences."""
    if foreign:
        return [
            words.between.join(source.choices(words.foreign, k=source.randint(4, 12))) + words.end
            for _ in range(source.randint(2, most))
        ]
    return [sentence(source, words) for _ in range(source.randint(2, most))]


def sentence(source: Random, words: Words) -> str:
    """A sentence on nothing."""
    parts = ["The {word} of {place}", source.choice(_DEEDS)]
    parts += source.sample(_TIMES, source.randint(0, 2))
    parts += source.sample(_MORE, source.randint(0, 3))
    return _filled(source, f"{' '.join(parts)}{source.choice('..!?')}", words)


def form(source: Random) -> str:
    """A form to be filled in: one sentence of it, or several."""
    return " ".join(source.sample(_FORMS, source.randint(1, len(_FORMS))))


def filled(source: Random, form: str, words: Words) -> list[str]:
    """A form that is filled in."""
    return [f"{part}." for part in _filled(source, form, words).split(". ")]


def event(source: Random, words: Words) -> list[str]:
    """Names, figures and quotations that every report of one event has."""
    return [
        f"“{sentence(source, words)}”, {source.choice(words.names)} said.",
        f"In {source.choice(words.places)} {source.randint(2, 900)} {source.choice(words.things)}s were counted.",
        f"{source.choice(words.names)}, {source.randint(20, 80)}, spoke of “{source.choice(words.things)} and {source.choice(words.things)}”.",
    ]


def reported(source: Random, event: Sequence[str], words: Words) -> list[str]:
    """An own report of an event."""
    own = [sentence(source, words) for _ in range(source.randint(3, 8))]
    for part in source.sample(list(event), source.randint(1, len(event))):
        own.insert(source.randint(0, len(own)), part)
    return own


def _filled(source: Random, form: str, words: Words) -> str:
    lists = (("{name}", words.names), ("{place}", words.places), ("{word}", words.things), ("{time}", _TIMES))
    for key, values in lists:
        while key in form:
            form = form.replace(key, source.choice(values), 1)
    while "{n}" in form:
        form = form.replace("{n}", source.choice((str(source.randint(1, 4000)), "two", "3.5", "1,200")), 1)
    return form
