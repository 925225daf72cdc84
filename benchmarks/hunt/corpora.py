"""Small corpora from random choices: trees of edits, and everything that stands around articles."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from importlib.resources import files
from random import Random
from typing import Any

from syndetect.model import Document

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
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Words:
    """What a corpus speaks of: words that no other corpus has."""

    things: Sequence[str]
    names: Sequence[str]
    places: Sequence[str]
    foreign: Sequence[str]
    between: str
    end: str


def _words(source: Random) -> _Words:
    things = [_word(source) for _ in range(24)]
    names = [f"{_word(source).title()} {_word(source).title()}" for _ in range(4)] + ["O'Neil", "A. Reed"]
    places = [_word(source).title() for _ in range(4)] + [_word(source).upper()]
    letters, between, end, common, length = source.choice(_SCRIPTS)
    foreign = ["".join(source.choices(letters, k=source.randint(1, 2 * length))) for _ in range(30)]
    return _Words(things, names, places, [*foreign, *common.split(" ")], between, end)


def _word(source: Random) -> str:
    pairs = (source.choice("bdfgklmnprstvz") + source.choice("aeiou") for _ in range(source.randint(2, 4)))
    return "".join(pairs) + source.choice(("", "n", "r", "st"))


_FORMS = (
    "A magnitude {n} earthquake struck {place} {time}. No damage was reported to the {word} office.",
    "The {word} index closed at {n} points {time}, {n} more than the day before, {name} reported.",
    "{place}: {n} degrees, wind from the west at {n} km/h, visibility {n} metres.",
)

DATES = (
    None, "", "2024-03-01", "2024-03-01T06:00Z", "2024-03-01T06:00:00+14:00", "2024-03-01T06:00:00.123456-12:00",
    "2024-03-02 10:00", "20240303", "2024-W10-1", "2024-060", "2024-03", "2024", "2024-02-30", "0001-01-01",
    "0001-01-01T00:00+14:00", "9999-12-31T23:59:59-12:00", "1970-01-01T00:00Z", "1969-12-31", "2024-03-01T24:00",
    "2024-03-01T25:61", " 2024-03-04 ", "yesterday", "Fri, 01 Mar 2024 10:00:00 GMT", "1709272800", "١", "２０２４-03-01",
    "2024-03-01T06:00Z\n", "-1000-01-01", "2024-03-31T02:30+01:00[Europe/Berlin]",
)  # fmt: skip
LANGUAGES = (
    None,
    None,
    None,
    "en",
    "de",
    "EN_us",
    "zz",
    "",
    "x",
    "zh-Hant",
    "en-GB-oed",
    "klingon",
    "ja",
    "und",
)
URLS = (
    None,
    None,
    "https://www.bbc.co.uk/news/1",
    "http://[",
    "x",
    "https://user@:99999/",
    "//",
    "http://\u0430.example",
)
METAS: Sequence[dict[str, Any]] = (
    {}, {}, {"canonical": "https://www.reuters.com/a"}, {"canonical": "http://["}, {"canonical": 5}, {"author": ""},
    {"syndication-source": "https://apnews.com/x\n"}, {"a": {"b": [1, None, float("nan")]}}, {"byline": "By Reuters\t"},
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Corpus:
    """Articles by their number, and which of them are handed in to be checked."""

    number: int
    documents: tuple[Document, ...]
    submitted: int


def corpus(seed: int, number: int) -> Corpus:
    """The corpus of that number."""
    return made(Random(f"{seed} {number}"), number)  # noqa: S311 - not for secrets


def made(source: Random, number: int) -> Corpus:
    """A corpus of two to eight articles; ids begin with the number."""
    words = _words(source)
    # Half of them have plain texts in trees as tangled as can be, half whatever stands around texts.
    plain = source.random() < 0.5
    foreign = source.random() < 0.25
    stories = [_story(source, words, foreign=foreign, plain=plain) for _ in range(source.randint(1, 3))]
    outlets = [_outlet(source) for _ in range(source.randint(1, 3))]
    edits, size = (_TANGLES if plain else _EDITS), source.randint(2, 8)
    texts = [list(source.choice(stories))]
    while len(texts) < size:
        text = list(source.choice(stories if source.random() < 0.25 else texts))
        for _ in range(source.randint(1, 3)):
            text = source.choice(edits)(source, text, [*texts, *stories], words)
        texts.append(text or ["It rained on the pier for five days."])
    documents = [
        _document(source, text, outlets, f"{number}/{at}", words, plain=plain)
        for at, text in enumerate(texts)
    ]
    return Corpus(number, tuple(documents), source.randint(1, max(1, len(documents) - 1)))


def _story(source: Random, words: _Words, *, foreign: bool, plain: bool) -> list[str]:
    if foreign:
        return [
            words.between.join(source.choices(words.foreign, k=source.randint(4, 12))) + words.end
            for _ in range(source.randint(2, 12))
        ]
    if source.random() < 0.1:
        form = source.choice(_FORMS)
        return [_filled(source, form, words) for _ in range(source.randint(1, 5))]
    return [
        _sentence(source, words) for _ in range(source.randint(8, 24) if plain else source.randint(2, 14))
    ]


def _sentence(source: Random, words: _Words) -> str:
    parts = ["The {word} of {place}", source.choice(_DEEDS)]
    parts += source.sample(_TIMES, source.randint(0, 2))
    parts += source.sample(_MORE, source.randint(0, 3))
    return _filled(source, f"{' '.join(parts)}{source.choice('..!?')}", words)


def _filled(source: Random, form: str, words: _Words) -> str:
    lists = (("{name}", words.names), ("{place}", words.places), ("{word}", words.things), ("{time}", _TIMES))
    for key, values in lists:
        while key in form:
            form = form.replace(key, source.choice(values), 1)
    while "{n}" in form:
        form = form.replace("{n}", source.choice((str(source.randint(1, 4000)), "two", "3.5", "1,200")), 1)
    return form


Text = list[str]
Others = Sequence[Sequence[str]]
Edit = Callable[[Random, Text, Others, _Words], Text]


def _cut(source: Random, text: Text, _: Others, words: _Words) -> Text:
    begin = source.randrange(len(text))
    return text[begin : begin + source.randint(1, len(text))]


def _half(source: Random, text: Text, _: Others, words: _Words) -> Text:
    middle = len(text) // 2
    return (text[:middle] if source.random() < 0.5 else text[middle:]) or text


def _moved(source: Random, text: Text, _: Others, words: _Words) -> Text:
    at = source.randrange(len(text))
    return text[at:] + text[:at]


def _added(source: Random, text: Text, _: Others, words: _Words) -> Text:
    at = source.randint(0, len(text))
    return [*text[:at], *(_sentence(source, words) for _ in range(source.randint(1, 4))), *text[at:]]


def _reworded(source: Random, text: Text, _: Others, words: _Words) -> Text:
    share = source.choice((0.05, 0.2, 0.5))
    known = (*words.things, *words.places, *words.foreign, "this", "nearly", "7", "of")
    return [
        " ".join(source.choice(known) if source.random() < share else word for word in part.split(" "))
        for part in text
    ]


def _blended(source: Random, text: Text, others: Others, words: _Words) -> Text:
    other = source.choice(others)
    if source.random() < 0.5:
        return [*text, *other]
    found = []
    for at in range(max(len(text), len(other))):
        found += [*text[at : at + 1], *other[at : at + 1]]
    return found[:40]


def _rounded_up(source: Random, text: Text, others: Others, words: _Words) -> Text:
    chosen = source.sample(list(others), min(len(others), source.randint(1, 4)))
    return [part for one in (text, *chosen) for part in one[: source.randint(1, 8)]][:40]


def _repeated(source: Random, text: Text, _: Others, words: _Words) -> Text:
    return (text * source.randint(2, 4) if source.random() < 0.3 else [text[0]] * source.randint(2, 30))[:60]


def _quoted(source: Random, text: Text, _: Others, words: _Words) -> Text:
    begin, end = source.choice((("“", "”"), ("„", "“"), ("«", "»"), ('"', '"'), ("「", "」"), ("“", "")))
    found = []
    for part in text:
        found += [f"{begin}{part}{end}", _sentence(source, words)] if source.random() < 0.7 else [part]
    return found


def _shouted(source: Random, text: Text, _: Others, words: _Words) -> Text:
    return [part.upper() if source.random() < 0.5 else part.lower() for part in text]


def _credited(source: Random, text: Text, _: Others, words: _Words) -> Text:
    at = source.choice((0, len(text), source.randint(0, len(text))))
    return [*text[:at], *(notice(source, words) for _ in range(source.randint(1, 3))), *text[at:]]


def _marked(source: Random, text: Text, _: Others, words: _Words) -> Text:
    at = source.randrange(len(text))
    place = source.randint(0, len(text[at]))
    text[at] = text[at][:place] + source.choice(MARKS) * source.choice((1, 1, 2, 30)) + text[at][place:]
    return text


_EDITS: Sequence[Edit] = (
    _cut, _half, _half, _moved, _added, _reworded, _reworded, _blended, _rounded_up, _repeated, _quoted, _shouted,
    _credited, _credited, _credited, _marked,
)  # fmt: skip


_TANGLES: Sequence[Edit] = (_cut, _half, _moved, _moved, _added, _reworded, _blended, _rounded_up)


@lru_cache(maxsize=1)
def _wordings() -> tuple[list[dict[str, Any]], list[str], list[str], list[str]]:
    """The outlets, and every phrase by which articles credit, sign or date: each list of the package's own."""
    credits = json.loads(files("syndetect").joinpath("data/credits.json").read_text("utf-8"))
    bylines = json.loads(files("syndetect").joinpath("data/bylines.json").read_text("utf-8"))
    phrases = [
        text
        for lists in credits["languages"].values()
        for name, values in lists.items()
        for text in _strings(values)
        if name != "about"
    ]
    signed = [text for lists in bylines["languages"].values() for text in lists.get("by", [])]
    offices = [
        text
        for lists in bylines["languages"].values()
        for name in ("roles", "titles", "tail", "labels")
        for text in lists.get(name, [])
    ]
    return credits["outlets"], phrases, signed, offices


def _strings(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value]
    values = value.values() if isinstance(value, dict) else value
    return [text for one in values for text in _strings(one)]


def notice(source: Random, words: _Words) -> str:
    """A by-line, dateline, credit, source line or link, its parts as they come."""
    outlets, phrases, signed, offices = _wordings()

    def space() -> str:
        return source.choice((" ", " ", " ", "", *SPACES))

    def outlet() -> str:
        row = source.choice(outlets)
        spelt = [row["name"], *row.get("aliases", ()), *row.get("quoted", ()), *row.get("marks", ())]
        return str(source.choice([*spelt, *row.get("hosts", ()), _outlet(source) or "Reuters"]))

    def part() -> str:
        made: Sequence[Callable[[], str]] = (
            outlet, outlet, lambda: source.choice(phrases), lambda: source.choice(phrases),
            lambda: source.choice(signed), lambda: source.choice(offices), lambda: source.choice(words.names),
            lambda: source.choice(words.places), lambda: str(source.randint(1, 2030)), lambda: source.choice(MARKS),
            lambda: source.choice((",", "/", "(", ")", ":", "--", "—", "|", ".", "&", "and", "und", "*", "“", "”")),
        )  # fmt: skip
        return source.choice(made)()

    shapes: Sequence[Callable[[], str]] = (
        lambda: f"{source.choice(signed)}{space()}{outlet()}{space()}",
        lambda: f"{source.choice(signed)} {source.choice(words.names)},{space()}{outlet()}{space()}{source.choice(offices)}",
        lambda: f"{source.choice(words.places)}{space()}({outlet()}){space()}{source.choice(('--', '—', '-', ':', ''))} {_sentence(source, words)}",
        lambda: f"({outlet()}/{outlet()})",
        lambda: f"{source.choice(phrases)}{space()}{outlet()}",
        lambda: f"{outlet()}{space()}{source.choice(phrases)}",
        lambda: f"{source.choice(phrases)}{source.choice((':', '：', ' :'))}{space()}{outlet()}",
        lambda: f"https://{outlet()}/{source.choice(('', 'a', 'a/b?c=d'))}",
        lambda: space().join(part() for _ in range(source.randint(1, 7))),
    )  # fmt: skip
    return source.choice(shapes)()


def _outlet(source: Random) -> str | None:
    outlets, *_ = _wordings()
    return source.choice(
        (
            None, str(source.choice(outlets)["name"]), str(source.choice(outlets)["name"]).lower(), "Bay Times",
            f"Paper {source.choice('ABC')}", "The", " ", "bbc.co.uk", "www.", "-", "a", "Ü", "x" * 200, "A\nB",
            "\u202eBBC", "(AP)", "O'", "1", "Reuters and AP", "LE MONDE", "日報",
        )
    )  # fmt: skip


def _document(
    source: Random,
    text: Sequence[str],
    outlets: Sequence[str | None],
    id: str,
    words: _Words,
    *,
    plain: bool,
) -> Document:
    if plain:
        date = source.choice((None, f"2024-03-{source.randint(1, 28):02}T06:00Z", source.choice(DATES)))
        return Document(id, " ".join(text), source.choice(outlets), None, date)
    end = source.choice((" ", "\n", "\n\n", *ENDS)) if source.random() < 0.8 else None
    whole = "".join(f"{part}{end or source.choice((*ENDS, *SPACES))}" for part in text)
    if source.random() < 0.2:
        whole = f"{notice(source, words)}{source.choice(ENDS)}{whole}"
    if source.random() < 0.1:
        whole = whole.replace(" ", source.choice(SPACES))
    if source.random() < 0.1:
        whole = source.choice(SPACES) * source.randint(1, 200) + whole
    document = Document(
        f"{id}{source.choice(('', '', '', ' ', '.txt', chr(10), '<b>', chr(0x202E), '=1', '; rm', '日', chr(0x1F9A6)))}",
        whole,
        source.choice(outlets),
        source.choice((None, text[0], "", "Ferry", "x" * 500, "By Reuters\r", _sentence(source, words))),
        source.choice(DATES) if source.random() < 0.7 else f"2024-03-{source.randint(1, 28):02}T06:00Z",
        source.choice(URLS),
        source.choice(LANGUAGES),
        meta=source.choice(METAS),
    )
    return replace(document, path=document.id) if source.random() < 0.3 else document
