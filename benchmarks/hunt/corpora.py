"""Small corpora from random choices: trees of edits, and everything that stands around articles."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from random import Random
from typing import Any

from benchmarks.hunt import edits
from benchmarks.hunt.notices import credited, notice, outlet
from benchmarks.hunt.texts import (
    ENDS,
    SPACES,
    Words,
    event,
    filled,
    form,
    reported,
    sentence,
    story,
    words_of,
)
from syndetect.model import Document

ODD_DATES = (
    "", "2024-03-01T06:00:00+14:00", "2024-03-01T06:00:00.123456-12:00", "2024-03-02 10:00", "20240303", "2024-W10-1",
    "2024-060", "2024-03", "2024", "2024-02-30", "0001-01-01", "0001-01-01T00:00+14:00", "9999-12-31T23:59:59-12:00",
    "1970-01-01T00:00Z", "1969-12-31", "2024-03-01T24:00", "2024-03-01T25:61", " 2024-03-04 ", "yesterday",
    "Fri, 01 Mar 2024 10:00:00 GMT", "1709272800", "١", "２０２４-03-01", "2024-03-01T06:00Z\n", "-1000-01-01",
    "2024-03-31T02:30+01:00[Europe/Berlin]", "03/04/2024", "4.3.24", "2024-03-01T06:00Z/2024-03-02", "2024-03-01T06:60Z",
)  # fmt: skip
LANGUAGES = (None,) * 6 + (
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
    "la",
)
URLS = (
    None, None, None, "https://www.bbc.co.uk/news/1", "http://[", "x", "https://user@:99999/", "//",
    "http://\u0430.example", "https://paper-a.example/1",
)  # fmt: skip
METAS: Sequence[dict[str, Any]] = (
    {}, {}, {}, {"canonical": "https://www.reuters.com/a"}, {"canonical": "http://["}, {"canonical": 5}, {"author": ""},
    {"syndication-source": "https://apnews.com/x\n"}, {"a": {"b": [1, None, float("nan")]}}, {"byline": "By Reuters\t"},
    {"version": 2, "guid": "g"}, {"version": "x"}, {"source": "Paper A"}, {"credit": ["AP", None]}, {"embargo": "never"},
)  # fmt: skip
TITLES = ("", "Ferry", "x" * 500, "By Reuters\r", "UPDATE 2-Ferry", "CORRECTED: Ferry", "Ferry (AP)", "\n")
STRANGE = (
    "",
    " ",
    ".txt",
    "\n",
    "<b>",
    "\u202e",
    "=1",
    "; rm",
    "日",
    "\U0001f9a6",
    "\ud800",
    "\x1b[31m",
    "|",
    "#",
    "%0A",
)


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
    """A corpus of two to a dozen articles; ids begin with the number."""
    words = words_of(source)
    texts = [text or ["It rained."] for text in source.choice(_PLOTS)(source, words)]
    names = [outlet(source) for _ in range(source.randint(1, 4))]
    dates = _dates(source, len(texts))
    told = source.random() < 0.6
    documents = []
    for at, (text, date) in enumerate(zip(texts, dates, strict=True)):
        parts = _told(source, text, names, words) if told else text
        one = Document(f"{number}/{at}", " ".join(parts), source.choice(names), None, date)
        documents.append(_broken_off(source, _dressed(source, one, parts, words)))
    if source.random() < 0.05:
        documents.append(replace(source.choice(documents), id=documents[0].id))
    return Corpus(number, tuple(documents), source.randint(1, len(documents) - 1))


def _told(source: Random, text: Sequence[str], names: Sequence[str | None], words: Words) -> Sequence[str]:
    """The text with lines that credit its own outlet or another one, most of them at its ends."""
    parts = list(text)
    for _ in range(source.randint(0, 4)):
        at = source.choice((0, len(parts), len(parts), source.randint(0, len(parts))))
        parts.insert(at, f"{source.choice(('', '', source.choice(ENDS)))}{credited(source, names, words)}")
    return parts


def _broken_off(source: Random, one: Document) -> Document:
    """The article, which now and then ends, or begins, in the midst of what it says."""
    chance, length = source.random(), len(one.text)
    if chance < 0.1:
        return replace(one, text=one.text[: length - source.randint(0, min(length, 40))])
    return replace(one, text=one.text[source.randint(0, min(length, 40)) :]) if chance < 0.15 else one


Text = list[str]
Plot = Callable[[Random, Words], list[Text]]


def _tangle(source: Random, words: Words, known: Sequence[edits.Edit] = edits.TANGLED) -> list[Text]:
    """One to three stories, and what was made from them, and from that."""
    foreign = source.random() < 0.2
    stories = [story(source, words, foreign=foreign) for _ in range(source.randint(1, 3))]
    texts, size = [list(source.choice(stories))], source.randint(2, 8)
    while len(texts) < size:
        text = list(source.choice(stories if source.random() < 0.25 else texts))
        for _ in range(source.randint(1, 3)):
            text = source.choice(known)(source, text, [*texts, *stories], words) or text
        texts.append(text)
    return texts


def _odd(source: Random, words: Words) -> list[Text]:
    """The same with odd texts."""
    return _tangle(source, words, edits.ODD)


def _crowd(source: Random, words: Words) -> list[Text]:
    """A text, many prints of it, and a few articles that have a part of one of these."""
    foreign = source.random() < 0.2
    first = story(source, words, foreign=foreign, most=10)
    texts = [first]
    for _ in range(source.randint(3, 8)):
        print = list(source.choice(texts))
        for _ in range(source.randint(0, 2)):
            print = edits.near(source, print, texts, words)
        texts.append(print)
    parts = (edits.excerpted, edits.halved, edits.blended, edits.rounded_up, edits.reworded, edits.quoted)
    other = story(source, words, foreign=foreign, most=10)
    for _ in range(source.randint(0, 3)):
        texts.append(source.choice(parts)(source, list(source.choice(texts)), [*texts, other], words))
    return [*texts, other] if source.random() < 0.5 else texts


def _versions(source: Random, words: Words) -> list[Text]:
    """Two texts, seams between them, and later versions of all of these that grow, shrink and change."""
    first, second = (story(source, words, foreign=False) for _ in range(2))
    texts = [first, second, edits.blended(source, list(first), [second], words)]
    while len(texts) < source.randint(4, 9):
        text = list(source.choice(texts))
        change = source.choice(
            (edits.shortened, edits.near, edits.added, edits.blended, edits.moved, edits.reworded)
        )
        texts.append(change(source, text, texts, words))
    source.shuffle(texts)
    return texts[source.randint(0, 2) :]


def _halves(source: Random, words: Words) -> list[Text]:
    """A text and its parts, whether these meet or not, and round-ups of it and of others."""
    foreign = source.random() < 0.3
    first = story(source, words, foreign=foreign)
    end, begin = source.randint(1, len(first)), source.randint(0, len(first) - 1)
    texts = [first, first[:end], first[begin:]]
    others = [story(source, words, foreign=foreign) for _ in range(2)]
    if source.random() < 0.5:
        texts.append(edits.rounded_up(source, list(first), others, words))
        texts += others
    return texts


def _event(source: Random, words: Words) -> list[Text]:
    """Reports of one event, each by itself, prints of them, and blends."""
    common = event(source, words)
    texts = [reported(source, common, words) for _ in range(source.randint(2, 4))]
    for _ in range(source.randint(0, 3)):
        change = source.choice((edits.near, edits.blended, edits.rounded_up, edits.reworded, edits.excerpted))
        texts.append(change(source, list(source.choice(texts)), texts, words))
    return texts


def _forms(source: Random, words: Words) -> list[Text]:
    """One form filled in, again and again, alone or in articles."""
    one = form(source)
    texts = [filled(source, one, words) * source.choice((1, 1, 3)) for _ in range(source.randint(2, 6))]
    if source.random() < 0.3:
        texts.append(edits.added(source, list(texts[0]), texts, words))
    return texts


_PLOTS: Sequence[Plot] = (
    _tangle, _tangle, _tangle, _odd, _odd, _odd, _crowd, _crowd, _versions, _versions, _halves, _event, _forms,
)  # fmt: skip


def _dates(source: Random, count: int) -> list[str | None]:
    """When each article appeared: in the order they were made in, or in any, at once, now and then, never."""
    hours = sorted(source.randint(0, 60) for _ in range(count))
    exact = [
        f"2024-03-{1 + hour // 24:02}T{hour % 24:02}:{source.choice(('00', '00', '30'))}Z" for hour in hours
    ]
    way = source.randrange(6)
    if way == 0:
        return [None] * count
    if way == 1:
        return list(exact)
    if way == 2:
        return [exact[0]] * count
    if way == 3:
        return [*exact[::-1]]
    if way == 4:
        return [source.choice((None, date, date[:10], date[:-1], source.choice(ODD_DATES))) for date in exact]
    source.shuffle(exact)
    return [source.choice((date, date, date[:10])) for date in exact]


def _dressed(source: Random, one: Document, text: Sequence[str], words: Words) -> Document:
    """The article as it is, or with odd line ends, white space, title, id, date and whatever else."""
    if source.random() < 0.5:
        return one
    end = source.choice((" ", "\n", "\n\n", *ENDS)) if source.random() < 0.8 else None
    whole = "".join(f"{part}{end or source.choice((*ENDS, *SPACES))}" for part in text)
    if source.random() < 0.2:
        whole = f"{notice(source, words)}{source.choice(ENDS)}{whole}"
    if source.random() < 0.1:
        whole = whole.replace(" ", source.choice(SPACES))
    if source.random() < 0.1:
        whole = source.choice(SPACES) * source.randint(1, 200) + whole
    if source.random() < 0.02:
        whole = source.choice(("", " ", "\n", "x", "。", "\ufeff", "1 2 3"))
    # An id that begins with a sign stands elsewhere among the others.
    ids = (one.id, one.id, one.id, f"{one.id}{source.choice(STRANGE)}", f"{source.choice(STRANGE)}{one.id}")
    dressed = replace(
        one,
        id=source.choice(ids),
        text=whole,
        title=source.choice((None, text[0], sentence(source, words), source.choice(TITLES))),
        published=source.choice(ODD_DATES) if source.random() < 0.1 else one.published,
        url=source.choice(URLS),
        language=source.choice(LANGUAGES),
        meta=source.choice(METAS),
    )
    return replace(dressed, path=dressed.id) if source.random() < 0.3 else dressed
